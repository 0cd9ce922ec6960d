package io.inkwell.sync;

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
    private final int displayId;
    private final int frameBytesMax;
    private long revision;
    private int submittedSeq;

    /**
     * @param displayId the client behind the connection
     * @param revision where the client stands
     * @param frameBytesMax about how many bytes of operations one frame carries; a larger single commit goes alone
     */
    public OutboundCursor(int displayId, long revision, int frameBytesMax) {
        this.displayId = displayId;
        this.revision = revision;
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
         * {@link OutboundCursor#moved}.
         *
         * @param from the revision the receiver stands at
         */
        record Behind(long from) implements Next {}
    }

    /** Remembers that this very connection sent a submission: only such an entry is rendered as an acknowledgement. */
    public void submitted(int seq) {
        submittedSeq = Math.max(submittedSeq, seq);
    }

    /** The newest revision handed out. */
    public long revision() {
        return revision;
    }

    /** Tells that commits up to a revision were sent from elsewhere. */
    public void moved(long to) {
        revision = Math.max(revision, to);
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
            revision = head;
            return new Next.Own(first);
        }
        long from = revision;
        long bytes = first.opBytes().length;
        long to = from + 1;
        while (to < head && bytes + window.commit(to + 1).opBytes().length <= frameBytesMax) {
            to++;
            bytes += window.commit(to).opBytes().length;
        }
        revision = to;
        return new Next.Frame(from, to);
    }

    private boolean isOwn(Commit commit) {
        return commit.id().displayId() == displayId && commit.id().seq() <= submittedSeq && commit.id().seq() > 0;
    }
}
