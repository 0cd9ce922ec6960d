package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;

/** One component of an {@link AttributedChange}. Lengths count UTF-16 code units; an embed counts 1. Immutable. */
public sealed interface Piece
        permits Piece.Kept, Piece.Formatted, Piece.InsertedText, Piece.InsertedEmbed, Piece.Deleted {
    /** How many units it keeps, inserts or deletes: at least 1. */
    int length();

    /**
     * Units that stay as they are.
     *
     * @param length how many, at least 1
     */
    record Kept(int length) implements Piece {}

    /**
     * Units that stay with other attributes.
     *
     * @param length how many, at least 1
     * @param marks what is set and removed, and by whom
     */
    record Formatted(int length, Marks marks) implements Piece {}

    /**
     * Text that was inserted and is still there.
     *
     * @param text not empty
     * @param attributes as they are now, whoever gave them
     * @param origin who inserted it
     */
    record InsertedText(String text, Attributes attributes, Origin origin) implements Piece {
        @Override
        public int length() {
            return text.length();
        }
    }

    /**
     * An embed that was inserted and is still there.
     *
     * @param embed what it is
     * @param attributes as they are now, whoever gave them
     * @param origin who inserted it
     */
    record InsertedEmbed(Embed embed, Attributes attributes, Origin origin) implements Piece {
        @Override
        public int length() {
            return 1;
        }
    }

    /**
     * Units of the document before that are gone.
     *
     * @param length how many, at least 1
     * @param origin who deleted them
     */
    record Deleted(int length, Origin origin) implements Piece {}
}
