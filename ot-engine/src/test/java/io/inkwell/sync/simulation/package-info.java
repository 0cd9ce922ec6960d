/**
 * A whole system in one thread and virtual time: one or two nodes, two to four clients, a log, and everything that can go wrong between
 * them. The very classes that ship are stepped; only what surrounds them is simulated.
 *
 * <p>
 * {@link io.inkwell.sync.simulation.Simulation} runs one schedule: all of it follows from one seed. Faults ({@code Fault}) strike with
 * rates that each seed draws ({@code Knobs}), until the world heals; then everybody must come to rest at the same document. Meanwhile the
 * {@code Oracle} looks at every statement, every message and every step of a client.
 *
 * <pre>
 *   Typist ─▶ SimulatedClient (Replica) ══ Wire ══ SimulatedNode (DocumentActor, OutboundCursor) ── SimulatedLog (in-memory storage)
 * </pre>
 *
 * <p>
 * A failing schedule names its seed; {@code -Dsim.seed=…} runs that one alone and prints what happened. {@code Deviation} is where a test
 * makes the surroundings wrong on purpose, to see that the oracle notices.
 */
@NullMarked
package io.inkwell.sync.simulation;

import org.jspecify.annotations.NullMarked;
