package io.inkwell.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is sent next: a position in the document's log, not a queue of copies, so that a slow reader costs constant memory.
 *
 * <p>
 * An acknowledgement is a rendering of the connection's own entry at the cursor, never sent beside the stream: it cannot overtake the
 * commits before it.
 *
 * <p>
 * Not thread safe: the connection's writer owns it.
 */
public final class OutboundCursor {
    /** What an entry costs beside its operation: number, author, time and the names of these. */
    private static final int ENTRY_BYTES = 80;

    private final int displayId;
    private final int frameBytesMax;
    private long revision;
    private long handedOutBytes;
    private int submittedSeq;
    private @Nullable Digest submittedHash;

    /**
     * @param displayId the client behind the connection
     * @param start where the client stands: at the head of this window
     * @param frameBytesMax about how many bytes one frame has; a larger single commit goes alone
     */
    public OutboundCursor(int displayId, CommitWindow start, int frameBytesMax) {
        this.displayId = displayId;
        this.revision = start.headRevision();
        this.handedOutBytes = start.headBytes();
        this.frameBytesMax = frameBytesMax;
    }

    /** What to send. The cursor has moved on when it is returned. */
    public sealed interface Next {
        /** Nothing: the client has everything. */
        record Nothing() implements Next {}

        /**
         * The client's own submission, alone: to be rendered as acknowledgement, rebase or refusal.
         *
         * @param commit the own entry
         */
        record Own(Commit commit) implements Next {}

        /**
         * The commits after one revision up to another, the same frame for everybody.
         *
         * @param from the revision the receiver stands at
         * @param to the revision it reaches
         */
        record Frame(long from, long to) implements Next {}

        /**
         * The window no longer reaches back to the client: commits after {@code from} are to be read from the log, sent, and reported with
         * {@link OutboundCursor#handedOut}.
         *
         * @param from the revision the receiver stands at
         */
        record Behind(long from) implements Next {}
    }

    /**
     * Remembers what this very connection sent last: only its entry is rendered as an acknowledgement. The fingerprint is part of it,
     * because somebody else may use the same identity: whoever is told "saved" has to have sent what is stored.
     */
    public void submitted(int seq, Digest hash) {
        submittedSeq = seq;
        submittedHash = hash;
    }

    /** The newest revision handed out. */
    public long revision() {
        return revision;
    }

    /**
     * How many bytes of operations are not handed out yet.
     *
     * @param window the newest commits
     */
    public long behindBytes(CommitWindow window) {
        return Math.max(0, window.headBytes() - handedOutBytes);
    }

    /** Tells that the commits after {@link #revision}, read from elsewhere, are handed out. */
    public void handedOut(List<Commit> commits) {
        commits.forEach(this::handedOut);
    }

    private void handedOut(Commit commit) {
        revision = commit.revision();
        handedOutBytes += commit.opBytes().length;
    }

    /** The next thing to send, given the newest commits. */
    public Next next(CommitWindow window) {
        long head = window.headRevision();
        if (revision >= head)
            return new Next.Nothing();
        if (revision < window.startRevision())
            return new Next.Behind(revision);
        Commit first = window.commit(revision + 1);
        if (revision + 1 == head && isOwn(first)) {
            handedOut(first);
            return new Next.Own(first);
        }
        long from = revision;
        long bytes = entryBytes(first);
        handedOut(first);
        while (revision < head && bytes + entryBytes(window.commit(revision + 1)) <= frameBytesMax) {
            Commit next = window.commit(revision + 1);
            bytes += entryBytes(next);
            handedOut(next);
        }
        return new Next.Frame(from, revision);
    }

    private static int entryBytes(Commit commit) {
        return ENTRY_BYTES + commit.opBytes().length;
    }

    private boolean isOwn(Commit commit) {
        return commit.id().displayId() == displayId && commit.id().seq() == submittedSeq
                && commit.submitHash().equals(submittedHash);
    }
}
