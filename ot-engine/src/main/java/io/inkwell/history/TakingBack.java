package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Undo;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Snapshot;
import java.util.List;
import java.util.Set;

/**
 * Takes back what some clients did in a range of revisions and keeps everything else, also what they did before and after: {@link Undo} over a
 * log. Fed with the commits from the start of the range to the head, in order. Not thread safe.
 */
public final class TakingBack {
    private final Undo undo;
    private final Set<Integer> displayIds;
    private final long through;
    private long revision;
    private Digest chain;
    private int takenBack;

    /**
     * @param before the document before the first revision of the range
     * @param displayIds whose revisions are taken back
     * @param through the last revision of the range; what follows is kept
     */
    public TakingBack(Snapshot before, Set<Integer> displayIds, long through) {
        this.undo = Undo.from(before.document());
        this.displayIds = Set.copyOf(displayIds);
        this.through = through;
        this.revision = before.revision();
        this.chain = before.chain();
    }

    /**
     * Walks over the next commits.
     *
     * @throws BrokenChainException if one does not continue the one before it
     * @throws io.inkwell.ot.OtException if one cannot be applied
     */
    public void walk(List<Commit> commits) {
        for (Commit commit : commits) {
            if (!commit.continues(revision, undo.head().length(), chain))
                throw new BrokenChainException(revision, commit.revision());
            boolean chosen = commit.revision() <= through && displayIds.contains(commit.id().displayId());
            if (chosen && !commit.op().isIdentity()) {
                undo.takeBack(commit.op());
                takenBack++;
            } else {
                undo.keep(commit.op());
            }
            revision = commit.revision();
            chain = commit.chain();
        }
    }

    /** The last revision walked over. */
    public long revision() {
        return revision;
    }

    /** How many revisions are taken back so far; those that changed nothing are not counted. */
    public int takenBack() {
        return takenBack;
    }

    /** What takes them back, to be applied to the document at {@link #revision}; it may do nothing. */
    public Delta change() {
        return undo.undo();
    }
}
