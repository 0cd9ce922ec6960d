/** The figures of a running server. {@link io.inkwell.server.metrics.Metrics} names every one of them; any thread may count. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.metrics;
