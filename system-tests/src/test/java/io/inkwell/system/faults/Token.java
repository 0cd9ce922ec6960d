package io.inkwell.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unit of which all test documents consist: a short text that exists once in the world, always {@value #UNITS} UTF-16 units long, with
 * one character outside the Basic Multilingual Plane. Edits insert, delete and format whole tokens, so a token that is found torn apart is a
 * mistake of the server as much as one that is missing.
 */
final class Token {
    /** The length of every token. */
    static final int UNITS = 12;

    private static final Pattern FORM = Pattern.compile("⟪[0-9a-z]{8}[\\x{10000}-\\x{10FFFF}]⟫");
    private static final int RADIX = 36;
    private static final int[] BEYOND_THE_PLANE = {0x1F600, 0x1D518, 0x20BB7, 0x1F1E6, 0x10FFFD};

    private Token() {}

    /** The token of an editor's edit. */
    static String of(int editor, int edit) {
        String name = String
                .format(Locale.ROOT, "%3s%5s", Integer.toString(editor, RADIX), Integer.toString(edit, RADIX))
                .replace(' ', '0');
        return "⟪" + name + Character.toString(BEYOND_THE_PLANE[edit % BEYOND_THE_PLANE.length]) + "⟫";
    }

    /** All tokens in a text, in order. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher tokens = FORM.matcher(text);
        while (tokens.find())
            found.add(tokens.group());
        return found;
    }

    /** What of a text belongs to no token: nothing, or the line feed at the end of a rich document. */
    static String remainder(String text) {
        return FORM.matcher(text).replaceAll("");
    }
}
