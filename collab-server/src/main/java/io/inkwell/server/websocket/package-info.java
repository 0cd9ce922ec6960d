/**
 * The WebSocket endpoint: one connection per open document, speaking the protocol of {@link io.inkwell.protocol}.
 *
 * <p>
 * {@link io.inkwell.server.websocket.Endpoint} decides before the upgrade, {@link io.inkwell.server.websocket.Connection} is one client (what
 * it may say and when), {@link io.inkwell.server.websocket.Outbox} is what it is sent: a cursor into the document's log and one send at a
 * time, so that a client that does not read costs constant memory.
 *
 * <p>
 * Threads: Jetty calls a connection one message at a time; nothing here waits on those threads.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.websocket;
