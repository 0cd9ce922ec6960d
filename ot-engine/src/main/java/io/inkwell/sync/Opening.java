package io.inkwell.sync;

import io.inkwell.sync.DocumentEffect.Settled;
import io.inkwell.sync.DocumentEvent.InFlightKey;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who opens a document is answered: a pure decision about what the log shows.
 *
 * <p>
 * Nobody is let in with an operation in flight before it is certain whether that one is stored, may still come, or can never come. Only then
 * it is certain, too, how much of the way may be told as one change: nothing up to an own edit and nothing while the operation may still
 * come, since both sides must transform alike; everything otherwise.
 */
sealed interface Opening {
    /**
     * Let in.
     *
     * @param singlesThrough commits up to this revision go one by one
     * @param settled what became of the operation in flight; absent: it is not stored and may come again
     */
    record Admitted(long singlesThrough, @Nullable Settled settled) implements Opening {}

    /** The client's history is not the log's. */
    record OtherHistory() implements Opening {}

    /** The client's identity is used by somebody else: its key of this number holds another operation. */
    record SharedIdentity(int seq) implements Opening {}

    /** Something of the client that sent the operation has no outcome yet: to be asked again then. */
    record KeyWaits() implements Opening {}

    /** The operation can no longer be transformed, or its identity is given up: the key is to be used up, then to be asked again. */
    record KeyHasToBeBurnt(InFlightKey key) implements Opening {}

    /**
     * Decides.
     *
     * @param tail what the log showed; the window covers its head and may be newer
     * @param state whether the document takes commits
     * @param senderWaits whether something of the client that sent the operation in flight waits
     * @param singlesMax how many commits one by one an honest client can need at most
     */
    static Opening judge(DocumentEvent.Open open, Tail tail, CommitWindow window, Head.State state,
            boolean senderWaits, long singlesMax) {
        Position from = open.from();
        if (from == null)
            return new Admitted(0, null);
        InFlightKey inFlight = open.inFlight();
        if (differs(from, window) || (inFlight != null && inFlight.baseRevision() > from.revision()))
            return new OtherHistory();
        if (inFlight == null)
            return new Admitted(from.revision(), null);
        boolean ownKey = inFlight.id().displayId() == open.displayId();
        Optional<Commit> stored = tail.settled().or(() -> window.find(inFlight.id()));
        if (stored.isPresent())
            return settled(from, inFlight, stored.get(), ownKey, singlesMax);
        if (senderWaits)
            return new KeyWaits();
        boolean mayComeAgain = ownKey && window.covers(inFlight.baseRevision());
        return mayComeAgain || state != Head.State.OPEN
                ? admitted(from, window.headRevision(), null, singlesMax)
                : new KeyHasToBeBurnt(inFlight);
    }

    private static boolean differs(Position from, CommitWindow window) {
        return from.revision() > window.headRevision()
                || (window.covers(from.revision()) && !window.chainAt(from.revision()).equals(from.chain()));
    }

    private static Opening settled(Position from, InFlightKey inFlight, Commit stored, boolean ownKey,
            long singlesMax) {
        if (!stored.submitHash().equals(inFlight.hash()))
            return ownKey
                    ? new SharedIdentity(inFlight.id().seq())
                    : new Admitted(from.revision(), new Settled.Never());
        boolean edit = stored.kind().equals(CommitKind.Edit.EDIT);
        return admitted(from, edit ? stored.revision() : from.revision(), new Settled.Stored(stored), singlesMax);
    }

    private static Opening admitted(Position from, long singlesThrough, @Nullable Settled settled, long singlesMax) {
        return singlesThrough - from.revision() > singlesMax
                ? new OtherHistory()
                : new Admitted(singlesThrough, settled);
    }
}
