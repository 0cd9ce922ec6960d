package io.inkwell.server.security;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;

/**
 * Titles and names: short texts that are shown beside other people's. Characters that nobody sees can make one text pass for another or turn
 * the text around it, so a title with one is refused, and a name is cleaned of them. Control characters and half characters are refused in both.
 */
public final class DisplayText {
    private DisplayText() {}

    /**
     * A title of a document without white space at its ends.
     *
     * @param lengthMax the longest, in UTF-16 units
     * @throws ProblemException if it is empty, too long, or holds a character that a title may not hold
     */
    public static String title(String text, int lengthMax) throws ProblemException {
        requirePrintable("title", text);
        if (text.codePoints().anyMatch(DisplayText::isInvisible)) {
            throw refuse("title", "The title holds invisible characters. Type it instead of pasting it.");
        }
        return bounded("title", text.strip(), lengthMax);
    }

    /**
     * A person's name without invisible characters and without white space at its ends.
     *
     * @param lengthMax the longest, in UTF-16 units
     * @throws ProblemException if nothing is left, it is too long, or holds a character that a name may not hold
     */
    public static String name(String text, int lengthMax) throws ProblemException {
        requirePrintable("name", text);
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(point -> !isInvisible(point)).forEach(visible::appendCodePoint);
        return bounded("name", visible.toString().strip(), lengthMax);
    }

    private static String bounded(String field, String text, int lengthMax) throws ProblemException {
        if (text.codePoints()
                .noneMatch(point -> Character.getType(point) != Character.FORMAT && !Character.isSpaceChar(point))) {
            throw refuse(field, "The " + field + " is empty. Give at least one letter.");
        }
        if (text.length() > lengthMax) {
            throw refuse(field,
                    "The " + field + " has " + text.length() + " characters; it may have " + lengthMax + ".");
        }
        return text;
    }

    private static void requirePrintable(String field, String text) throws ProblemException {
        if (text.codePoints().anyMatch(DisplayText::isForbidden)) {
            throw refuse(field, "The " + field + " holds line breaks or other control characters. Leave them out.");
        }
    }

    private static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> (point & 0xFFFE) == 0xFFFE || isBetween(point, 0xFDD0, 0xFDEF);
        };
    }

    /** Direction overrides and isolates, zero-width space and joiners of words, byte order mark, invisible operators, tag characters. */
    private static boolean isInvisible(int point) {
        return isBetween(point, 0x202A, 0x202E) || isBetween(point, 0x2060, 0x206F) || point == 0x200B
                || point == 0xFEFF
                || point == 0x180E || isBetween(point, 0xE0000, 0xE007F);
    }

    private static boolean isBetween(int point, int first, int last) {
        return point >= first && point <= last;
    }

    private static ProblemException refuse(String field, String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_FIELD, detail).with("field", field));
    }
}
