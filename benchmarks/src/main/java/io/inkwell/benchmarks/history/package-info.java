/** How quick questions about a long history are, on a real database: {@link io.inkwell.benchmarks.history.LongHistoryMeasurement}. */
@org.jspecify.annotations.NullMarked
package io.inkwell.benchmarks.history;
