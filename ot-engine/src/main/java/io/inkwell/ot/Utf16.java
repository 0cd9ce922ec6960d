package io.inkwell.ot;

/** Questions about UTF-16 text. */
final class Utf16 {
    private Utf16() {}

    /** Whether every surrogate in the text stands in a pair. */
    static boolean isWellFormed(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit) || i + 1 == length
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether a cut at the position would part a surrogate pair. */
    static boolean splitsPair(CharSequence text, int position) {
        return position > 0 && position < text.length() && Character.isHighSurrogate(text.charAt(position - 1))
                && Character.isLowSurrogate(text.charAt(position));
    }

    /** The number of bytes in UTF-8 of well-formed text. */
    static int utf8Length(CharSequence text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x800 && !Character.isSurrogate(unit)) {
                bytes += 2;
            } else if (unit >= 0x80) {
                bytes += 1;
            }
        }
        return bytes;
    }

    static String requireWellFormed(String text, String what) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException(what + " holds a surrogate without its partner");
        }
        return text;
    }
}
