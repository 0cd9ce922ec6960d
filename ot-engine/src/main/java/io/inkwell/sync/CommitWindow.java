package io.inkwell.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The newest commits of a document, without a gap up to its head: what operations are transformed over and what connections are sent.
 * Immutable: a reader on another thread keeps a consistent view while the writer goes on.
 *
 * <p>
 * Coordinates: the window {@linkplain #covers covers} the revisions from {@link #startRevision} to {@link #headRevision}; it holds the
 * commits that lead from the first of them to the last.
 */
public final class CommitWindow {
    private final long startRevision;
    private final Digest startChain;
    private final int startLength;
    private final Commit[] commits;
    private final long bytesBefore;
    private final long bytes;

    private CommitWindow(long startRevision, Digest startChain, int startLength, Commit[] commits, long bytesBefore,
            long bytes) {
        this.startRevision = startRevision;
        this.startChain = startChain;
        this.startLength = startLength;
        this.commits = commits;
        this.bytesBefore = bytesBefore;
        this.bytes = bytes;
    }

    /**
     * A window without commits, standing at one revision.
     *
     * @param length the document's length at that revision, in UTF-16 units
     */
    public static CommitWindow at(long revision, Digest chain, int length) {
        return new CommitWindow(revision, chain, length, new Commit[0], 0, 0);
    }

    /**
     * The window with more commits at its end.
     *
     * @throws BrokenChainException if a commit is not the proven successor of the one before it
     */
    public CommitWindow with(List<Commit> more) {
        Commit[] all = Arrays.copyOf(commits, commits.length + more.size());
        long allBytes = bytes;
        long revision = headRevision();
        Digest chain = headChain();
        int length = headLength();
        for (int i = 0; i < more.size(); i++) {
            Commit commit = more.get(i);
            if (!commit.continues(revision, length, chain))
                throw new BrokenChainException(revision, commit.revision());
            all[commits.length + i] = commit;
            allBytes += commit.opBytes().length;
            revision = commit.revision();
            chain = commit.chain();
            length = commit.op().resultLength();
        }
        return new CommitWindow(startRevision, startChain, startLength, all, bytesBefore, allBytes);
    }

    /**
     * The window without its oldest commits, so that it holds no more than both limits allow, but still covers one revision.
     *
     * @param commitsMax the most commits
     * @param bytesMax the most bytes of operations
     * @param keepFrom the oldest revision that must stay covered
     */
    public CommitWindow trimmed(int commitsMax, long bytesMax, long keepFrom) {
        int drop = 0;
        long left = bytes;
        while (drop < commits.length && startRevision + drop < keepFrom
                && (commits.length - drop > commitsMax || left > bytesMax)) {
            left -= commits[drop].opBytes().length;
            drop++;
        }
        if (drop == 0)
            return this;
        Commit last = commits[drop - 1];
        return new CommitWindow(last.revision(), last.chain(), last.op().resultLength(),
                Arrays.copyOfRange(commits, drop, commits.length), bytesBefore + bytes - left, left);
    }

    /** The oldest revision covered. */
    public long startRevision() {
        return startRevision;
    }

    /** The newest revision. */
    public long headRevision() {
        return startRevision + commits.length;
    }

    /** The chain at the newest revision. */
    public Digest headChain() {
        return commits.length == 0 ? startChain : commits[commits.length - 1].chain();
    }

    /** The document's length at the newest revision, in UTF-16 units. */
    public int headLength() {
        return commits.length == 0 ? startLength : commits[commits.length - 1].op().resultLength();
    }

    /**
     * The bytes of all operations up to the newest revision, counted from the window that this one grew out of: for telling how many lie
     * between two of them.
     */
    public long headBytes() {
        return bytesBefore + bytes;
    }

    /** Whether a revision lies between start and head, both included. */
    public boolean covers(long revision) {
        return revision >= startRevision && revision <= headRevision();
    }

    /**
     * The commit that made a revision.
     *
     * @throws IndexOutOfBoundsException unless {@code startRevision < revision <= headRevision}
     */
    public Commit commit(long revision) {
        return commits[Math.toIntExact(revision - startRevision - 1)];
    }

    /**
     * The document's length at a covered revision, in UTF-16 units.
     *
     * @throws IndexOutOfBoundsException if the revision is not covered
     */
    public int lengthAt(long revision) {
        return revision == startRevision ? startLength : commit(revision).op().resultLength();
    }

    /** Whether a revision is covered and a caret lies within the document at it. */
    public boolean holds(Member.Caret caret, long revision) {
        return covers(revision) && (long) caret.index() + caret.length() <= lengthAt(revision);
    }

    /**
     * The chain at a covered revision.
     *
     * @throws IndexOutOfBoundsException if the revision is not covered
     */
    public Digest chainAt(long revision) {
        return revision == startRevision ? startChain : commit(revision).chain();
    }

    /**
     * The commits after one revision up to and including another.
     *
     * @throws IndexOutOfBoundsException if one of them is not covered
     */
    public List<Commit> between(long after, long through) {
        int from = Math.toIntExact(after - startRevision);
        int to = Math.toIntExact(through - startRevision);
        return new ArrayList<>(Arrays.asList(commits).subList(from, to));
    }

    /** The commit stored under a key, if the window holds it. */
    public Optional<Commit> find(SubmissionId id) {
        for (int i = commits.length - 1; i >= 0; i--) {
            if (commits[i].id().equals(id))
                return Optional.of(commits[i]);
        }
        return Optional.empty();
    }

    /** The highest sequence number of a client among the commits after a revision, 0 if there is none. */
    public int lastSeq(int displayId, long after) {
        int first = Math.toIntExact(Math.max(0, after - startRevision));
        for (int i = commits.length - 1; i >= first; i--) {
            if (commits[i].id().displayId() == displayId)
                return commits[i].id().seq();
        }
        return 0;
    }
}
