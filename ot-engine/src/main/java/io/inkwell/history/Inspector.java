package io.inkwell.history;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.Archive.Kept;
import io.inkwell.sync.port.Archive.StoredSnapshot;
import io.inkwell.sync.port.StoredRevision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies whole documents: every row of the log is read and replayed once, snapshots and checkpoints are compared on the way, the head at the
 * end. Costs one document in memory and one page of rows, however long the history. Thread safe; blocks.
 */
public final class Inspector {
    private static final long PROGRESS_EVERY_REVISIONS = 10_000;

    private final Archive archive;

    /** @param archive what is verified */
    public Inspector(Archive archive) {
        this.archive = archive;
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called now and then, and at the end.
         *
         * @param revision verified so far
         * @param headRevision where the head row says that the log ends
         */
        void at(long revision, long headRevision);
    }

    /**
     * Verifies a document.
     *
     * @param checkpoints what was exported before; those of other documents are not looked at
     * @throws NoSuchElementException if there is no such document
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Inspection inspect(DocumentId document, List<Checkpoint> checkpoints, Progress progress) {
        // In this order, while others write on: no snapshot can be beyond a head that is read after it.
        List<Long> snapshots = archive.snapshots(document);
        Kept kept = archive.find(document)
                .orElseThrow(() -> new NoSuchElementException("There is no document " + document + "."));
        Walk walk = new Walk(kept, snapshots,
                checkpoints.stream().filter(checkpoint -> checkpoint.document().equals(document)).toList());
        walk.atRevision();
        try (Archive.RevisionPages pages = archive.revisions(document, 0, Long.MAX_VALUE)) {
            walk.through(pages, progress);
        }
        walk.end();
        progress.at(walk.verification.revision(), kept.head().revision());
        return walk.inspection();
    }

    /** One verification on its way. */
    private final class Walk {
        private final Kept kept;
        private final Verification verification;
        private final Deque<Long> snapshots;
        private final Deque<Checkpoint> checkpoints;
        private final List<Finding> findings = new ArrayList<>();
        private boolean damaged;
        private int snapshotsCompared;
        private int checkpointsCompared;
        private @Nullable Digest chainAtHead;

        Walk(Kept kept, List<Long> snapshots, List<Checkpoint> checkpoints) {
            this.kept = kept;
            this.verification = new Verification(kept.id(), kept.type(), kept.createdAtMillis(),
                    archive.redactions(kept.id()));
            this.snapshots = new ArrayDeque<>(snapshots);
            this.checkpoints = new ArrayDeque<>(checkpoints.stream()
                    .sorted(Comparator.comparingLong(Checkpoint::revision)).toList());
        }

        void through(Archive.RevisionPages pages, Progress progress) {
            @Nullable
            StoredRevision suspect = null;
            for (List<StoredRevision> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                for (StoredRevision row : page) {
                    if (suspect != null) {
                        findings.add(verification.brokenAt(suspect, row));
                        return;
                    }
                    Optional<Finding> finding = verification.take(row);
                    if (finding.isPresent() && finding.get() instanceof Finding.BrokenLink) {
                        damaged = true;
                        suspect = row;
                    } else if (finding.isPresent()) {
                        damaged = true;
                        findings.add(finding.get());
                        return;
                    } else {
                        atRevision();
                        if (row.revision() % PROGRESS_EVERY_REVISIONS == 0)
                            progress.at(row.revision(), kept.head().revision());
                    }
                }
                if (suspect == null && verification.revision() >= kept.head().revision())
                    return;
            }
            if (suspect != null)
                findings.add(new Finding.BrokenLink(suspect.revision()));
        }

        /** What is compared at the revision that was reached. */
        void atRevision() {
            long revision = verification.revision();
            if (revision == kept.head().revision())
                chainAtHead = verification.chain();
            while (!snapshots.isEmpty() && snapshots.getFirst() == revision)
                compareSnapshot(snapshots.removeFirst());
            while (!checkpoints.isEmpty() && checkpoints.getFirst().revision() == revision) {
                checkpointsCompared++;
                if (!checkpoints.removeFirst().chain().equals(verification.chain()))
                    findings.add(new Finding.CheckpointDiffers(revision, kept.head().revision()));
            }
        }

        private void compareSnapshot(long revision) {
            Optional<StoredSnapshot> found = archive.snapshot(kept.id(), revision);
            if (found.isEmpty())
                return;
            snapshotsCompared++;
            switch (found.get()) {
                case StoredSnapshot.Intact(Digest chain, String content) ->
                    verification.checkSnapshot(chain, content).ifPresent(findings::add);
                case StoredSnapshot.Damaged(String reason) -> findings.add(new Finding.BadSnapshot(revision, reason));
            }
        }

        void end() {
            if (damaged)
                return;
            Head head = kept.head();
            long end = verification.revision();
            if (end < head.revision()) {
                findings.add(new Finding.Missing(end + 1, OptionalLong.empty()));
            } else if (!head.chain().equals(chainAtHead)) {
                findings.add(new Finding.HeadDiffers(head.revision(), "its chain is another one."));
            } else if (end == head.revision() && head.atMillis() != verification.atMillis()) {
                findings.add(new Finding.HeadDiffers(end, "its time is another one."));
            }
            snapshots.forEach(revision -> findings.add(new Finding.SnapshotBeyondTheEnd(revision, end)));
            checkpointsCompared += checkpoints.size();
            checkpoints.forEach(
                    checkpoint -> findings.add(new Finding.CheckpointDiffers(checkpoint.revision(), end)));
        }

        Inspection inspection() {
            return new Inspection(kept.id(), verification.revision(), verification.chain(), verification.redacted(),
                    snapshotsCompared, checkpointsCompared, findings);
        }
    }

    /**
     * The checkpoints of documents as they stand now, by their head rows alone: to be trusted as far as the store is trusted now.
     *
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public List<Checkpoint> checkpoints(List<DocumentId> documents) {
        TreeMap<String, Checkpoint> byName = new TreeMap<>();
        for (DocumentId document : documents) {
            archive.find(document).ifPresent(kept -> byName.put(document.value(), new Checkpoint(document,
                    kept.head().revision(), kept.head().chain(), kept.head().atMillis())));
        }
        return List.copyOf(byName.values());
    }
}
