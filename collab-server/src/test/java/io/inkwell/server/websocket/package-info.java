/** Tests of what one connection is sent, on a wire that does what a test wants. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.websocket;
