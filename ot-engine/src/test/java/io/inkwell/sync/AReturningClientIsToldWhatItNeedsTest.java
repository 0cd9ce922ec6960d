package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Document;
import io.inkwell.sync.CatchUp.Entry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AReturningClientIsToldWhatItNeedsTest {
    private static final int BOB = 2;
    private static final int COMPOSE_FROM = 3;

    private final Chronicle history = Chronicle.startingWith("");

    @BeforeEach
    void sixCommits() {
        for (int seq = 1; seq <= 6; seq++)
            history.edit(BOB, seq, "+'" + seq + "'");
    }

    private CatchUp catchUp(long from, long singlesThrough) {
        return new CatchUp(from, singlesThrough, 6, COMPOSE_FROM);
    }

    private List<Commit> page(long after, long through) {
        return history.window().between(after, through);
    }

    @Test
    void withNothingInFlightALongWayIsOneChange() {
        CatchUp catchUp = catchUp(1, 1);
        catchUp.add(page(1, 6));
        assertThat(catchUp.revision()).isEqualTo(6);
        Entry.Composed only = (Entry.Composed) catchUp.entries().getFirst();
        assertThat(catchUp.entries()).hasSize(1);
        assertThat(only.from()).isEqualTo(1);
        assertThat(only.to()).isEqualTo(6);
        assertThat(history.documentAt(1).apply(only.op())).isEqualTo(history.document());
    }

    @Test
    void aShortWayIsToldCommitByCommit() {
        CatchUp catchUp = catchUp(4, 4);
        catchUp.add(page(4, 6));
        assertThat(catchUp.entries()).containsExactly(new Entry.Single(history.commit(5)),
                new Entry.Single(history.commit(6)));
    }

    @Test
    void upToTheOwnCommitNothingIsComposed() {
        CatchUp catchUp = catchUp(0, 3);
        catchUp.add(page(0, 6));
        assertThat(catchUp.entries()).startsWith(new Entry.Single(history.commit(1)),
                new Entry.Single(history.commit(2)), new Entry.Single(history.commit(3))).hasSize(4);
        Entry.Composed rest = (Entry.Composed) catchUp.entries().getLast();
        assertThat(rest.from()).isEqualTo(3);
        assertThat(rest.to()).isEqualTo(6);
    }

    @Test
    void theOwnCommitAtTheHeadLeavesNothingToCompose() {
        CatchUp catchUp = catchUp(0, 6);
        catchUp.add(page(0, 6));
        assertThat(catchUp.entries()).hasSize(6).allMatch(Entry.Single.class::isInstance);
    }

    @Test
    void pagesOfAnySizeLeadToTheSameDocument() {
        for (int size = 1; size <= 6; size++) {
            CatchUp catchUp = catchUp(0, 2);
            for (long after = 0; after < 6; after += size)
                catchUp.add(page(after, Math.min(6, after + size)));
            Document reached = history.documentAt(0);
            long revision = 0;
            for (Entry entry : catchUp.entries()) {
                switch (entry) {
                    case Entry.Single single -> {
                        assertThat(single.commit().revision()).isEqualTo(revision + 1);
                        reached = reached.apply(single.commit().op());
                        revision++;
                    }
                    case Entry.Composed composed -> {
                        assertThat(composed.from()).isEqualTo(revision);
                        reached = reached.apply(composed.op());
                        revision = composed.to();
                    }
                }
            }
            assertThat(revision).isEqualTo(6);
            assertThat(reached).as("pages of %d", size).isEqualTo(history.document());
        }
    }

    @Test
    void whoMissedNothingIsToldNothing() {
        CatchUp catchUp = catchUp(6, 6);
        assertThat(catchUp.entries()).isEmpty();
        assertThat(catchUp.revision()).isEqualTo(6);
    }

    @Test
    void aPageThatDoesNotFollowIsRefused() {
        CatchUp catchUp = catchUp(0, 0);
        assertThatThrownBy(() -> catchUp.add(page(1, 2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2").hasMessageContaining("1");
    }
}
