package io.inkwell.sync;

import io.inkwell.ot.Document;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.SnapshotStore;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds any past document: the nearest snapshot at or below the revision, and the commits after it. Every commit is proven against the
 * chain on the way; none is ever skipped. Thread safe; blocks.
 */
public final class History {
    private static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

    private final SnapshotStore snapshots;
    private final HistoryReader reader;

    /**
     * @param snapshots where documents were stored on the way
     * @param reader the log
     */
    public History(SnapshotStore snapshots, HistoryReader reader) {
        this.snapshots = snapshots;
        this.reader = reader;
    }

    /**
     * The document after a revision.
     *
     * @param revision 0 or more, not beyond the head
     * @throws BrokenChainException if the log is damaged
     * @throws io.inkwell.ot.OtException if a stored operation cannot be applied
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     * @throws IllegalArgumentException if the log ends before the revision
     */
    public Snapshot at(DocumentId id, DocumentType type, long revision) {
        Snapshot current = newestSnapshot(id, type, revision);
        while (current.revision() < revision) {
            List<Commit> page = reader.read(id, current.revision(), revision, PAGE_BYTES_MAX);
            if (page.isEmpty()) {
                throw new IllegalArgumentException(
                        "the log ends at revision " + current.revision() + ", asked for " + revision);
            }
            current = replay(current, page);
        }
        return current;
    }

    /**
     * The newest snapshot at or below a revision whose chain is the log's. One of another history is passed over: a node that had not noticed yet
     * that the log lost its end may have stored it.
     *
     * @param revision not beyond the head
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Snapshot newestSnapshot(DocumentId id, DocumentType type, long revision) {
        Optional<Snapshot> found = snapshots.newestAtOrBelow(id, revision);
        while (found.isPresent() && !isOfTheLog(id, found.get()))
            found = snapshots.newestAtOrBelow(id, found.get().revision() - 1);
        return found.orElseGet(() -> new Snapshot(0, Digest.chainStart(id), type.start()));
    }

    private boolean isOfTheLog(DocumentId id, Snapshot snapshot) {
        return chainAt(id, snapshot.revision()).equals(Optional.of(snapshot.chain()));
    }

    /**
     * The chain at a revision; empty beyond the end of the log.
     *
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Optional<Digest> chainAt(DocumentId id, long revision) {
        if (revision == 0)
            return Optional.of(Digest.chainStart(id));
        return reader.read(id, revision - 1, revision, 1).stream().findFirst().map(Commit::chain);
    }

    /**
     * The document after some more commits.
     *
     * @throws BrokenChainException if one does not continue the one before it
     */
    public static Snapshot replay(Snapshot from, List<Commit> commits) {
        long revision = from.revision();
        Digest chain = from.chain();
        Document document = from.document();
        for (Commit commit : commits) {
            if (!commit.continues(revision, document.length(), chain))
                throw new BrokenChainException(revision, commit.revision());
            document = document.apply(commit.op());
            revision = commit.revision();
            chain = commit.chain();
        }
        return new Snapshot(revision, chain, document);
    }
}
