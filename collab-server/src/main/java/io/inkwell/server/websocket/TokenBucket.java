package io.inkwell.server.websocket;

/** How much of something is allowed: so much per second, and so much at once. Not thread safe; the time is an argument. */
final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double tokens;
    private long lastNanos;

    TokenBucket(double perSecond, double burst, long nowNanos) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
        this.lastNanos = nowNanos;
    }

    /** Takes some tokens even if there are not enough: what is owed has to be earned back first. */
    void take(double amount, long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - lastNanos) * perNano) - amount;
        lastNanos = nowNanos;
    }

    /** Whether more was taken than is allowed. */
    boolean isOverdrawn() {
        return tokens < 0;
    }

    /** Whether a whole burst more was taken than is allowed: this is no slip. */
    boolean isFlooded() {
        return tokens < -burst;
    }
}
