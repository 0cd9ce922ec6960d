package io.inkwell.server.websocket;

import io.inkwell.protocol.CloseCode;
import io.inkwell.server.config.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What the clock says about one connection: whether it opens its document in time, is heard of, takes what it is sent, and keeps up. Not
 * thread safe; the time is an argument, nanoseconds of any clock that only goes forward.
 */
final class Deadlines {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Limits limits;
    private final long connectedNanos;
    private long heardNanos;
    private long pingedNanos;
    private long keptUpNanos;

    Deadlines(Limits limits, long nowNanos) {
        this.limits = limits;
        this.connectedNanos = nowNanos;
        this.heardNanos = nowNanos;
        this.pingedNanos = nowNanos;
        this.keptUpNanos = nowNanos;
    }

    /** A complete message, a ping or a pong came. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** The client stands where it belongs: the time to catch up begins anew. */
    void keptUp(long nowNanos) {
        keptUpNanos = nowNanos;
    }

    /** Notes how much the client has still to be sent. */
    void lag(long revisions, long bytes, long nowNanos) {
        if (revisions <= limits.lagRevisionsMax() && bytes <= limits.lagBytesMax())
            keptUp(nowNanos);
    }

    /** Whether it is time to ping; if so, the next ping is due an interval later. */
    boolean pingIsDue(long nowNanos) {
        boolean due = isOver(limits.pingIntervalMillis(), nowNanos - pingedNanos);
        if (due)
            pingedNanos = nowNanos;
        return due;
    }

    /**
     * With which code the connection has to be closed now, if it has.
     *
     * @param opens whether the client has asked for its document
     * @param sendingNanos for how long the current send has not been done
     */
    @Nullable
    CloseCode overdue(boolean opens, long sendingNanos, long nowNanos) {
        if (!opens && isOver(limits.openMillisMax(), nowNanos - connectedNanos))
            return CloseCode.SILENT;
        if (isOver(limits.silenceMillisMax(), nowNanos - heardNanos))
            return CloseCode.SILENT;
        if (isOver(limits.sendMillisMax(), sendingNanos) || isOver(limits.lagMillisMax(), nowNanos - keptUpNanos))
            return CloseCode.TOO_SLOW;
        return null;
    }

    private static boolean isOver(long limitMillis, long nanos) {
        return nanos > limitMillis * NANOS_PER_MILLI;
    }
}
