package io.inkwell.ot.json;

/** What is wrong with JSON that is not an acceptable operation. */
public enum Problem {
    /** Not JSON, or not the shape of an operation: an unknown or missing key, a number that is not a plain integer, a negative length. */
    SYNTAX,
    /** The operation does nothing. */
    EMPTY,
    /** A length, or the sum of lengths, is beyond what an int counts. */
    RANGE,
    /** Larger than the {@link OpsLimits}. */
    LIMIT,
    /** A character that no document may hold: a lone surrogate, U+0000, a control character, U+FFFE, U+FFFF. */
    TEXT,
    /** A name that no attribute can have. */
    ATTRIBUTE_KEY,
    /** The value of an attribute is not a text, an integer or a truth value. */
    ATTRIBUTE_VALUE,
    /** An embed is not exactly one name with one such value. */
    EMBED
}
