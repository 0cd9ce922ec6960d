/**
 * The log of a running server: {@link io.inkwell.server.logging.LogFile}. One line per event, in the data folder, never with the text of a
 * document, a key or a token.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.logging;
