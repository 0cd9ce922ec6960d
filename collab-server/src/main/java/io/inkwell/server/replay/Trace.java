package io.inkwell.server.replay;

import java.util.List;

/**
 * A recorded editing session, as in the collection <em>editing-traces</em>.
 *
 * @param kind one after the other, or side by side
 * @param endContent the recorded text at the end
 * @param agents how many wrote; 1 if the transactions came one after the other
 * @param transactions in the order of the file: each after the ones it was made on
 */
public record Trace(Kind kind, String endContent, int agents, List<Transaction> transactions) {
    /** Copies the list. */
    public Trace {
        transactions = List.copyOf(transactions);
    }

    /** How the transactions lie to each other. */
    public enum Kind {
        /** Each was made on the text after the one before. */
        LINEAR,
        /** Each was made on the state its parents name. */
        CONCURRENT
    }

    /**
     * What one writer did in one go.
     *
     * @param agent who, from 0; 0 in a linear trace
     * @param parents the transactions whose states, merged, it was made on; empty: the empty text, or in a linear trace the one before
     * @param patches one after the other
     */
    public record Transaction(int agent, List<Integer> parents, List<Patch> patches) {
        /** Copies the lists. */
        public Transaction {
            parents = List.copyOf(parents);
            patches = List.copyOf(patches);
        }
    }

    /**
     * A replacement at one place. All numbers count code points.
     *
     * @param position where
     * @param deleted how many are deleted there
     * @param inserted what is inserted there instead
     */
    public record Patch(int position, int deleted, String inserted) {}
}
