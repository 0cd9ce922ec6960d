package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.List;

/** What decides about a submission: {@link Authority}. */
public interface Judging {
    /** What is to be done with a submission. */
    sealed interface Judgement {
        /**
         * It stands.
         *
         * @param op the operation at the head
         * @param after the document after it
         */
        record Accepted(Delta op, Document after) implements Judgement {}

        /**
         * It does not.
         *
         * @param code why
         * @param message the reason in words for a person
         */
        record Refused(RefusalCode code, String message) implements Judgement {}

        /** Its base is older than the window: the key is to be burnt, the client sends it again from a newer base. */
        record TooOld() implements Judgement {}
    }

    /**
     * Judges a submission.
     *
     * @param submission what was sent; its base is not newer than the window's head
     * @param window the commits up to the stored head
     * @param tentative commits of the same batch that stand before it, following the head
     * @param document the document after the window and the tentative commits
     */
    Judgement judge(Submission submission, CommitWindow window, List<Commit> tentative, Document document);
}
