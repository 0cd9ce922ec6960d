package io.inkwell.ot;

/**
 * One thing in a document that is not text: an image, a divider. Its length is 1.
 *
 * @param type what it is, not empty, well-formed UTF-16
 * @param value what it shows
 */
public record Embed(String type, Scalar value) {
    public Embed {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("the type of an embed is empty");
        }
        Utf16.requireWellFormed(type, "the type of an embed");
    }

    @Override
    public String toString() {
        return "[" + type + ":" + value + "]";
    }
}
