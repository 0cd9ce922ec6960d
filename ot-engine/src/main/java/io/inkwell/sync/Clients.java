package io.inkwell.sync;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to a document on this node, and what is known of every client across its connections: an operation that waits belongs to
 * its client even when the connection died and another took over.
 *
 * <p>
 * A client is remembered as long as it is connected or something of it waits, and no longer. Not thread safe.
 */
final class Clients {
    private final Map<Integer, Connection> connections = new LinkedHashMap<>();
    private final Map<Integer, Client> clients = new HashMap<>();

    /**
     * A connection that is in.
     *
     * @param displayId the client behind it
     * @param attempt the client's count of connections
     * @param mayWrite whether it may edit
     */
    record Connection(int displayId, int attempt, boolean mayWrite) {}

    /** A client that is connected, or of which something waits. */
    private static final class Client {
        int lastSeq;
        long burntRevision;
        long burntAtMillis;
        BatchBuilder.@Nullable Waiting waiting;
    }

    /** Whether nobody is connected and nothing waits. */
    boolean isEmpty() {
        return connections.isEmpty() && clients.isEmpty();
    }

    // ---- connections -------------------------------------------------------------------------------------------------------------------

    /** A connection, if it is in. */
    @Nullable
    Connection connection(int number) {
        return connections.get(number);
    }

    /** The connections that are in. */
    List<Integer> connected() {
        return List.copyOf(connections.keySet());
    }

    /** The connection of a client, if one is in; there is never more than one. */
    Optional<Integer> connectionOf(int displayId) {
        return connections.entrySet().stream().filter(entry -> entry.getValue().displayId() == displayId)
                .map(Map.Entry::getKey).findFirst();
    }

    /** Lets a connection in. */
    void admit(int number, Connection connection, int lastSeq) {
        connections.put(number, connection);
        Client client = remembered(connection.displayId());
        client.lastSeq = Math.max(client.lastSeq, lastSeq);
    }

    /** A connection may write from now on, or may not. */
    void changeAccess(int number, boolean mayWrite) {
        connections.computeIfPresent(number,
                (same, old) -> new Connection(old.displayId(), old.attempt(), mayWrite));
    }

    /** A connection is not in any more. */
    void leave(int number) {
        Connection gone = connections.remove(number);
        if (gone != null)
            forgetUnlessNeeded(gone.displayId());
    }

    /** Nobody is connected any more and nothing waits. */
    void clear() {
        connections.clear();
        clients.clear();
    }

    // ---- clients -----------------------------------------------------------------------------------------------------------------------

    /** The highest sequence number of a client that is known to be stored; 0 if the client is not remembered. */
    int lastSeq(int displayId) {
        Client client = clients.get(displayId);
        return client == null ? 0 : client.lastSeq;
    }

    /** What waits of a client. */
    BatchBuilder.@Nullable Waiting waiting(int displayId) {
        Client client = clients.get(displayId);
        return client == null ? null : client.waiting;
    }

    /** Whether the submission of this key still waits for its outcome. */
    boolean isWaiting(SubmissionId key) {
        BatchBuilder.Waiting waiting = waiting(key.displayId());
        return waiting != null && waiting.submission().id().equals(key);
    }

    /** A submission waits for its outcome from now on; nothing else of its client does. */
    void startWaiting(BatchBuilder.Waiting item) {
        remembered(item.submission().id().displayId()).waiting = item;
    }

    /** A submission has its outcome. */
    void stopWaiting(BatchBuilder.Waiting item) {
        int displayId = item.submission().id().displayId();
        remembered(displayId).waiting = null;
        forgetUnlessNeeded(displayId);
    }

    /** Whether nobody who sent this submission has lost the right to write since. */
    boolean mayStillWrite(BatchBuilder.Waiting item) {
        return item.connections().stream().map(connections::get)
                .allMatch(connection -> connection == null || connection.mayWrite());
    }

    /** Takes note of a commit. What waited for it waits no longer, and is answered. */
    Optional<BatchBuilder.Waiting> committed(Commit commit, long nowMillis) {
        SubmissionId key = commit.id();
        Client client = clients.get(key.displayId());
        if (client == null)
            return Optional.empty();
        client.lastSeq = Math.max(client.lastSeq, key.seq());
        if (commit.kind().equals(CommitKind.Burnt.BURNT))
            burnt(key.displayId(), commit.revision(), nowMillis);
        if (!isWaiting(key))
            return Optional.empty();
        Optional<BatchBuilder.Waiting> done = Optional.ofNullable(client.waiting);
        done.ifPresent(this::stopWaiting);
        return done;
    }

    /** A client was told that a key was burnt, and comes again from that revision or a newer one. */
    void burnt(int displayId, long revision, long nowMillis) {
        Client client = remembered(displayId);
        client.burntRevision = revision;
        client.burntAtMillis = nowMillis;
    }

    /**
     * The oldest revision that somebody was sent back to and may still come from: what is on its way from a burnt revision is not burnt
     * again, within bounds.
     *
     * @param oldest revisions before this one do not count
     * @param sinceMillis nor does what was burnt before this moment
     */
    long pinned(long oldest, long sinceMillis) {
        long pinned = Long.MAX_VALUE;
        for (Client client : clients.values()) {
            if (client.burntRevision > 0 && client.burntRevision >= oldest && client.burntAtMillis >= sinceMillis)
                pinned = Math.min(pinned, client.burntRevision);
        }
        return pinned;
    }

    private Client remembered(int displayId) {
        return clients.computeIfAbsent(displayId, absent -> new Client());
    }

    private void forgetUnlessNeeded(int displayId) {
        Client client = clients.get(displayId);
        if (client != null && client.waiting == null && connectionOf(displayId).isEmpty())
            clients.remove(displayId);
    }
}
