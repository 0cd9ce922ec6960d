package io.inkwell.protocol;

import io.inkwell.sync.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads who is here. */
final class MemberReader {
    private MemberReader() {}

    static List<Member> members(JsonParser parser, String name) throws ProtocolException {
        Values.array(parser, name);
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Values.object(parser, "member");
            members.add(member(parser));
        }
        return members;
    }

    static Member member(JsonParser parser) throws ProtocolException {
        Integer displayId = null;
        String name = null;
        String colour = null;
        Member.Kind kind = null;
        Cursor cursor = null;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case Fields.DISPLAY_ID -> displayId = Values.integer(parser, field, 1, Integer.MAX_VALUE);
                case Fields.NAME -> name = Values.string(parser, field);
                case Fields.COLOUR -> colour = Values.string(parser, field);
                case Fields.KIND -> kind = kind(Values.string(parser, field));
                case Fields.CURSOR -> {
                    Values.object(parser, field);
                    cursor = CursorReader.read(parser, RefusalCode.BAD_MESSAGE);
                }
                default -> parser.skipChildren();
            }
        }
        return new Member(Values.required(displayId, Fields.DISPLAY_ID), Values.required(name, Fields.NAME),
                Values.required(colour, Fields.COLOUR), Values.required(kind, Fields.KIND), cursor);
    }

    private static Member.Kind kind(String text) throws ProtocolException {
        for (Member.Kind kind : Member.Kind.values()) {
            if (kind.wireName().equals(text))
                return kind;
        }
        throw Values.bad("This version knows no such kind of member.");
    }
}
