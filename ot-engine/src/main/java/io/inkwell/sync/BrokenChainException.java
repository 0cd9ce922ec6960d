package io.inkwell.sync;

/** A commit is not the proven successor of the revision before it: the log is damaged, or it is another history. */
public final class BrokenChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param revision the last good revision
     * @param next the number of the commit that does not fit */
    public BrokenChainException(long revision, long next) {
        super("commit " + next + " does not continue revision " + revision + ": number, length or chain differ");
    }
}
