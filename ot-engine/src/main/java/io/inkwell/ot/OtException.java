package io.inkwell.ot;

/**
 * A change that does not fit: to a document, to another change, or into the range of an int. The message names both numbers, what was
 * expected and what came. It never holds text of a document.
 */
public abstract sealed class OtException extends RuntimeException
        permits BaseLengthException, OpRangeException, SplitPairException {
    private static final long serialVersionUID = 1L;

    OtException(String message) {
        super(message);
    }
}
