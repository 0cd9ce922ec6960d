/**
 * The promise with real processes: servers, PostgreSQL and Redis that are killed, stopped and restarted, and networks that break, stall and
 * lose between any two of them, while editors type and write down what they meant and what they were told.
 *
 * <p>
 * {@link io.inkwell.system.faults.Ensemble} runs the processes with a proxy between any two; {@link io.inkwell.system.faults.CommitPoints}
 * sees a commit pass on the wire and can act right before or after it; {@link io.inkwell.system.faults.Crowd} is the editors;
 * {@link io.inkwell.system.faults.Evidence} writes down the log and all replicas at the end, and
 * {@link io.inkwell.system.faults.HistoryChecker} judges the run from these files alone. The files stay in
 * {@code system-tests/target/faults}, a folder for each test. {@code -Dinkwell.faults.seconds=600} makes the runs long,
 * {@code -Dinkwell.seed} repeats the choices of one.
 */
@NullMarked
package io.inkwell.system.faults;

import org.jspecify.annotations.NullMarked;
