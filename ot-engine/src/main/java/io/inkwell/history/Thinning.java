package io.inkwell.history;

import io.inkwell.history.ThinningRule.Milestone;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.Archive;
import java.util.ArrayList;
import java.util.List;

/** Removes the stored snapshots that a {@link ThinningRule} does not keep. Blocks; thread safe. */
public final class Thinning {
    private final Archive archive;
    private final ThinningRule rule;

    /**
     * @param archive where the snapshots are
     * @param rule which of them are kept
     */
    public Thinning(Archive archive, ThinningRule rule) {
        this.archive = archive;
        this.rule = rule;
    }

    /**
     * Thins the snapshots of a document.
     *
     * @return how many were removed
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer; some may have been removed
     */
    public int thin(DocumentId document) {
        List<Milestone> milestones = new ArrayList<>();
        long before = 0;
        for (long revision : archive.snapshots(document)) {
            milestones.add(new Milestone(revision, archive.operationBytes(document, before, revision)));
            before = revision;
        }
        List<Long> superfluous = rule.superfluous(milestones);
        return superfluous.isEmpty() ? 0 : archive.removeSnapshots(document, superfluous);
    }
}
