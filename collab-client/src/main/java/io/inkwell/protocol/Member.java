package io.inkwell.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has the document open: one per connection.
 *
 * @param displayId the connection's client as others see it, unique in the document for ever
 * @param name what to call it
 * @param colour "#rrggbb"
 * @param kind person or program
 * @param cursor its caret, if it has shown one
 */
public record Member(int displayId, String name, String colour, Kind kind, @Nullable Cursor cursor) {
    /** Who edits. */
    public enum Kind {
        /** Somebody at an editor. */
        PERSON("person"),
        /** A program. */
        PROGRAM("program");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        public String wireName() {
            return wireName;
        }
    }
}
