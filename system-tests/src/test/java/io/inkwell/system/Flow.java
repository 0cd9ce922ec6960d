package io.inkwell.system;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link TcpProxy} does to the bytes of one direction, on all its connections: hold, delay, throttle, or cut after so many. Thread
 * safe; a change holds from the next piece of bytes on.
 */
public final class Flow {
    private static final long ANY = Long.MAX_VALUE;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int PIECES_PER_SECOND = 10;

    private boolean held;
    private long delayMillis;
    private long bytesPerSecond = ANY;
    private long bytesUntilCut = ANY;

    Flow() {}

    /** Nothing passes until {@link #release}; then everything does that was sent meanwhile. */
    public synchronized void hold() {
        held = true;
    }

    /** Every piece of bytes comes so much later. */
    public synchronized void delay(long millis) {
        delayMillis = millis;
    }

    /** Each connection gets at most so many bytes per second. */
    public synchronized void throttle(long bytesEachSecond) {
        bytesPerSecond = bytesEachSecond;
    }

    /** After so many more bytes, of all connections together, the connection that carries the last one is reset; then all is as before. */
    public synchronized void cutAfter(long bytes) {
        bytesUntilCut = bytes;
    }

    /** Everything passes as it comes. */
    public synchronized void release() {
        held = false;
        delayMillis = 0;
        bytesPerSecond = ANY;
        bytesUntilCut = ANY;
        notifyAll();
    }

    /** How many bytes to take at once. */
    synchronized int pieceBytesMax(int buffer) {
        return Math.clamp(bytesPerSecond / PIECES_PER_SECOND, 1, buffer);
    }

    /**
     * Waits until bytes may pass.
     *
     * @return how many of them; if fewer than given, the connection is to be cut after them
     * @throws IOException if the connection ends first
     */
    int pass(int count, ProxiedConnection connection) throws IOException {
        sleep(dueMillis(count));
        return passNow(count, connection);
    }

    private synchronized long dueMillis(int count) {
        long throttled = bytesPerSecond == ANY ? 0 : TimeUnit.SECONDS.toMillis(1) * count / bytesPerSecond;
        return delayMillis + throttled;
    }

    private synchronized int passNow(int count, ProxiedConnection connection) throws IOException {
        while (held || connection.isSilent()) {
            if (connection.isOver())
                throw new IOException("reset while held");
            try {
                wait(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        if (bytesUntilCut == ANY)
            return count;
        int passed = (int) Math.min(count, bytesUntilCut);
        bytesUntilCut = passed < count ? ANY : bytesUntilCut - passed;
        return passed;
    }

    private static void sleep(long millis) throws InterruptedIOException {
        try {
            if (millis > 0)
                Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException stopped = new InterruptedIOException("interrupted");
        stopped.initCause(e);
        return stopped;
    }
}
