package io.inkwell.sync;

import io.inkwell.ot.Document;
import io.inkwell.sync.port.RevisionLog.Append;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done outside for an open document. Effects of one step are carried out in order. */
public sealed interface DocumentEffect {
    /**
     * Append a batch and answer with {@link DocumentEvent.Appended}. One at a time.
     *
     * @param append the batch
     */
    record AppendBatch(Append append) implements DocumentEffect {}

    /**
     * Read the log from the primary and answer with {@link DocumentEvent.TailRead}, {@link DocumentEvent.TailMissing} or
     * {@link DocumentEvent.TailFailed}.
     *
     * @param reading the number to answer with
     * @param afterRevision read commits after this one
     * @param displayId whose last sequence number to read, 0 for nobody's
     * @param settle the key whose outcome to read
     * @param delayMillis how long to wait before
     */
    record ReadTail(long reading, long afterRevision, int displayId, @Nullable SubmissionId settle,
            long delayMillis) implements DocumentEffect {}

    /**
     * Look up what is stored under an old key and answer with {@link DocumentEvent.Found}.
     *
     * @param connection for whom
     * @param submission what was repeated
     */
    record Find(int connection, Submission submission) implements DocumentEffect {}

    /**
     * The head moved on: every connection's cursor may now send.
     *
     * @param window the newest commits
     * @param document the document at the head
     * @param commits what is new; the window may hold only the last of them
     */
    record Advanced(CommitWindow window, Document document, List<Commit> commits) implements DocumentEffect {}

    /**
     * Tell a connection that it is in: the document, or what it missed. Its cursor starts at {@code window.headRevision()}.
     *
     * @param connection the connection
     * @param displayId the client behind it
     * @param window the newest commits; its head is where the client will stand
     * @param document the document at that head
     * @param from where the client stands; absent: it needs the whole document
     * @param singlesThrough commits up to this revision go one by one
     * @param lastSeq the client's highest stored sequence number
     * @param settled what became of its operation in flight; absent: it is not stored, and may be sent again
     * @param settledKey the key that was settled
     */
    record Init(int connection, int displayId, CommitWindow window, Document document,
            DocumentEvent.@Nullable Position from, long singlesThrough,
            int lastSeq, @Nullable Settled settled, @Nullable SubmissionId settledKey) implements DocumentEffect {}

    /** What became of an operation in flight. */
    sealed interface Settled {
        /**
         * It is stored: an edit, a burnt key or a refusal.
         *
         * @param commit as stored
         */
        record Stored(Commit commit) implements Settled {}

        /** Its key holds something else, so that it can never be stored: to be sent again under another key. */
        record Never() implements Settled {}

        /** Whether the client sends the operation again, under another key and from where it is let in. */
        default boolean isSentAgain() {
            return switch (this) {
                case Stored(Commit commit) -> commit.kind().equals(CommitKind.Burnt.BURNT);
                case Never() -> true;
            };
        }
    }

    /**
     * Tell a connection again what became of a submission it repeated, unless its cursor has yet to bring it.
     *
     * @param connection the connection
     * @param commit what is stored
     */
    record Repeat(int connection, Commit commit) implements DocumentEffect {}

    /**
     * Tell a connection that a submission is refused, without a revision.
     *
     * @param connection the connection
     * @param code why
     * @param message the reason in words
     * @param seq the refused sequence number
     * @param lastSeq the client's highest stored or waiting sequence number
     * @param retryAfterMillis when the same bytes may come again; 0 where they may not
     */
    record Refuse(int connection, RefusalCode code, String message, int seq, int lastSeq,
            long retryAfterMillis) implements DocumentEffect {}

    /**
     * Close a connection.
     *
     * @param connection the connection
     * @param reason why
     */
    record Close(int connection, CloseReason reason) implements DocumentEffect {}

    /** Why an actor closes a connection. */
    enum CloseReason {
        /** A newer connection of the same client took over, or a sequence number was used twice. */
        SUPERSEDED,
        /** The client's history is not the log's. */
        HISTORY_DIFFERS,
        /** The document was deleted. */
        GONE,
        /** The log cannot be read now. */
        STORAGE
    }

    /**
     * Store a snapshot.
     *
     * @param snapshot the document at the head
     */
    record SaveSnapshot(Snapshot snapshot) implements DocumentEffect {}

    /**
     * Keep, before anything else is done, what the log lost and only this node still holds: memory is forgotten right after.
     *
     * @param salvage what is to be kept
     */
    record KeepSalvage(Salvage salvage) implements DocumentEffect {}

    /**
     * The log contradicts what this node holds or cannot be applied: nothing more may be decided here. Alert, close every connection and
     * forget the actor.
     *
     * @param reason what was found, without document text
     */
    record Quarantine(String reason) implements DocumentEffect {}
}
