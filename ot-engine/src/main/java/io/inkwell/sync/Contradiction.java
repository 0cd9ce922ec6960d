package io.inkwell.sync;

import io.inkwell.sync.Salvage.Extent;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.List;
import java.util.Objects;

/**
 * The log contradicts what a node holds in memory, so nothing more is decided there. What is left to do: find out from where on they differ, and
 * hand out what only memory still holds before it is forgotten. Not thread safe.
 *
 * <p>
 * Two histories that agree at a revision agree at every one before it. Where the log simply ends earlier, its head tells the place at once.
 * Where it went on in another way - another node saw the loss first, and people went on there - it is read once more along the commits in memory.
 */
final class Contradiction {
    /** The number of the reading that looks for the place. An actor's own readings are numbered from 1. */
    private static final long READING = 0;

    private final DocumentId id;
    private final CommitWindow window;
    private final Snapshot last;
    private final RuntimeException found;
    private long logRevision;
    private long sharedRevision;
    private boolean over;

    /**
     * A contradiction that came to light.
     *
     * @param found a broken chain, or that a stored operation cannot be applied; its message holds no document text
     */
    Contradiction(DocumentId id, Memory memory, RuntimeException found) {
        this.id = id;
        this.window = memory.window();
        this.last = new Snapshot(window.headRevision(), window.headChain(), memory.document());
        this.found = found;
    }

    /** What is done about the event that brought it to light. A log whose operations do not fit has lost nothing by that. */
    List<DocumentEffect> begin(DocumentEvent event) {
        if (event instanceof DocumentEvent.TailMissing)
            return nothingIsThere();
        if (!(found instanceof BrokenChainException && event instanceof DocumentEvent.TailRead read))
            return end();
        Head head = read.tail().head();
        logRevision = head.revision();
        if (logRevision < window.startRevision())
            return salvage(window.startRevision(), Extent.WITHOUT_OLDER);
        return endsAt(head, logRevision)
                ? salvage(logRevision, Extent.ALL)
                : readOn(window.startRevision());
    }

    /** What is done about an event that comes later: only the answer that was asked for counts. */
    List<DocumentEffect> step(DocumentEvent event) {
        if (over)
            return List.of();
        if (event instanceof DocumentEvent.TailRead(long reading, Tail tail) && reading == READING)
            return compare(tail);
        if (event instanceof DocumentEvent.TailMissing(long reading) && reading == READING)
            return nothingIsThere();
        if (event instanceof DocumentEvent.TailFailed(long reading) && reading == READING)
            return salvage(sharedRevision, Extent.PERHAPS_MORE);
        return List.of();
    }

    private List<DocumentEffect> end() {
        over = true;
        return List.of(quarantine());
    }

    private DocumentEffect quarantine() {
        return new DocumentEffect.Quarantine(
                Objects.requireNonNullElse(found.getMessage(), found.getClass().getSimpleName()));
    }

    private List<DocumentEffect> nothingIsThere() {
        logRevision = 0;
        return salvage(window.startRevision(), window.startRevision() == 0 ? Extent.ALL : Extent.WITHOUT_OLDER);
    }

    private boolean endsAt(Head head, long revision) {
        return head.revision() == revision && window.covers(revision)
                && window.chainAt(revision).equals(head.chain());
    }

    private List<DocumentEffect> readOn(long afterRevision) {
        sharedRevision = afterRevision;
        return List.of(new DocumentEffect.ReadTail(READING, afterRevision, 0, null, 0));
    }

    private List<DocumentEffect> compare(Tail tail) {
        logRevision = tail.head().revision();
        long shared = sharedRevision;
        for (Commit commit : tail.commits()) {
            if (shared == window.headRevision())
                return end();
            if (!window.chainAt(commit.revision()).equals(commit.chain()))
                return parted(shared, commit.continues(shared, window.lengthAt(shared), window.chainAt(shared)));
            shared = commit.revision();
        }
        if (shared == window.headRevision())
            return end();
        boolean ended = tail.commits().isEmpty() || shared >= logRevision;
        return ended ? parted(shared, endsAt(tail.head(), shared)) : readOn(shared);
    }

    /** Up to where memory begins nothing was compared: whether the log agrees there is told by what follows it. */
    private List<DocumentEffect> parted(long shared, boolean follows) {
        boolean proven = shared > window.startRevision() || follows;
        return salvage(shared, proven ? Extent.ALL : Extent.WITHOUT_OLDER);
    }

    private List<DocumentEffect> salvage(long afterRevision, Extent extent) {
        List<Commit> lost = window.between(afterRevision, window.headRevision());
        if (lost.isEmpty())
            return end();
        over = true;
        return List.of(new DocumentEffect.KeepSalvage(new Salvage(id, logRevision, extent, lost, last)),
                quarantine());
    }
}
