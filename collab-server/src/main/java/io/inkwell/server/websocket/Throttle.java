package io.inkwell.server.websocket;

import io.inkwell.server.config.Limits;
import java.util.ArrayDeque;

/** How much one connection sends. Not thread safe; the time is an argument, nanoseconds of any clock that only goes forward. */
final class Throttle {
    private static final int CURSOR_MOVES_PER_SECOND = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Limits limits;
    private final TokenBucket messages;
    private final TokenBucket bytes;
    private final TokenBucket cursorMoves;
    private final ArrayDeque<Long> badMessages = new ArrayDeque<>();

    Throttle(Limits limits, long nowNanos) {
        this.limits = limits;
        this.messages = new TokenBucket(limits.messagesPerSecondMax(), limits.messagesBurstMax(), nowNanos);
        this.bytes = new TokenBucket(limits.receivedBytesPerSecondMax(), 2.0 * limits.messageBytesMax(), nowNanos);
        this.cursorMoves = new TokenBucket(CURSOR_MOVES_PER_SECOND, 2.0 * CURSOR_MOVES_PER_SECOND, nowNanos);
    }

    /** What is to be done with a message, going by how many there were. */
    enum Verdict {
        /** It is within the limits. */
        TAKE,
        /** It came too fast: not taken, may come again. */
        REFUSE,
        /** This is a flood: the connection is closed. */
        CLOSE
    }

    /** A message of so many bytes came. */
    Verdict message(int size, long nowNanos) {
        messages.take(1, nowNanos);
        bytes.take(size, nowNanos);
        if (messages.isFlooded() || bytes.isFlooded())
            return Verdict.CLOSE;
        return messages.isOverdrawn() || bytes.isOverdrawn() ? Verdict.REFUSE : Verdict.TAKE;
    }

    /** A caret moved; whether to pass it on. Carets cost nothing but their own share. */
    boolean cursorMove(long nowNanos) {
        messages.take(-1, nowNanos);
        cursorMoves.take(1, nowNanos);
        if (!cursorMoves.isOverdrawn())
            return true;
        cursorMoves.take(-1, nowNanos);
        return false;
    }

    /** A message came that was none; whether there were too many of them. */
    boolean badMessage(long nowNanos) {
        long windowNanos = (long) (limits.badMessagesWindowMillis() * NANOS_PER_MILLI);
        badMessages.add(nowNanos);
        while (nowNanos - badMessages.getFirst() > windowNanos)
            badMessages.removeFirst();
        return badMessages.size() >= limits.badMessagesMax();
    }
}
