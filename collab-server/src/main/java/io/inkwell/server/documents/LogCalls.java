package io.inkwell.server.documents;

import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.cluster.ContentionLock;
import io.inkwell.server.cluster.NodeMessage;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.History;
import io.inkwell.sync.Salvage;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import io.inkwell.sync.port.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one open document asks of the storage, on threads that may wait. Decides nothing: every answer, and every failure, goes back to the
 * document as an event. Thread safe.
 */
final class LogCalls {
    /** How much of the log is read at once, in bytes of operations. */
    static final int READ_BYTES_MAX = 1_048_576;
    private static final Logger LOG = LoggerFactory.getLogger(LogCalls.class);
    /** So long after another node's commit the lock is asked for before an own one, in nanoseconds. */
    private static final long CONTENDED_NANOS = Duration.ofSeconds(5).toNanos();
    /** Who does not hold the lock lets the other one go first for up to so long, in nanoseconds. */
    private static final long STEP_BACK_NANOS_MAX = Duration.ofMillis(2).toNanos();

    private final DocumentId id;
    private final DocumentPorts ports;
    private final Cluster cluster;
    private final Metrics metrics;
    private volatile long revisionKnown;
    private volatile long foreignSeenNanos;
    private volatile boolean foreignSeen;
    private volatile @Nullable Append unknown;

    LogCalls(DocumentId id, DocumentPorts ports, Cluster cluster, Metrics metrics, long revisionKnown) {
        this.id = id;
        this.ports = ports;
        this.cluster = cluster;
        this.metrics = metrics;
        this.revisionKnown = revisionKnown;
    }

    /** Stores a batch, if it can. Whatever goes wrong, there is an answer: nobody knows, so the document reads the log and decides again. */
    DocumentEvent append(Append append) {
        AppendResult result = damped(append);
        switch (result) {
            case AppendResult.Committed committed -> {
                metrics.committed(append.commits().size());
                long stored = append.commits().getLast().revision();
                revisionKnown = Math.max(revisionKnown, stored);
                cluster.bus().publish(new NodeMessage.Stored(id, stored));
            }
            case AppendResult.HeadMoved moved -> metrics.headMoved();
            case AppendResult.Duplicate duplicate -> metrics.duplicate();
            case AppendResult.Unknown lost -> {
                metrics.unknownOutcome();
                this.unknown = append;
                LOG.warn("document {}: outcome of a batch after revision {} unknown: {}", id, append.expectedRevision(),
                        lost.reason());
            }
            case AppendResult.Refused refused -> {
                metrics.storageFailed();
                LOG.error("document {}: the database stores nothing: {}", id, refused.reason());
            }
        }
        return new DocumentEvent.Appended(result);
    }

    /** Where another node writes too, whoever holds the lock goes first; who does not steps back a moment, and goes on all the same. */
    private AppendResult damped(Append append) {
        if (!foreignSeen || System.nanoTime() - foreignSeenNanos > CONTENDED_NANOS)
            return stored(append);
        Optional<ContentionLock.Hold> hold = cluster.lock().tryAcquire(id);
        metrics.contended(hold.isPresent());
        if (hold.isEmpty())
            slept(ThreadLocalRandom.current().nextLong(STEP_BACK_NANOS_MAX));
        try {
            return stored(append);
        } finally {
            hold.ifPresent(ContentionLock.Hold::release);
        }
    }

    private AppendResult stored(Append append) {
        try {
            return ports.log().append(append);
        } catch (RuntimeException e) {
            LOG.error("document {}: storing a batch failed unexpectedly", id, e);
            return new AppendResult.Unknown(e.getClass().getSimpleName());
        }
    }

    /** Reads the end of the log, after the delay that was asked for. Empty only if the node stops meanwhile. */
    Optional<DocumentEvent> readTail(DocumentEffect.ReadTail read) {
        if (!slept(Duration.ofMillis(read.delayMillis()).toNanos()))
            return Optional.empty();
        try {
            Tail tail = ports.log().tail(
                    new TailQuery(id, read.afterRevision(), READ_BYTES_MAX, read.displayId(), read.settle()));
            noteOutcome(tail);
            noteForeign(tail.head().revision());
            return Optional.of(new DocumentEvent.TailRead(read.reading(), tail));
        } catch (NoSuchElementException e) {
            return Optional.of(new DocumentEvent.TailMissing(read.reading()));
        } catch (RuntimeException e) {
            report("the log could not be read", e);
            return Optional.of(new DocumentEvent.TailFailed(read.reading()));
        }
    }

