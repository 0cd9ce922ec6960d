package io.inkwell.ot;

/** A length or a position outside what it may be: negative, past the end, or a sum beyond {@link Integer#MAX_VALUE}. */
public final class OpRangeException extends OtException {
    private static final long serialVersionUID = 1L;

    private final long value;
    private final long greatest;

    OpRangeException(String what, long value, long greatest) {
        super(what + " is " + value + ", allowed are 0 to " + greatest);
        this.value = value;
        this.greatest = greatest;
    }

    /** The number that was refused. */
    public long value() {
        return value;
    }

    /** The greatest number that would have been accepted; the smallest is always 0. */
    public long greatest() {
        return greatest;
    }
}
