package io.inkwell.sync;

import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can happen to an open document. */
public sealed interface DocumentEvent {
    /**
     * A connection opens the document, or comes back.
     *
     * @param connection the connection's number on this node, never used twice
     * @param displayId the client behind it, just made or found
     * @param attempt the client's count of connections; only a higher one supersedes
     * @param mayWrite whether it may edit
     * @param from where the client stands; absent: it has nothing
     * @param inFlight what it sent and has no answer to
     */
    record Open(int connection, int displayId, int attempt, boolean mayWrite, @Nullable Position from,
            @Nullable InFlightKey inFlight)
            implements
                DocumentEvent {}

    /**
     * A place in the history.
     *
     * @param revision the number
     * @param chain the chain there
     */
    record Position(long revision, Digest chain) {}

    /**
     * An operation without an answer.
     *
     * @param id its key; of a former identity of the same person if that one is to be settled
     * @param baseRevision its base
     * @param hash its fingerprint
     */
    record InFlightKey(SubmissionId id, long baseRevision, Digest hash) {}

    /**
     * A connection sends an operation.
     *
     * @param connection the connection
     * @param submission the operation; its display id is the connection's
     */
    record Submit(int connection, Submission submission) implements DocumentEvent {}

    /**
     * A connection may write from now on, or may not.
     *
     * @param connection the connection
     * @param mayWrite whether it may edit
     */
    record AccessChanged(int connection, boolean mayWrite) implements DocumentEvent {}

    /**
     * A connection is gone.
     *
     * @param connection the connection
     */
    record Closed(int connection) implements DocumentEvent {}

    /**
     * The log answered a batch.
     *
     * @param result its answer
     */
    record Appended(AppendResult result) implements DocumentEvent {}

    /**
     * The log was read.
     *
     * @param reading the number of the reading, as in {@link DocumentEffect.ReadTail}
     * @param tail what it holds
     */
    record TailRead(long reading, Tail tail) implements DocumentEvent {}

    /**
     * The log could not be read.
     *
     * @param reading the number of the reading
     */
    record TailFailed(long reading) implements DocumentEvent {}

    /**
     * The log was read, and knows no such document, not even as a deleted one.
     *
     * @param reading the number of the reading
     */
    record TailMissing(long reading) implements DocumentEvent {}

    /**
     * A stored commit was looked up for a connection that repeated an old submission.
     *
     * @param connection the connection
     * @param submission what it repeated
     * @param commit what is stored under the key
     */
    record Found(int connection, Submission submission, Optional<Commit> commit) implements DocumentEvent {}

    /**
     * Another node says that it stored something. It may be wrong: it is a reason to read the log, and nothing more.
     *
     * @param revision the newest revision it stored
     */
    record Hinted(long revision) implements DocumentEvent {}

    /**
     * Somebody looked at the head in the database: the regular look at all heads.
     *
     * @param head what was seen
     */
    record HeadSeen(Head head) implements DocumentEvent {}
}
