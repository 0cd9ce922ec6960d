package io.inkwell.client;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: min(most, first · 2^attempt), times a random number from 0 to 1 (full jitter), so that
 * the clients of a server that comes back do not all come at once.
 *
 * @param firstMillis the longest wait before the first attempt, in milliseconds
 * @param mostMillis the longest wait of all, in milliseconds
 */
public record BackOff(long firstMillis, long mostMillis) {
    /** Half a second, doubled up to half a minute. */
    public static final BackOff DEFAULT = new BackOff(500, 30_000);

    private static final int DOUBLINGS_MAX = 30;

    /** @throws IllegalArgumentException if a wait is negative */
    public BackOff {
        if (firstMillis < 0 || mostMillis < 0)
            throw new IllegalArgumentException("waits are 0 or more");
    }

    /**
     * The wait before an attempt, in milliseconds.
     *
     * @param attempt 0 for the first attempt after a connection was lost
     */
    long delayMillis(int attempt, RandomGenerator random) {
        long longest = Math.min(mostMillis, firstMillis << Math.min(attempt, DOUBLINGS_MAX));
        return (long) (random.nextDouble() * longest);
    }
}