    /** Counts which outcomes that were unknown turn out to be stored. */
    private void noteOutcome(Tail tail) {
        Append waiting = unknown;
        if (waiting == null)
            return;
        unknown = null;
        SubmissionId first = waiting.commits().getFirst().id();
        if (tail.commits().stream().anyMatch(commit -> commit.id().equals(first)))
            metrics.unknownOutcomeWasStored();
    }

    private void noteForeign(long headRevision) {
        if (headRevision <= revisionKnown)
            return;
        revisionKnown = headRevision;
        foreignSeenNanos = System.nanoTime();
        foreignSeen = true;
    }

    /** Looks a submission up; empty if that is not possible now. */
    Optional<DocumentEvent> find(DocumentEffect.Find find) {
        try {
            return Optional.of(new DocumentEvent.Found(find.connection(), find.submission(),
                    ports.log().find(id, find.submission().id())));
        } catch (RuntimeException e) {
            report("a stored submission could not be looked up", e);
            return Optional.empty();
        }
    }

    /** Stores a snapshot, or does not: it can be made again from the log. */
    void saveSnapshot(Snapshot snapshot) {
        try {
            ports.snapshots().save(id, snapshot);
        } catch (RuntimeException e) {
            report("a snapshot was not stored", e);
        }
    }

    /** Composes the history that a batch, if it was stored, made whole; or does not: whoever asks for it makes it then. */
    void growBlocks(Append append) {
        long stored = append.commits().getLast().revision();
        if (revisionKnown < stored)
            return;
        try {
            ports.attribution().grow(id, append.expectedRevision(), stored);
        } catch (RuntimeException e) {
            report("history was not composed", e);
        }
    }

    /**
     * Keeps what the log lost, for people, before the caller forgets it. If that fails nothing more can be done.
     *
     * @param authors the names that are known, by display id
     */
    void keep(Salvage salvage, Map<Integer, String> authors) {
        int revisions = salvage.commits().size();
        long last = salvage.last().revision();
        try {
            String place = ports.salvages().keep(salvage, authors);
            metrics.salvaged(revisions);
            LOG.error("ALERT document {}: the database, which ends at revision {}, lost revisions that were stored;"
                    + " {} of them, up to {}, were still held here and are kept in {}", id, salvage.logRevision(),
                    revisions, last, place);
        } catch (RuntimeException e) {
            metrics.salvageFailed();
            LOG.error("ALERT document {}: the database, which ends at revision {}, lost revisions that were stored;"
                    + " {} of them, up to {}, were still held here and could not be kept", id, salvage.logRevision(),
                    revisions, last, e);
        }
    }

    /**
     * One page of the past.
     *
     * @throws StorageException if it cannot be read, or the log ends before it
     */
    List<Commit> page(long after, long through) {
        List<Commit> page = ports.history().read(id, after, through, READ_BYTES_MAX);
        if (page.isEmpty())
            throw new StorageException("The log ends at " + after + ", before " + through);
        return page;
    }

    /**
     * The chain at a revision of the past.
     *
     * @throws StorageException if it cannot be read
     */
    Optional<Digest> chainAt(long revision) {
        return new History(ports.snapshots(), ports.history()).chainAt(id, revision);
    }

    /** A database that is away is news; anything else is a fault of this program. */
    void report(String what, RuntimeException e) {
        if (e instanceof StorageException) {
            LOG.warn("document {}: {}: {}", id, what, e.getMessage());
        } else {
            LOG.error("document {}: {}", id, what, e);
        }
    }

    private static boolean slept(long nanos) {
        try {
            if (nanos > 0)
                Thread.sleep(Duration.ofNanos(nanos));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
