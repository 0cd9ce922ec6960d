package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.OutboundCursor.Next;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnAcknowledgementComesInTheStreamTest {
    private static final int ADA = 1;
    private static final int BOB = 2;
    private static final int FRAME_BYTES_MAX = 1_000;

    private final Chronicle history = Chronicle.startingWith("");
    private final OutboundCursor cursor = new OutboundCursor(ADA, history.window(), FRAME_BYTES_MAX);

    private Next next() {
        return cursor.next(history.window());
    }

    @Test
    void atTheHeadThereIsNothingToSend() {
        assertThat(next()).isEqualTo(new Next.Nothing());
    }

    @Test
    void theOwnEntryAloneIsAnAcknowledgement() {
        Submission mine = Chronicle.submission(ADA, 1, 0, "+'a'");
        cursor.submitted(1, mine.hash());
        history.edit(mine);
        assertThat(next()).isEqualTo(new Next.Own(history.commit(1)));
        assertThat(cursor.revision()).isEqualTo(1);
        assertThat(next()).isEqualTo(new Next.Nothing());
    }

    @Test
    void aBurntAndARefusedOwnEntryAreTheOwnAnswerToo() {
        Submission burnt = Chronicle.submission(ADA, 1, 0, "+'a'");
        cursor.submitted(1, burnt.hash());
        history.empty(CommitKind.Burnt.BURNT, burnt);
        assertThat(next()).isEqualTo(new Next.Own(history.commit(1)));
        Submission refused = Chronicle.submission(ADA, 2, 1, "+'a'");
        cursor.submitted(2, refused.hash());
        history.empty(new CommitKind.Refused(RefusalCode.DOC_FULL), refused);
        assertThat(next()).isEqualTo(new Next.Own(history.commit(2)));
    }

    @Test
    void anotherConnectionOfTheSameClientIsSentTheEntry() {
        history.edit(Chronicle.submission(ADA, 1, 0, "+'a'"));
        assertThat(next()).isEqualTo(new Next.Frame(0, 1));
    }

    @Test
    void whoSentOtherBytesUnderTheSameKeyIsSentTheEntry() {
        cursor.submitted(1, Chronicle.submission(ADA, 1, 0, "+'mine'").hash());
        history.edit(Chronicle.submission(ADA, 1, 0, "+'theirs'"));
        assertThat(next()).isEqualTo(new Next.Frame(0, 1));
    }

    @Test
    void anEarlierSequenceNumberIsNotTheOneThatWasSent() {
        Submission earlier = Chronicle.submission(ADA, 1, 0, "+'a'");
        cursor.submitted(2, earlier.hash());
        history.edit(earlier);
        assertThat(next()).isEqualTo(new Next.Frame(0, 1));
    }

    @Test
    void theOwnEntryAmongOthersGoesOutInTheirFrame() {
        Submission mine = Chronicle.submission(ADA, 1, 0, "+'a'");
        cursor.submitted(1, mine.hash());
        history.edit(mine).edit(BOB, 1, "+'b'");
        assertThat(next()).isEqualTo(new Next.Frame(0, 2));
        assertThat(next()).isEqualTo(new Next.Nothing());
    }

    @Test
    void anAcknowledgementDoesNotOvertakeWhatCameBefore() {
        Submission mine = Chronicle.submission(ADA, 1, 0, "+'a'");
        cursor.submitted(1, mine.hash());
        history.edit(BOB, 1, "+'b'").edit(mine);
        assertThat(next()).isEqualTo(new Next.Frame(0, 2));
    }

    @Test
    void aFrameEndsWhereTheNextCommitWouldNotFit() {
        history.edit(BOB, 1, "+'" + "x".repeat(450) + "'").edit(BOB, 2, "+'" + "y".repeat(450) + "'")
                .edit(BOB, 3, "+'z'");
        assertThat(next()).isEqualTo(new Next.Frame(0, 1));
        assertThat(next()).isEqualTo(new Next.Frame(1, 3));
    }

    @Test
    void aLargeCommitGoesAlone() {
        history.edit(BOB, 1, "+'" + "x".repeat(5_000) + "'").edit(BOB, 2, "+'y'");
        assertThat(next()).isEqualTo(new Next.Frame(0, 1));
        assertThat(next()).isEqualTo(new Next.Frame(1, 2));
    }

    @Test
    void manySmallCommitsCountWithWhatTheirEntriesCost() {
        for (int seq = 1; seq <= 100; seq++)
            history.edit(BOB, seq, "+'x'");
        Next.Frame frame = (Next.Frame) next();
        assertThat(frame.to()).isBetween(5L, 15L);
    }

    @Test
    void aCursorOlderThanTheWindowIsReadFromTheLog() {
        history.edit(BOB, 1, "+'a'").edit(BOB, 2, "+'b'").edit(BOB, 3, "+'c'");
        assertThat(cursor.next(history.windowFrom(2))).isEqualTo(new Next.Behind(0));
        assertThat(cursor.revision()).isZero();
        cursor.handedOut(history.commits().subList(0, 2));
        assertThat(cursor.next(history.windowFrom(2))).isEqualTo(new Next.Frame(2, 3));
    }

    @Test
    void whatIsStillToBeSentIsKnownInBytesAlsoWhenTheWindowHasMovedOn() {
        CommitWindow window = history.edit(ADA, 1, "+'before'").window();
        OutboundCursor late = new OutboundCursor(BOB, window, FRAME_BYTES_MAX);
        assertThat(late.behindBytes(window)).isZero();
        Submission mine = Chronicle.submission(BOB, 1, 1, "+'own'");
        late.submitted(1, mine.hash());
        long waiting = 0;
        for (int seq = 2; seq <= 6; seq++) {
            history.edit(ADA, seq, "+'" + "x".repeat(FRAME_BYTES_MAX) + "'");
            Commit commit = history.commit(history.revision());
            waiting += commit.opBytes().length;
            window = window.with(List.of(commit)).trimmed(2, Long.MAX_VALUE, Long.MAX_VALUE);
            assertThat(late.behindBytes(window)).isEqualTo(waiting);
        }
        List<Commit> page = history.commits().subList(1, 4);
        late.handedOut(page);
        waiting -= page.stream().mapToLong(commit -> commit.opBytes().length).sum();
        assertThat(late.behindBytes(window)).isEqualTo(waiting);
        assertThat(late.next(window)).isEqualTo(new Next.Frame(4, 5));
        assertThat(late.next(window)).isEqualTo(new Next.Frame(5, 6));
        assertThat(late.behindBytes(window)).isZero();
        history.edit(mine);
        window = window.with(List.of(history.commit(7)));
        assertThat(late.next(window)).isInstanceOf(Next.Own.class);
        assertThat(late.behindBytes(window)).isZero();
    }

    @Test
    void anOlderWindowThanTheCursorSendsNothingTwice() {
        history.edit(BOB, 1, "+'a'").edit(BOB, 2, "+'b'");
        CommitWindow older = Chronicle.startingWith("").edit(BOB, 1, "+'a'").window();
        next();
        assertThat(cursor.next(older)).isEqualTo(new Next.Nothing());
        assertThat(cursor.revision()).isEqualTo(2);
    }
}
