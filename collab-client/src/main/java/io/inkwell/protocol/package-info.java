/**
 * The messages between clients and server, and their JSON form; {@code docs/protocol.md} is the same for people.
 *
 * <p>
 * Reading order: {@link io.inkwell.protocol.MessageType} (the names), {@link io.inkwell.protocol.ClientMessage} and
 * {@link io.inkwell.protocol.ServerMessage} (the whole protocol, one record per message), {@link io.inkwell.protocol.LogEntry} (a revision
 * on the wire), {@link io.inkwell.protocol.MessageCodec} (text to message and back), {@link io.inkwell.protocol.ProtocolException} (what a
 * text that is no message answers), {@link io.inkwell.protocol.CloseCode}.
 *
 * <p>
 * Lengths and positions in a document are UTF-16 code units, times are milliseconds since 1970.
 *
 * <p>
 * Thread safety: everything here is immutable or, as {@code MessageCodec}, without state; all of it may be shared.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.protocol;
