package io.inkwell.ot;

/** One component of a change. Its length counts UTF-16 code units and is at least 1; an embed counts 1. */
public sealed interface Op permits Op.Retain, Op.InsertText, Op.InsertEmbed, Op.Delete {
    /** How many units it keeps, inserts or deletes: at least 1. */
    int length();

    /** What it sets and removes on its units; nothing for a delete. */
    Attributes attributes();

    /**
     * Keeps units, and changes their attributes where some are given.
     *
     * @param length at least 1
     * @param attributes values to set and names to remove
     */
    record Retain(int length, Attributes attributes) implements Op {
        public Retain {
            requirePositive(length, "the length of a retain");
        }

        @Override
        public String toString() {
            return Notation.of(this);
        }
    }

    /**
     * Inserts text.
     *
     * @param text not empty
     * @param attributes of every unit of the text; removals are dropped
     */
    record InsertText(String text, Attributes attributes) implements Op {
        public InsertText {
            requirePositive(text.length(), "the length of an inserted text");
            attributes = attributes.withoutRemovals();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public String toString() {
            return Notation.of(this);
        }
    }

    /**
     * Inserts one embed.
     *
     * @param embed of length 1
     * @param attributes of the embed; removals are dropped
     */
    record InsertEmbed(Embed embed, Attributes attributes) implements Op {
        public InsertEmbed {
            attributes = attributes.withoutRemovals();
        }

        @Override
        public int length() {
            return 1;
        }

        @Override
        public String toString() {
            return Notation.of(this);
        }
    }

    /**
     * Deletes units.
     *
     * @param length at least 1
     */
    record Delete(int length) implements Op {
        public Delete {
            requirePositive(length, "the length of a delete");
        }

        @Override
        public Attributes attributes() {
            return Attributes.NONE;
        }

        @Override
        public String toString() {
            return Notation.of(this);
        }
    }

    private static void requirePositive(int length, String what) {
        if (length < 1) {
            throw new IllegalArgumentException(what + " is " + length + ", it must be at least 1");
        }
    }
}
