package io.inkwell.protocol;

/**
 * A caret (length 0) or a selection.
 *
 * @param index where it starts in the document at {@code revision}, in UTF-16 units, or {@value #HIDDEN}: not shown
 * @param length how many UTF-16 units are selected
 * @param revision the revision the positions belong to
 */
public record Cursor(int index, int length, long revision) {
    /** The index of a caret that is not shown. */
    public static final int HIDDEN = -1;
}
