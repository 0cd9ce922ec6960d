package io.inkwell.server.documents;

import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The names of those who were let in here, also after they left: what a person needs who wants to bring back what somebody wrote. Not thread
 * safe.
 */
final class Authors {
    /** Of a longer row of visitors the earliest are forgotten. */
    private static final int NAMES_MAX = 4_096;

    private final SequencedMap<Integer, String> names = new LinkedHashMap<>();

    void joined(Member member) {
        names.remove(member.displayId());
        names.put(member.displayId(), member.name());
        if (names.size() > NAMES_MAX)
            names.pollFirstEntry();
    }

    /** A name by display id: of those who were here, and of those who are shown now. */
    Map<Integer, String> known(Presence shown) {
        Map<Integer, String> known = new LinkedHashMap<>(names);
        shown.members().forEach(member -> known.put(member.displayId(), member.name()));
        return known;
    }
}
