package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.inkwell.history.EditingSessions.Session;
import io.inkwell.history.EditingSessions.Share;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.HistoryReader.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class APauseEndsASessionTest {
    private static final long PAUSE = 300_000;

    /** Revision 1 and on, made at these moments by client 1 and 2 in turn. */
    private static List<Session> sessions(int revisionsMax, Set<Long> named, long... moments) {
        EditingSessions sessions = new EditingSessions(PAUSE, revisionsMax, named);
        List<Session> found = new ArrayList<>();
        for (int revision = moments.length; revision > 0; revision--) {
            SubmissionId id = new SubmissionId(1 + revision % 2, revision);
            sessions.add(new Outline(revision, CommitKind.Edit.EDIT, id, moments[revision - 1], 10))
                    .ifPresent(found::add);
        }
        sessions.end().ifPresent(found::add);
        return found;
    }

    private static Session session(long from, long through, long start, long end, Map<Integer, Share> clients,
            boolean continued) {
        return new Session(from, through, start, end, clients, continued);
    }

    @Test
    void longerThanItAndNotAsLong() {
        assertThat(sessions(99, Set.of(), 0, PAUSE, 2 * PAUSE + 1)).containsExactly(
                session(3, 3, 2 * PAUSE + 1, 2 * PAUSE + 1, Map.of(2, new Share(1, 10)), false),
                session(1, 2, 0, PAUSE, Map.of(1, new Share(1, 10), 2, new Share(1, 10)), false));
        assertThat(sessions(99, Set.of())).isEmpty();
    }

    @Test
    void aNamedVersionEndsOneToo() {
        assertThat(sessions(99, Set.of(2L, 3L), 1, 2, 3, 4)).extracting(Session::fromRevision, Session::throughRevision)
                .containsExactly(tuple(4L, 4L), tuple(3L, 3L),
                        tuple(1L, 2L));
    }

    @Test
    void aVeryLongOneComesInParts() {
        assertThat(sessions(2, Set.of(), 1, 2, 3)).containsExactly(
                session(2, 3, 2, 3, Map.of(1, new Share(1, 10), 2, new Share(1, 10)), true),
                session(1, 1, 1, 1, Map.of(2, new Share(1, 10)), false));
    }
}
