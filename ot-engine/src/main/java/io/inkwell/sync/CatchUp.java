package io.inkwell.sync;

import io.inkwell.ot.Delta;
import java.util.ArrayList;
import java.util.List;

/**
 * What a returning client is told: the commits it missed, one by one as far as it needs them so, composed into one change where it does
 * not.
 *
 * <p>
 * A client with an operation in flight must see every commit up to its own one by one: both sides have to compute the same transform, and
 * transforming over a composed change is not the same. After its own commit, or with nothing in flight, nobody else computes what it
 * computes, and one composed change is enough.
 *
 * <p>
 * Fed with pages of commits in order; not thread safe.
 */
public final class CatchUp {
    /** The usual threshold: so few commits are sent one by one even where they may be composed, and authors and times stay visible. */
    public static final int COMPOSE_FROM_COMMITS = 100;

    private final long singlesThrough;
    private final boolean compose;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Delta> parts = new ArrayList<>();
    private long composedFrom = -1;
    private long revision;

    /**
     * @param from the revision the client stands at
     * @param singlesThrough commits up to this revision go one by one
     * @param to the revision the client shall reach
     * @param composeFromCommits fewer commits than this are not composed
     */
    public CatchUp(long from, long singlesThrough, long to, int composeFromCommits) {
        this.revision = from;
        this.singlesThrough = singlesThrough;
        this.compose = to - Math.max(from, singlesThrough) >= composeFromCommits;
    }

    /** One step of the way. */
    public sealed interface Entry {
        /**
         * One commit.
         *
         * @param commit as stored
         */
        record Single(Commit commit) implements Entry {}

        /**
         * Several commits as one change.
         *
         * @param from the revision before it
         * @param to the revision after it
         * @param op the change
         */
        record Composed(long from, long to, Delta op) implements Entry {}
    }

    /**
     * Adds the next commits.
     *
     * @throws IllegalArgumentException if one does not follow
     */
    public void add(List<Commit> page) {
        List<Delta> run = new ArrayList<>();
        for (Commit commit : page) {
            if (commit.revision() != revision + 1) {
                throw new IllegalArgumentException(
                        "commit " + commit.revision() + " stands where " + (revision + 1) + " belongs");
            }
            if (!compose || commit.revision() <= singlesThrough) {
                entries.add(new Entry.Single(commit));
            } else {
                if (composedFrom < 0)
                    composedFrom = revision;
                run.add(commit.op());
            }
            revision = commit.revision();
        }
        if (!run.isEmpty())
            parts.add(Delta.composeAll(run.getFirst().baseLength(), run));
    }

    /** The revision reached so far. */
    public long revision() {
        return revision;
    }

    /** The way from the first revision to {@link #revision}. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>(entries);
        if (!parts.isEmpty()) {
            all.add(new Entry.Composed(composedFrom, revision, Delta.composeAll(parts.getFirst().baseLength(), parts)));
        }
        return all;
    }
}
