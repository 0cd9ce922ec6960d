/**
 * How fast the engine is, side by side with others.
 *
 * <p>{@link io.inkwell.benchmarks.cases} makes the inputs, the same for everybody and from one seed; {@link io.inkwell.benchmarks.engine}
 * and {@link io.inkwell.benchmarks.peers} are the benchmarks, for JMH; {@link io.inkwell.benchmarks.report} runs all of them and the
 * libraries on Node.js in turns and makes the table.
 */
@NullMarked
package io.inkwell.benchmarks;

import org.jspecify.annotations.NullMarked;
