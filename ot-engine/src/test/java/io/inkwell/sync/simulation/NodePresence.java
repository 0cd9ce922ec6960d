package io.inkwell.sync.simulation;

import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import java.util.HashMap;
import java.util.Map;

/** Who is on a node, and where their carets are; and how the oracle knows where they have to be. */
final class NodePresence {
    private final World world;
    private Presence presence = Presence.EMPTY;
    private final Map<Integer, Message.MoveCaret> lastMoves = new HashMap<>();
    private final Map<Integer, Integer> displayIds = new HashMap<>();

    NodePresence(World world) {
        this.world = world;
    }

    void clear() {
        presence = Presence.EMPTY;
        lastMoves.clear();
        displayIds.clear();
    }

    void joined(NodeLine line) {
        int displayId = line.identity().displayId();
        displayIds.put(line.connection(), displayId);
        lastMoves.remove(displayId);
        presence = presence.joined(new Member(displayId, "Person", "#123abc", Member.Kind.PERSON, null));
    }

    void left(NodeLine line) {
        Integer displayId = displayIds.remove(line.connection());
        if (displayId != null && !displayIds.containsValue(displayId)) {
            presence = presence.left(displayId);
            lastMoves.remove(displayId);
        }
    }

    void moved(int displayId, Message.MoveCaret move, CommitWindow window) {
        if (!window.covers(move.revision()) || presence.member(displayId).isEmpty())
            return;
        presence = presence.moved(displayId, move.caret(), move.revision(), window);
        lastMoves.put(displayId, move);
        world.tally().stepped(presence);
        check(window);
    }

    void advanced(DocumentEffect.Advanced advanced) {
        presence = presence.advanced(advanced.commits());
        if (lastMoves.isEmpty())
            return;
        world.tally().stepped(presence);
        check(advanced.window());
    }

    private void check(CommitWindow window) {
        for (Member member : presence.members()) {
            Message.MoveCaret last = lastMoves.get(member.displayId());
            Member.Caret caret = member.caret();
            if (last != null && caret != null)
                world.oracle().caret(member.displayId(), caret, last, window.headRevision());
        }
    }
}
