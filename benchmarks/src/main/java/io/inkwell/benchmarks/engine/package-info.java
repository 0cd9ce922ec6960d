/**
 * The engine under JMH. Each benchmark has one method for the work itself, which a test calls to look at its result, and one that repeats
 * it for JMH where a single call is too short to be timed. Times are per operation.
 */
@NullMarked
package io.inkwell.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
