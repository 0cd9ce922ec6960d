package io.inkwell.server.security;

import java.time.InstantSource;

/** Lets so many events through in a minute, all together: a bucket that fills evenly. Thread safe. */
public final class MinuteRate {
    private static final double MILLIS_PER_MINUTE = 60_000.0;

    private final int eventsPerMinuteMax;
    private final InstantSource clock;
    private double left;
    private long filledAtMillis;

    /** A full bucket. */
    public MinuteRate(int eventsPerMinuteMax, InstantSource clock) {
        this.eventsPerMinuteMax = eventsPerMinuteMax;
        this.clock = clock;
        this.left = eventsPerMinuteMax;
        this.filledAtMillis = clock.millis();
    }

    /** Whether one more event may pass now; if so it is counted. */
    public synchronized boolean tryPass() {
        long now = clock.millis();
        double filled = Math.max(0, now - filledAtMillis) * eventsPerMinuteMax / MILLIS_PER_MINUTE;
        left = Math.min(eventsPerMinuteMax, left + filled);
        filledAtMillis = now;
        if (left < 1)
            return false;
        left--;
        return true;
    }
}
