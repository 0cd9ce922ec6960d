package io.inkwell.sync;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is in a document, as everybody may see it.
 *
 * @param displayId the client's public number
 * @param name what others see
 * @param colour "#rrggbb", for the caret
 * @param kind person or program
 * @param caret where the caret is, at the head; absent: not shown
 */
public record Member(int displayId, String name, String colour, Kind kind, @Nullable Caret caret) {
    /** What a member is. */
    public enum Kind {
        /** Somebody at a keyboard. */
        PERSON,
        /** A bot or a command. */
        PROGRAM
    }

    /**
     * A caret or selection.
     *
     * @param index where it starts, in UTF-16 units of the document at the head
     * @param length how much is selected, in UTF-16 units
     */
    public record Caret(int index, int length) {}

    /** The same without showing where the caret is. */
    public Member withoutCaret() {
        return withCaret(null);
    }

    Member withCaret(@Nullable Caret moved) {
        return new Member(displayId, name, colour, kind, moved);
    }
}
