package io.inkwell.client;

import io.inkwell.protocol.Cursor;
import io.inkwell.protocol.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is here, in the order of their coming. */
final class Roster {
    private final Map<Integer, Member> members = new LinkedHashMap<>();

    Roster replaced(List<Member> everybody) {
        members.clear();
        everybody.forEach(member -> members.put(member.displayId(), member));
        return this;
    }

    Roster joined(Member member) {
        members.put(member.displayId(), member);
        return this;
    }

    Roster left(int displayId) {
        members.remove(displayId);
        return this;
    }

    Roster moved(int displayId, Cursor cursor) {
        members.computeIfPresent(displayId,
                (id, member) -> new Member(id, member.name(), member.colour(), member.kind(), cursor));
        return this;
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }
}
