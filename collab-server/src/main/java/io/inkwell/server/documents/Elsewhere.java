package io.inkwell.server.documents;

import io.inkwell.server.cluster.NodeMessage.Present;
import io.inkwell.server.cluster.NodeMessage.RemoteCaret;
import io.inkwell.server.cluster.NodeMessage.RemoteMember;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in one document on other nodes: the last thing that each of them said. A node that has been silent for
 * {@value #SILENCE_MILLIS_MAX} milliseconds is taken for gone, and its people with it. Not thread safe; takes the time as an argument.
 */
final class Elsewhere {
    private static final long SILENCE_MILLIS_MAX = 15_000;

    private final Map<String, Statement> nodes = new LinkedHashMap<>();

    /** What a node said, when, and whether its carets were put where they belong. */
    private static final class Statement {
        final Present said;
        final long heardMillis;
        boolean caretsPlaced;

        Statement(Present said, long heardMillis) {
            this.said = said;
            this.heardMillis = heardMillis;
        }
    }

    /** Takes what a node says; false if it said something newer already. */
    boolean heard(Present present, long nowMillis) {
        Statement known = nodes.get(present.node());
        if (known != null && known.said.number() >= present.number())
            return false;
        nodes.put(present.node(), new Statement(present, nowMillis));
        return true;
    }

    /** Forgets the nodes that have been silent for too long; true if there were any. */
    boolean forgetSilent(long nowMillis) {
        return nodes.values().removeIf(statement -> nowMillis - statement.heardMillis > SILENCE_MILLIS_MAX);
    }

    /** Whether carets wait for commits that this node has not seen yet. */
    boolean hasCaretsToPlace() {
        return nodes.values().stream().anyMatch(statement -> !statement.caretsPlaced);
    }

    /** The newest revision that somebody's carets wait for; 0 if none do. */
    long awaitedRevision() {
        return nodes.values().stream().filter(statement -> !statement.caretsPlaced)
                .mapToLong(statement -> statement.said.revision()).max().orElse(0);
    }

    /**
     * Everybody: those who are connected here as they are, and those elsewhere.
     *
     * @param presence everybody as far as known up to now
     * @param here who is connected to this node
     * @param window the newest commits, up to the revision that carets are shown in
     */
    Presence shownIn(Presence presence, Set<Integer> here, CommitWindow window) {
        Map<Integer, Member> shown = new LinkedHashMap<>();
        for (Statement statement : nodes.values()) {
            long revision = statement.said.revision();
            boolean place = !statement.caretsPlaced && revision <= window.headRevision();
            List<Commit> since = place && window.covers(revision)
                    ? window.between(revision, window.headRevision())
                    : List.of();
            for (RemoteMember said : statement.said.members()) {
                int displayId = said.displayId();
                if (here.contains(displayId))
                    continue;
                Member.Caret caret = place
                        ? Presence.carried(caretIn(said, revision, window), displayId, since)
                        : caretOf(shown.get(displayId), presence.member(displayId).orElse(null));
                shown.put(displayId, new Member(displayId, said.name(), said.colour(),
                        said.program() ? Member.Kind.PROGRAM : Member.Kind.PERSON, caret));
            }
            statement.caretsPlaced |= place;
        }
        return presence.with(here, shown.values());
    }

    /** A caret as it was told; absent where it lies outside of the document, or in a revision long gone. */
    private static Member.@Nullable Caret caretIn(RemoteMember member, long revision, CommitWindow window) {
        RemoteCaret told = member.caret();
        if (told == null)
            return null;
        Member.Caret caret = new Member.Caret(told.index(), told.length());
        return window.holds(caret, revision) ? caret : null;
    }

    private static Member.@Nullable Caret caretOf(@Nullable Member now, @Nullable Member before) {
        Member known = now == null ? before : now;
        return known == null ? null : known.caret();
    }
}
