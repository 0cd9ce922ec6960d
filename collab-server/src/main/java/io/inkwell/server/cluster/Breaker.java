package io.inkwell.server.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps away from a service that fails: after so many failures in a row it is not asked for a while, so that waiting for it does not slow
 * everything down. Thread safe.
 */
final class Breaker {
    private final int failuresMax;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong restsSince = new AtomicLong();

    /**
     * A breaker that lets everything through.
     *
     * @param failuresMax after so many failures in a row the service rests
     * @param restNanos for how long, in nanoseconds
     * @param nanoTime a clock that never jumps, in nanoseconds
     */
    Breaker(int failuresMax, long restNanos, LongSupplier nanoTime) {
        this.failuresMax = failuresMax;
        this.restNanos = restNanos;
        this.nanoTime = nanoTime;
    }

    /** Whether the service may be asked now. After the rest one failure is enough to let it rest again. */
    boolean lets() {
        return failures.get() < failuresMax || nanoTime.getAsLong() - restsSince.get() >= restNanos;
    }

    /** It answered. */
    void succeeded() {
        failures.set(0);
    }

    /** It did not answer. */
    void failed() {
        restsSince.set(nanoTime.getAsLong());
        failures.updateAndGet(count -> Math.min(count + 1, failuresMax));
    }
}
