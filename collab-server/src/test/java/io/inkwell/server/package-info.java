/** Tests of the server as a whole, over real sockets. {@link io.inkwell.server.TestServer} starts one, {@link io.inkwell.server.Wire} talks to it. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server;
