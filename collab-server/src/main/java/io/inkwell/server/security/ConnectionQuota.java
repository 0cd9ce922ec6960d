package io.inkwell.server.security;

import io.inkwell.server.config.Limits;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts open WebSocket connections and refuses those beyond the limits, before anybody who is connected suffers. Thread safe. */
public final class ConnectionQuota {
    private final Limits limits;
    private final Map<Seat, Integer> perPersonAndDocument = new HashMap<>();
    private final Map<PersonId, Integer> perPerson = new HashMap<>();
    private final Map<DocumentId, Integer> perDocument = new HashMap<>();
    private int connections;

    private record Seat(PersonId person, DocumentId document) {}

    /** A counted connection. Closing it a second time does nothing. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /** No connections yet. */
    public ConnectionQuota(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts one more connection.
     *
     * @return what to close when the connection has ended or did not come about
     * @throws ProblemException if that would be one too many
     */
    public synchronized Lease take(PersonId person, DocumentId document) throws ProblemException {
        Seat seat = new Seat(person, document);
        if (connections >= limits.connectionsMax()) {
            throw tooMany(ProblemCode.SERVER_FULL,
                    "This server has as many connections as it can take. Try again in a minute.", 60);
        }
        if (count(perDocument, document) >= limits.connectionsPerDocumentMax()) {
            throw tooMany(ProblemCode.TOO_MANY_CONNECTIONS,
                    "This document is open " + limits.connectionsPerDocumentMax()
                            + " times already. Try again in a minute.",
                    60);
        }
        if (count(perPersonAndDocument, seat) >= limits.connectionsPerPersonAndDocumentMax()) {
            throw tooMany(ProblemCode.TOO_MANY_CONNECTIONS,
                    "You have this document open " + limits.connectionsPerPersonAndDocumentMax()
                            + " times already. Close one of its tabs.",
                    10);
        }
        if (count(perPerson, person) >= limits.connectionsPerPersonMax()) {
            throw tooMany(ProblemCode.TOO_MANY_CONNECTIONS, "You have " + limits.connectionsPerPersonMax()
                    + " documents open already. Close one of their tabs.", 10);
        }
        change(seat, 1);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false))
                change(seat, -1);
        };
    }

    private synchronized void change(Seat seat, int by) {
        connections += by;
        add(perPersonAndDocument, seat, by);
        add(perPerson, seat.person(), by);
        add(perDocument, seat.document(), by);
    }

    private static <K> int count(Map<K, Integer> counts, K key) {
        return counts.getOrDefault(key, 0);
    }

    private static <K> void add(Map<K, Integer> counts, K key, int by) {
        int sum = count(counts, key) + by;
        if (sum == 0) {
            counts.remove(key);
        } else {
            counts.put(key, sum);
        }
    }

    private static ProblemException tooMany(ProblemCode code, String detail, int retryAfterSeconds) {
        return new ProblemException(
                Problem.of(code, detail).withHeader("Retry-After", Integer.toString(retryAfterSeconds)));
    }
}
