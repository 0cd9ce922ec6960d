package io.inkwell.sync;

/**
 * The newest revision of a document as the log has it.
 *
 * @param revision its number; 0 before the first commit
 * @param chain the chain at that revision
 * @param atMillis when it was made, milliseconds since 1970; of the document itself at revision 0
 * @param accessRevision counts every change of anybody's rights to the document
 * @param state whether it takes commits
 */
public record Head(long revision, Digest chain, long atMillis, long accessRevision, State state) {
    /** Whether a document takes commits. The number is what the log stores. */
    public enum State {
        /** It does. */
        OPEN(0),
        /** Not now: readable only. */
        FROZEN(1),
        /** Never again: deleted. */
        DELETED(2);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** The stored number. */
        public int number() {
            return number;
        }

        /**
         * The state stored under a number.
         *
         * @throws IllegalArgumentException if no state has this number
         */
        public static State ofNumber(int number) {
            for (State state : values()) {
                if (state.number == number)
                    return state;
            }
            throw new IllegalArgumentException("no state has the number " + number);
        }
    }
}
