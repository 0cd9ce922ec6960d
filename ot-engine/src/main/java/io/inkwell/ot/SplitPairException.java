package io.inkwell.ot;

/** A boundary of a change lies between the two halves of a surrogate pair: the document would stop being well-formed UTF-16. */
public final class SplitPairException extends OtException {
    private static final long serialVersionUID = 1L;

    private final int position;

    SplitPairException(int position, int documentLength) {
        super("position " + position + " of " + documentLength + " lies inside a surrogate pair");
        this.position = position;
    }

    /** Where the boundary lies, in UTF-16 code units of the document the change is applied to. */
    public int position() {
        return position;
    }
}
