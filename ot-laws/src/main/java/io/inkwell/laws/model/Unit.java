package io.inkwell.laws.model;

/** One unit of a document: a UTF-16 code unit of text, or an embed. */
public sealed interface Unit {
    /** What stands on it. */
    Attributes attributes();

    /** The same unit with these attributes; removals are dropped. */
    Unit with(Attributes attributes);

    /**
     * A UTF-16 code unit; a character beyond the Basic Multilingual Plane is two of them.
     *
     * @param letter the code unit
     * @param attributes without removals
     */
    record Letter(char letter, Attributes attributes) implements Unit {
        public Letter {
            attributes = attributes.onUnit();
        }

        @Override
        public Unit with(Attributes changed) {
            return new Letter(letter, changed);
        }
    }

    /**
     * One thing that is not text.
     *
     * @param type what it is
     * @param value a String, Long or Boolean
     * @param attributes without removals
     */
    record Embed(String type, Object value, Attributes attributes) implements Unit {
        public Embed {
            attributes = attributes.onUnit();
        }

        @Override
        public Unit with(Attributes changed) {
            return new Embed(type, value, changed);
        }
    }
}
