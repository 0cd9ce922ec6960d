package io.inkwell.ot;

/** A change was put on a document, or beside or after another change, whose length is not the one the change was made for. */
public final class BaseLengthException extends OtException {
    private static final long serialVersionUID = 1L;

    private final int expectedLength;
    private final int actualLength;

    BaseLengthException(String what, int expectedLength, int actualLength) {
        super(what + ": expected a document of " + expectedLength + " units, got one of " + actualLength);
        this.expectedLength = expectedLength;
        this.actualLength = actualLength;
    }

    /** The length the change needs, in UTF-16 code units. */
    public int expectedLength() {
        return expectedLength;
    }

    /** The length it met, in UTF-16 code units. */
    public int actualLength() {
        return actualLength;
    }
}
