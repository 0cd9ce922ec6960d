package io.inkwell.server.programs;

import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Submission.Manner;

/**
 * Makes the change that an order asks for. Called outside the document's writer, so the document may go on meanwhile; called again on a newer
 * document where the change could not be stored.
 *
 * @param <E> what ends the order with an answer of its own; nothing is stored then
 */
@FunctionalInterface
public interface Work<E extends Exception> {
    /** The change, for the document as it stands. May block. */
    Step on(Standing standing) throws E;

    /**
     * A document at its head, which was read from the primary for this order or is newer.
     *
     * @param window the newest commits
     * @param document the document at the window's head
     */
    record Standing(CommitWindow window, Document document) {
        /** The head. */
        public long revision() {
            return window.headRevision();
        }
    }

    /** What is to be done. */
    sealed interface Step {
        /**
         * Submit an operation.
         *
         * @param baseRevision the revision it starts from, not newer than the head
         * @param ops the operation
         * @param manner on which heads it may stand
         */
        record Submit(long baseRevision, Ops ops, Manner manner) implements Step {}

        /** Nothing is to be done. */
        record Nothing() implements Step {}
    }
}
