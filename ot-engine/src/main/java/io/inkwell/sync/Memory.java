package io.inkwell.sync;

import io.inkwell.ot.Document;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node holds of a document's log: the newest commits, the document at the head, the count of rights. It only ever repeats what the log
 * is known to hold, and takes nothing that does not continue it. Not thread safe.
 */
final class Memory {
    private final ActorLimits limits;
    private CommitWindow window;
    private Document document;
    private long lastAtMillis;
    private long accessRevision;
    private Head.State state;
    private long bytesSinceSnapshot;

    Memory(ActorLimits limits, Head head, CommitWindow window, Document document, long bytesSinceSnapshot) {
        this.limits = limits;
        this.window = window;
        this.document = document;
        this.lastAtMillis = head.atMillis();
        this.accessRevision = head.accessRevision();
        this.state = head.state();
        this.bytesSinceSnapshot = bytesSinceSnapshot;
    }

    CommitWindow window() {
        return window;
    }

    long headRevision() {
        return window.headRevision();
    }

    Document document() {
        return document;
    }

    long accessRevision() {
        return accessRevision;
    }

    Head.State state() {
        return state;
    }

    /** The time of the next commit: never earlier than that of the newest one. */
    long nextAtMillis(long nowMillis) {
        return Math.max(nowMillis, lastAtMillis);
    }

    /**
     * Whether a head says something that memory does not know. An older one may have been seen late, or the log lost its end: that, too, has
     * to be looked at.
     */
    boolean isNews(Head head) {
        return !head.chain().equals(window.headChain()) || head.accessRevision() != accessRevision
                || head.state() != state;
    }

    /**
     * Takes note of a head that was read.
     *
     * @param knownRevision what memory held when the reading began: that was durable
     * @throws BrokenChainException if the log ends before that, or holds something else: it is another history
     */
    void seen(Head head, long knownRevision) {
        boolean shorter = head.revision() < knownRevision;
        boolean other = window.covers(head.revision()) && !window.chainAt(head.revision()).equals(head.chain());
        if (shorter || other)
            throw new BrokenChainException(knownRevision, head.revision());
        accessRevision = Math.max(accessRevision, head.accessRevision());
        state = head.state();
    }

    /**
     * Takes commits that the log is known to hold; those already in memory must be the same.
     *
     * @param after the document after all of them, if that is known
     * @return those that are new
     * @throws BrokenChainException if one does not continue memory
     * @throws io.inkwell.ot.OtException if one does not fit the document
     */
    List<Commit> take(List<Commit> commits, @Nullable Document after) {
        long before = headRevision();
        for (Commit commit : commits) {
            if (commit.revision() > window.startRevision() && commit.revision() <= before
                    && !window.commit(commit.revision()).chain().equals(commit.chain())) {
                throw new BrokenChainException(commit.revision() - 1, commit.revision());
            }
        }
        List<Commit> fresh = commits.stream().filter(commit -> commit.revision() > before).toList();
        if (fresh.isEmpty())
            return fresh;
        window = window.with(fresh);
        document = after != null && fresh.size() == commits.size() ? after : applied(fresh);
        for (Commit commit : fresh) {
            lastAtMillis = Math.max(lastAtMillis, commit.atMillis());
            bytesSinceSnapshot += commit.opBytes().length;
        }
        return fresh;
    }

    private Document applied(List<Commit> fresh) {
        Document after = document;
        for (Commit commit : fresh)
            after = after.apply(commit.op());
        return after;
    }

    /** Forgets the oldest commits, but none after this revision. */
    void trim(long keepFrom) {
        window = window.trimmed(limits.windowCommitsMax(), limits.windowBytesMax(), keepFrom);
    }

    /** What is to be stored as a snapshot, if enough was written since the last one. */
    Optional<Snapshot> snapshotIfDue() {
        if (bytesSinceSnapshot < limits.snapshotBytesMin()
                || bytesSinceSnapshot < document.weightBytes() / limits.snapshotShare())
            return Optional.empty();
        bytesSinceSnapshot = 0;
        return Optional.of(new Snapshot(headRevision(), window.headChain(), document));
    }
}
