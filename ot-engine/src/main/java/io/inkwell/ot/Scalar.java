package io.inkwell.ot;

/** The value of an attribute or of an embed: a text, an integer or a truth value. Nothing nested, no fractions. */
public sealed interface Scalar permits Scalar.Text, Scalar.Int, Scalar.Bool {
    /**
     * A text.
     *
     * @param value well-formed UTF-16, may be empty
     */
    record Text(String value) implements Scalar {
        public Text {
            Utf16.requireWellFormed(value, "a text value");
        }

        @Override
        public String toString() {
            return Notation.quote(value);
        }
    }

    /**
     * An integer that a browser holds exactly.
     *
     * @param value from -{@value #GREATEST} to {@value #GREATEST}
     */
    record Int(long value) implements Scalar {
        /** The greatest integer that every smaller one can be told from in a browser: 2<sup>53</sup> - 1. */
        public static final long GREATEST = 9_007_199_254_740_991L;

        public Int {
            if (value > GREATEST || value < -GREATEST) {
                throw new IllegalArgumentException(
                        "an integer value is " + value + ", allowed are -" + GREATEST + " to " + GREATEST);
            }
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /**
     * A truth value.
     *
     * @param value true or false
     */
    record Bool(boolean value) implements Scalar {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The text as a value. */
    static Scalar of(String value) {
        return new Text(value);
    }

    /** The integer as a value. */
    static Scalar of(long value) {
        return new Int(value);
    }

    /** The truth value as a value. */
    static Scalar of(boolean value) {
        return new Bool(value);
    }
}
