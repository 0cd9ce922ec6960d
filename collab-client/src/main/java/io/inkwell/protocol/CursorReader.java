package io.inkwell.protocol;

import io.inkwell.sync.RefusalCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Collects the members of a caret, wherever they stand. One per caret. */
final class CursorReader {
    private final RefusalCode outOfRange;
    private @Nullable Integer index;
    private @Nullable Integer length;
    private @Nullable Long revision;

    /** @param outOfRange what an integer that makes no sense gets; what is no integer gets BAD_MESSAGE */
    CursorReader(RefusalCode outOfRange) {
        this.outOfRange = outOfRange;
    }

    /** Reads an object that is a caret and nothing else. */
    static Cursor read(JsonParser parser, RefusalCode outOfRange) throws ProtocolException {
        CursorReader reader = new CursorReader(outOfRange);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            reader.member(name, parser);
        }
        return reader.cursor();
    }

    /** Takes a member, or skips one that does not belong to a caret. */
    void member(String name, JsonParser parser) throws ProtocolException {
        switch (name) {
            case Fields.INDEX -> index = Values.integer(parser, name, Cursor.HIDDEN, Integer.MAX_VALUE, outOfRange);
            case Fields.LENGTH -> length = Values.integer(parser, name, 0, Integer.MAX_VALUE, outOfRange);
            case Fields.REVISION -> revision = Values.revision(parser, name);
            default -> parser.skipChildren();
        }
    }

    /** The caret, once all members were taken. */
    Cursor cursor() throws ProtocolException {
        int start = Values.required(index, Fields.INDEX);
        int units = Values.required(length, Fields.LENGTH);
        if ((long) start + units > Integer.MAX_VALUE)
            throw new ProtocolException(outOfRange, "The selection ends beyond any document.");
        return new Cursor(start, units, Values.required(revision, Fields.REVISION));
    }
}
