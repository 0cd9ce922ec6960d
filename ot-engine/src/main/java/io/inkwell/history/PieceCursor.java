package io.inkwell.history;

import java.util.List;

/** Reads pieces, whole or in parts. Behind the last one everything is kept, which is what a change means by ending early. */
final class PieceCursor {
    private static final Piece REST = new Piece.Kept(Integer.MAX_VALUE);

    private final List<Piece> pieces;
    private int index;
    private Piece current = REST;
    private int taken;

    PieceCursor(List<Piece> pieces) {
        this.pieces = pieces;
        load();
    }

    private void load() {
        current = atEnd() ? REST : pieces.get(index);
        taken = 0;
    }

    boolean atEnd() {
        return index == pieces.size();
    }

    boolean atInsert() {
        return current instanceof Piece.InsertedText || current instanceof Piece.InsertedEmbed;
    }

    /** The piece at the cursor, the whole of it. */
    Piece current() {
        return current;
    }

    /** How many units of the current piece are left. */
    int remaining() {
        return current.length() - taken;
    }

    /** The next units of the current piece as a piece of their own; at most {@link #remaining}. */
    Piece take(int length) {
        Piece part = length == current.length() ? current : part(taken, taken + length);
        if (!atEnd()) {
            taken += length;
            if (taken == current.length()) {
                index++;
                load();
            }
        }
        return part;
    }

    private Piece part(int from, int to) {
        return switch (current) {
            case Piece.Kept _ -> new Piece.Kept(to - from);
            case Piece.Formatted formatted -> new Piece.Formatted(to - from, formatted.marks());
            case Piece.InsertedText text ->
                new Piece.InsertedText(text.text().substring(from, to), text.attributes(), text.origin());
            case Piece.InsertedEmbed embed -> embed;
            case Piece.Deleted deleted -> new Piece.Deleted(to - from, deleted.origin());
        };
    }
}
