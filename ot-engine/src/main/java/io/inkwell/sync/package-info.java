/**
 * The state machines of a collaborative document: what a node decides and what a client decides, as pure functions of events.
 *
 * <p>
 * Nothing in this package starts a thread, reads a clock, draws a random number, makes an id, opens a socket or speaks SQL: times and
 * ids are arguments, everything that has to happen outside is returned as an effect. The same classes run in the server, in the Java
 * client and in the simulator.
 *
 * <p>
 * Reading order: {@link io.inkwell.sync.Commit} (what the log holds) and {@link io.inkwell.sync.Digest} (its chain),
 * {@link io.inkwell.sync.Authority} (one submission carried to the head), {@link io.inkwell.sync.DocumentActor} (everything a node
 * decides about one open document), {@link io.inkwell.sync.OutboundCursor} (what a connection is sent next),
 * {@link io.inkwell.sync.CatchUp} (what a returning client is told), {@link io.inkwell.sync.Replica} (the client),
 * {@link io.inkwell.sync.History} (any past document). {@link io.inkwell.sync.port} is what the outside must offer.
 *
 * <p>
 * Thread safety: values are immutable and may be shared; {@code DocumentActor}, {@code OutboundCursor} and {@code Replica} belong to one
 * caller at a time.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.sync;
