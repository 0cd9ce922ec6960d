package io.inkwell.server.websocket;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Which correlation id belongs to which submission that is not answered yet, so that the answer can carry it. A client has one submission in
 * flight; one that has many is remembered only so far. Not thread safe.
 */
final class Correlations {
    private static final int REMEMBERED_MAX = 64;

    private final ArrayDeque<Sent> unanswered = new ArrayDeque<>();

    private record Sent(int seq, @Nullable String correlationId) {}

    /** A submission came. */
    void sent(int seq, @Nullable String correlationId) {
        if (unanswered.size() == REMEMBERED_MAX)
            unanswered.removeFirst();
        unanswered.addLast(new Sent(seq, correlationId));
    }

    /** One submission under a number is answered, the oldest; its correlation id, if it had one. */
    @Nullable
    String answered(int seq) {
        Iterator<Sent> oldestFirst = unanswered.iterator();
        while (oldestFirst.hasNext()) {
            Sent sent = oldestFirst.next();
            if (sent.seq() == seq) {
                oldestFirst.remove();
                return sent.correlationId();
            }
        }
        return null;
    }

    /** All submissions under a number are answered at once; the correlation id of the oldest, if it had one. */
    @Nullable
    String settled(int seq) {
        String correlationId = answered(seq);
        unanswered.removeIf(sent -> sent.seq() == seq);
        return correlationId;
    }
}
