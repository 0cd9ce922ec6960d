package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a client's replica. */
public sealed interface ReplicaEvent {
    /**
     * Somebody edited the screen.
     *
     * @param change on the document as the screen shows it
     */
    record Edited(Delta change) implements ReplicaEvent {}

    /**
     * The server let the client in with the whole document.
     *
     * @param identity who the client is here
     * @param position where the document stands
     * @param lastSeq the highest stored sequence number
     * @param content the document
     */
    record Loaded(Identity identity, DocumentEvent.Position position, int lastSeq,
            Ops content) implements ReplicaEvent {}

    /**
     * The server let the client back in and tells what it missed.
     *
     * @param identity who the client is here; another one than before if the old one was lost
     * @param position where the changes lead
     * @param lastSeq the highest stored sequence number of the identity
     * @param changes what was missed, in order
     * @param settled what became of the operation in flight; absent: not stored, to be sent again
     */
    record Resumed(Identity identity, DocumentEvent.Position position, int lastSeq, List<Entry> changes,
            @Nullable Settled settled) implements ReplicaEvent {}

    /**
     * Commits of others, the own ones among them.
     *
     * @param from the revision before them
     * @param to where they lead
     * @param changes the commits, in order
     */
    record Received(long from, DocumentEvent.Position to, List<Entry> changes) implements ReplicaEvent {}

    /**
     * The operation in flight is durable.
     *
     * @param seq its sequence number
     * @param at the revision it became
     */
    record Acknowledged(int seq, DocumentEvent.Position at) implements ReplicaEvent {}

    /**
     * The key of the operation in flight was burnt: it is to be sent again under the next one.
     *
     * @param seq its sequence number
     * @param at the revision that burnt it
     */
    record Rebased(int seq, DocumentEvent.Position at) implements ReplicaEvent {}

    /**
     * The operation in flight, or something else, was refused.
     *
     * @param code why
     * @param seq the refused sequence number; 0 if the refusal is not about an operation
     * @param at the revision the refusal became, if it uses the sequence number up
     * @param retryAfterMillis when the same bytes may be sent again
     */
    record Refused(RefusalCode code, int seq, DocumentEvent.@Nullable Position at,
            long retryAfterMillis) implements ReplicaEvent {}

    /** The stated delay after a refusal that means "later" is over. */
    record RetryDue() implements ReplicaEvent {}

    /** The connection is gone. */
    record Disconnected() implements ReplicaEvent {}

    /** The server closed because another connection took the identity over or a sequence number was used twice: the identity must not be used again. */
    record IdentityLost() implements ReplicaEvent {}

    /** The server closed because its history is not this replica's: only the text can be saved. */
    record HistoryDiffers() implements ReplicaEvent {}

    /**
     * Who a client is in a document.
     *
     * @param clientId the secret identity
     * @param displayId its public face
     */
    record Identity(ClientId clientId, int displayId) {}

    /** One step of the way from a revision to a newer one. */
    sealed interface Entry {
        /**
         * One commit.
         *
         * @param revision its number
         * @param kind what it is
         * @param id whose submission
         * @param ops the operation
         */
        record Single(long revision, CommitKind kind, SubmissionId id, Ops ops) implements Entry {}

        /**
         * Several commits as one change.
         *
         * @param from the revision before
         * @param to the revision after
         * @param ops the change
         */
        record Composed(long from, long to, Ops ops) implements Entry {}
    }

    /** What became of an operation in flight while the client was away. */
    sealed interface Settled {
        /**
         * The key under which it is stored as an edit; its entry is among the changes.
         *
         * @param id the key under which it is stored as an edit; its entry is among the changes
         */
        record Stored(SubmissionId id) implements Settled {}

        /** It can never be stored under its key: to be sent again under another one. */
        record Burnt() implements Settled {}

        /**
         * Why it was refused.
         *
         * @param code why it was refused
         */
        record Refused(RefusalCode code) implements Settled {}
    }
}
