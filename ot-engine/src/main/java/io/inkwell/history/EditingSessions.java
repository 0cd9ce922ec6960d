package io.inkwell.history;

import io.inkwell.sync.port.HistoryReader.Outline;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups the revisions of a document into editing sessions, newest first: a pause ends a session, and so does a revision that was given a
 * name. Feed it the revisions from the newest to the oldest; each call may complete a session. Not thread safe.
 */
public final class EditingSessions {
    private final long pauseMillis;
    private final int revisionsMax;
    private final Set<Long> named;
    private @Nullable Gathered current;

    /**
     * A session.
     *
     * @param fromRevision its first revision
     * @param throughRevision its last revision
     * @param startMillis when the first was made, milliseconds since 1970
     * @param endMillis when the last was made
     * @param clients what each client did, by its display id
     * @param continued whether only its length ended it: the revision before belongs to the same stretch of work
     */
    public record Session(long fromRevision, long throughRevision, long startMillis, long endMillis,
            Map<Integer, Share> clients, boolean continued) {}

    /**
     * What a client did in a session.
     *
     * @param revisions how many revisions
     * @param opBytes size of their operations in bytes
     */
    public record Share(int revisions, long opBytes) {
        /** Both together. */
        public Share plus(Share other) {
            return new Share(revisions + other.revisions, opBytes + other.opBytes);
        }
    }

    /** A session that is not complete, from its newest revision to the oldest one seen. */
    private static final class Gathered {
        final Map<Integer, Share> clients = new TreeMap<>();
        final Outline newest;
        Outline oldest;
        int revisions;

        Gathered(Outline first) {
            newest = first;
            oldest = first;
            add(first);
        }

        void add(Outline next) {
            oldest = next;
            revisions++;
            clients.merge(next.id().displayId(), new Share(1, next.opBytes()), Share::plus);
        }

        Session session(boolean continued) {
            return new Session(oldest.revision(), newest.revision(), oldest.atMillis(), newest.atMillis(),
                    Map.copyOf(clients), continued);
        }
    }

    /**
     * @param pauseMillis a pause longer than this ends a session, milliseconds
     * @param revisionsMax a session has at most so many revisions; a longer one comes in parts
     * @param named the revisions that have a name: a session ends with each
     */
    public EditingSessions(long pauseMillis, int revisionsMax, Set<Long> named) {
        this.pauseMillis = pauseMillis;
        this.revisionsMax = revisionsMax;
        this.named = Set.copyOf(named);
    }

    /**
     * Takes the next older revision.
     *
     * @return the session after it, if it is complete now
     */
    public Optional<Session> add(Outline next) {
        if (current == null) {
            current = new Gathered(next);
            return Optional.empty();
        }
        boolean paused = current.oldest.atMillis() - next.atMillis() > pauseMillis || named.contains(next.revision());
        if (!paused && current.revisions < revisionsMax) {
            current.add(next);
            return Optional.empty();
        }
        Session complete = current.session(!paused);
        current = new Gathered(next);
        return Optional.of(complete);
    }

    /** The oldest session, when there is no older revision any more; empty if there was none at all. */
    public Optional<Session> end() {
        return current == null ? Optional.empty() : Optional.of(current.session(false));
    }
}
