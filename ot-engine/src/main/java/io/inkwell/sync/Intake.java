package io.inkwell.sync;

import io.inkwell.sync.BatchBuilder.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a submission when it arrives: a pure decision, before anything is transformed. One key has one outcome: what is stored is
 * told again, what waits is waited for, and only the next number of a client that waits for nothing is taken.
 */
sealed interface Intake {
    /** Why a reader's operation is refused. */
    String READ_ONLY = "You may read this document but not change it.";
    /** Why nobody's operation is taken. */
    String FROZEN = "This document takes no edits at the moment.";

    /** Why nothing can be stored for the moment. */
    String NOT_NOW = "The server cannot store edits at the moment. Your text is kept; it is sent again.";

    /** It is new and next: to be committed. */
    record Take() implements Intake {}

    /** Its first copy waits: this connection hears the same answer. */
    record Join(Waiting first) implements Intake {}

    /** It is stored: the outcome is told again. */
    record Repeat(Commit stored) implements Intake {}

    /** It is stored, further back than memory reaches: to be looked up. */
    record LookUp() implements Intake {}

    /** It comes from a newer base than memory knows: the log is read before it is judged. */
    record ReadFirst() implements Intake {}

    /** It is refused without a revision; some refusals close the connection. */
    record Refuse(RefusalCode code, String message, DocumentEffect.@Nullable CloseReason close) implements Intake {}

    /**
     * Decides.
     *
     * @param mayWrite whether the connection may edit
     * @param lastSeq the client's highest stored number
     * @param waiting what waits of the client
     * @param primaryWasRead whether memory was brought to the log's head for this submission
     */
    static Intake judge(Submission submission, boolean mayWrite, int lastSeq, @Nullable Waiting waiting,
            Memory memory, boolean primaryWasRead) {
        int seq = submission.id().seq();
        CommitWindow window = memory.window();
        if (waiting != null)
            return whileWaiting(submission, waiting);
        if (seq <= lastSeq)
            return window.find(submission.id()).map(stored -> stored(submission, stored)).orElseGet(LookUp::new);
        if (seq > lastSeq + 1)
            return refused(RefusalCode.SEQ_GAP, "Expected sequence number " + (lastSeq + 1) + ", got " + seq
                    + ". Send what is missing first.");
        if (!mayWrite)
            return refused(RefusalCode.READ_ONLY, READ_ONLY);
        if (memory.state() != Head.State.OPEN)
            return refused(RefusalCode.FROZEN, FROZEN);
        if (submission.baseRevision() <= window.headRevision())
            return new Take();
        if (!primaryWasRead)
            return new ReadFirst();
        return new Refuse(RefusalCode.BASE_FUTURE, "The base revision " + submission.baseRevision()
                + " does not exist: the newest is " + window.headRevision() + ". Open the document again.",
                DocumentEffect.CloseReason.HISTORY_DIFFERS);
    }

    /** What becomes of a submission whose key is stored. */
    static Intake stored(Submission submission, Commit stored) {
        return stored.submitHash().equals(submission.hash()) ? new Repeat(stored) : reused(submission.id().seq());
    }

    /** The key was used for something else. */
    static Refuse reused(int seq) {
        return new Refuse(RefusalCode.SEQ_REUSED, "Sequence number " + seq
                + " was used for another operation. Open again without a client id.",
                DocumentEffect.CloseReason.SUPERSEDED);
    }

    private static Intake whileWaiting(Submission submission, Waiting waiting) {
        Submission first = waiting.submission();
        if (!first.id().equals(submission.id()))
            return refused(RefusalCode.SEQ_GAP, "Operation " + first.id().seq()
                    + " has no answer yet. One operation is in flight at a time.");
        return first.hash().equals(submission.hash()) ? new Join(waiting) : reused(submission.id().seq());
    }

    private static Refuse refused(RefusalCode code, String message) {
        return new Refuse(code, message, null);
    }
}
