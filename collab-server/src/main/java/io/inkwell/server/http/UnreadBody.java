package io.inkwell.server.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The body of a request that is answered before it has come. A connection that is closed with a body under way is reset, and its client may
 * never hear the answer; so the body is read and thrown away first, within bounds. Blocks for a second at most.
 */
public final class UnreadBody {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private UnreadBody() {}

    /**
     * Reads what is left of the body; nothing if the client waits to be told that it may send one.
     *
     * @param bytesMax more is left unread, and the connection is closed
     */
    public static void skip(Request request, int bytesMax) {
        if (request.getHeaders().contains(HttpHeader.EXPECT))
            return;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int left = bytesMax;
        while (left > 0) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (!comes(request, deadline - System.nanoTime()))
                    return;
                continue;
            }
            if (Content.Chunk.isFailure(chunk))
                return;
            left -= chunk.remaining();
            boolean isLast = chunk.isLast();
            chunk.release();
            if (isLast)
                return;
        }
    }

    private static boolean comes(Request request, long withinNanos) {
        CountDownLatch something = new CountDownLatch(1);
        request.demand(something::countDown);
        try {
            return something.await(withinNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
