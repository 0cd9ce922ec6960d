package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TheWindowHasNoGapTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final Chronicle history = Chronicle.startingWith("ab");

    @BeforeEach
    void fiveCommits() {
        history.edit(ADA, 1, "+'1'").edit(BOB, 1, "+'22'").edit(ADA, 2, "+'333'").edit(BOB, 2, "-2")
                .edit(ADA, 3, "+'5'");
    }

    private static CommitWindow trimmed(CommitWindow window, int commitsMax) {
        return window.trimmed(commitsMax, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void anEmptyWindowStandsAtItsRevision() {
        CommitWindow window = CommitWindow.at(7, history.chain(), 12);
        assertThat(window.startRevision()).isEqualTo(7);
        assertThat(window.headRevision()).isEqualTo(7);
        assertThat(window.headChain()).isEqualTo(history.chain());
        assertThat(window.headLength()).isEqualTo(12);
        assertThat(window.covers(7)).isTrue();
        assertThat(window.covers(6)).isFalse();
        assertThat(window.covers(8)).isFalse();
    }

    @Test
    void everyRevisionHasItsCommitItsLengthAndItsChain() {
        for (int start = 0; start <= 5; start++) {
            CommitWindow window = history.windowFrom(start);
            for (int revision = start; revision <= 5; revision++) {
                assertThat(window.covers(revision)).isTrue();
                assertThat(window.lengthAt(revision)).isEqualTo(history.documentAt(revision).length());
                assertThat(window.chainAt(revision)).isEqualTo(history.chainAt(revision));
                if (revision > start)
                    assertThat(window.commit(revision)).isEqualTo(history.commit(revision));
            }
            assertThat(window.between(start, 5)).isEqualTo(history.commits().subList(start, 5));
            assertThat(window.headLength()).isEqualTo(history.document().length());
        }
    }

    @Test
    void whatIsNotCoveredCannotBeAskedFor() {
        CommitWindow window = history.windowFrom(2);
        assertThatThrownBy(() -> window.commit(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.commit(6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.between(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.lengthAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.chainAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void onlyTheProvenSuccessorIsTaken() {
        CommitWindow window = history.windowFrom(0);
        Commit right = following(6, history.chain(), history.document().length());
        assertThat(window.with(List.of(right)).headRevision()).isEqualTo(6);
        assertThatThrownBy(() -> window.with(List.of(following(7, history.chain(), history.document().length()))))
                .isInstanceOf(BrokenChainException.class);
        assertThatThrownBy(() -> window.with(List.of(following(6, new Digest(1, 1), history.document().length()))))
                .isInstanceOf(BrokenChainException.class);
        assertThatThrownBy(() -> window.with(List.of(following(6, history.chain(), 99))))
                .isInstanceOf(BrokenChainException.class);
        assertThatThrownBy(() -> window.with(List.of(right, right))).isInstanceOf(BrokenChainException.class);
        assertThat(window.headRevision()).as("unchanged").isEqualTo(5);
    }

    private static Commit following(long revision, Digest previous, int length) {
        return Commit.following(previous, revision, CommitKind.Edit.EDIT, new SubmissionId(BOB, 9), 9_000,
                OpsNotation.delta(length, "+'x'"), new Digest(0, 0));
    }

    @Test
    void trimmingDropsTheOldestAndNeverTheHead() {
        CommitWindow whole = history.window();
        for (int commitsMax = 0; commitsMax <= 6; commitsMax++) {
            CommitWindow window = trimmed(whole, commitsMax);
            assertThat(window.startRevision()).isEqualTo(Math.max(0L, 5L - commitsMax));
            assertThat(window.headRevision()).isEqualTo(5);
            assertThat(window.headChain()).isEqualTo(history.chain());
            assertThat(window.headLength()).isEqualTo(history.document().length());
            assertThat(window.with(List.of(following(6, history.chain(), history.document().length())))
                    .headRevision()).isEqualTo(6);
        }
    }

    @Test
    void trimmingByBytesKeepsWhatFits() {
        CommitWindow whole = history.window();
        long lastTwo = (long) history.commit(4).opBytes().length + history.commit(5).opBytes().length;
        assertThat(whole.trimmed(100, lastTwo, Long.MAX_VALUE).startRevision()).isEqualTo(3);
        assertThat(whole.trimmed(100, lastTwo - 1, Long.MAX_VALUE).startRevision()).isEqualTo(4);
        assertThat(whole.trimmed(100, 0, Long.MAX_VALUE).startRevision()).isEqualTo(5);
        CommitWindow twice = whole.trimmed(3, Long.MAX_VALUE, Long.MAX_VALUE).trimmed(100, lastTwo, Long.MAX_VALUE);
        assertThat(twice.startRevision()).as("the bytes are counted on").isEqualTo(3);
    }

    @Test
    void theBytesUpToTheHeadAreCountedOnWhateverIsDropped() {
        CommitWindow window = history.windowFrom(2);
        long held = history.commits().subList(2, 5).stream().mapToLong(commit -> commit.opBytes().length).sum();
        assertThat(window.headBytes()).isEqualTo(held);
        assertThat(trimmed(trimmed(window, 2), 0).headBytes()).isEqualTo(held);
        Commit next = following(6, history.chain(), history.document().length());
        assertThat(trimmed(window, 1).with(List.of(next)).headBytes()).isEqualTo(held + next.opBytes().length);
    }

    @Test
    void aPinnedRevisionStaysCovered() {
        CommitWindow whole = history.window();
        for (int pinned = 0; pinned <= 5; pinned++) {
            CommitWindow window = whole.trimmed(0, 0, pinned);
            assertThat(window.covers(pinned)).isTrue();
            assertThat(window.startRevision()).isEqualTo(pinned);
        }
    }

    @Test
    void aReaderKeepsItsView() {
        CommitWindow before = history.window();
        CommitWindow after = before.with(List.of(following(6, history.chain(), history.document().length())));
        trimmed(after, 1);
        assertThat(before.headRevision()).isEqualTo(5);
        assertThat(before.between(0, 5)).hasSize(5);
        assertThat(after.startRevision()).isZero();
    }

    @Test
    void aKeyIsFoundWhereItIsCovered() {
        assertThat(history.window().find(new SubmissionId(ADA, 2))).contains(history.commit(3));
        assertThat(history.windowFrom(3).find(new SubmissionId(ADA, 2))).isEmpty();
        assertThat(history.window().find(new SubmissionId(ADA, 9))).isEmpty();
    }

    @Test
    void theLastNumberOfAClientCountsAfterARevision() {
        CommitWindow window = history.window();
        assertThat(window.lastSeq(ADA, 0)).isEqualTo(3);
        assertThat(window.lastSeq(BOB, 3)).isEqualTo(2);
        assertThat(window.lastSeq(BOB, 4)).isZero();
        assertThat(window.lastSeq(9, 0)).isZero();
        assertThat(history.windowFrom(3).lastSeq(BOB, 0)).isEqualTo(2);
    }
}
