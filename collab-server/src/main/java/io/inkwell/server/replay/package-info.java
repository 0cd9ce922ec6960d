/**
 * Plays recorded editing sessions through a running server, over the same WebSockets that people use.
 *
 * <p>
 * Reading order: {@link io.inkwell.server.replay.Trace} (what was recorded), {@link io.inkwell.server.replay.Plan} (who sends what on which
 * state: all of it known before anything is sent), {@link io.inkwell.server.replay.Replay} (plays a plan),
 * {@link io.inkwell.server.replay.ReplayCheck} (compares what the server has with what was recorded).
 *
 * <p>
 * Positions in a trace count Unicode code points, everywhere else UTF-16 code units. A <em>step</em> is a transaction of the trace that
 * changes something; step k, counted from 0, becomes the revision k + 1 after the one the replay began at.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.replay;
