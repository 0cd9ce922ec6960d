package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.inFlight;
import static io.inkwell.sync.ActorBench.init;
import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.opening;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEffect.Settled;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnOpenSettlesWhatWasInFlightTest {
    private static final int ADA = 1;
    private static final int ADA_AGAIN = 2;
    private static final int BOB = 9;

    private final ActorBench bench = ActorBench.text();
    private final Submission sent = submission(ADA, 1, 0, "+'a'");

    private List<DocumentEffect> openWith(Submission inFlight) {
        bench.step(opening(1, ADA, 2, bench.at(0), inFlight(inFlight)));
        return bench.settle();
    }

    private void othersGoOn(int commits) {
        bench.elsewhereMany(BOB, commits);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
    }

    private static void closed(int connection, CloseReason reason, List<DocumentEffect> effects) {
        assertThat(effects).contains(new DocumentEffect.Close(connection, reason));
        assertThat(effects).noneMatch(DocumentEffect.Init.class::isInstance);
    }

    // ---- nothing in flight -----------------------------------------------------------------------------------------------------------------

    @Test
    void aNewClientIsGivenTheDocumentAtThePrimarysHead() {
        bench.elsewhereMany(BOB, 5);
        DocumentEffect.Init init = bench.open(1, ADA);
        assertThat(init.from()).isNull();
        assertThat(init.window().headRevision()).isEqualTo(5);
        assertThat(init.document()).isEqualTo(bench.stored());
        assertThat(init.lastSeq()).isZero();
        assertThat(init.settled()).isNull();
    }

    @Test
    void aReturningClientWithNothingInFlightMayBeToldInOneChange() {
        othersGoOn(5);
        bench.step(opening(1, ADA, 2, bench.at(1), null));
        DocumentEffect.Init init = init(bench.settle());
        assertThat(init.from()).isEqualTo(bench.at(1));
        assertThat(init.singlesThrough()).isEqualTo(1);
    }

    @Test
    void theLastNumberIsTheOneOfTheSameMoment() {
        bench.elsewhere(sent);
        bench.step(opening(1, ADA, 2, null, null));
        assertThat(init(bench.settle()).lastSeq()).isEqualTo(1);
        bench.submitAndCommit(1, submission(ADA, 2, 1, "+'b'"));
        assertThat(bench.history()).hasSize(2);
    }

    @Test
    void whatIsCommittedBetweenTheReadingAndItsAnswerCountsToo() {
        bench.open(1, ADA);
        bench.submit(1, sent);
        bench.close(1);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(sent)));
        Tail early = bench.look();
        bench.commit();
        DocumentEffect.Init init = init(bench.show(early));
        assertThat(init.lastSeq()).isEqualTo(1);
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().getFirst()));
    }

    @Test
    void aReadingOlderThanMemoryIsReadOnceMore() {
        bench.open(1, ADA);
        bench.open(5, BOB);
        bench.submit(1, sent);
        bench.close(1);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(sent)));
        Tail early = bench.look();
        bench.commit();
        for (int seq = 1; seq <= 5; seq++) {
            bench.submit(5, submission(BOB, seq, seq, "+'.'"));
            bench.commit();
        }
        assertThat(bench.actor.window().covers(1)).as("the commit is not in memory any more").isFalse();
        assertThat(bench.show(early)).noneMatch(ActorBench.visible());
        DocumentEffect.Init init = init(bench.settle());
        assertThat(init.lastSeq()).isEqualTo(1);
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().getFirst()));
    }

    // ---- in flight ---------------------------------------------------------------------------------------------------------------------------

    @Test
    void whatIsStoredIsToldOneByOneUpToTheOwnEntry() {
        bench.elsewhereMany(BOB, 1);
        bench.elsewhere(sent);
        bench.elsewhereMany(BOB, 4);
        DocumentEffect.Init init = init(openWith(sent));
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().get(1)));
        assertThat(init.settledKey()).isEqualTo(sent.id());
        assertThat(init.singlesThrough()).isEqualTo(2);
        assertThat(init.lastSeq()).isEqualTo(1);
    }

    @Test
    void aBurntOrRefusedKeyMayBeToldInOneChange() {
        bench.elsewhere(CommitKind.Burnt.BURNT, new Submission(sent.id(), 0, submission(1, 1, 0, "").ops(),
                sent.hash()));
        DocumentEffect.Init burnt = init(openWith(sent));
        assertThat(burnt.settled()).isEqualTo(new Settled.Stored(bench.history().getFirst()));
        assertThat(burnt.singlesThrough()).isZero();
        Submission next = submission(ADA, 2, 1, "+'b'");
        bench.elsewhere(new CommitKind.Refused(RefusalCode.DOC_FULL),
                new Submission(next.id(), 1, submission(1, 1, 0, "").ops(), next.hash()));
        bench.step(opening(2, ADA, 3, bench.at(1), inFlight(next)));
        DocumentEffect.Init refused = init(bench.settle());
        assertThat(refused.settled()).isEqualTo(new Settled.Stored(bench.history().getLast()));
        assertThat(refused.singlesThrough()).isEqualTo(1);
    }

    @Test
    void whatIsNotStoredAndNotTooOldComesAgain() {
        othersGoOn(3);
        DocumentEffect.Init init = init(openWith(sent));
        assertThat(init.settled()).isNull();
        assertThat(init.singlesThrough()).as("one by one: both sides transform").isEqualTo(3);
        bench.submitAndCommit(1, sent);
        assertThat(bench.stored().text()).contains("a");
    }

    @Test
    void whatIsNotStoredAndTooOldIsBurntFirst() {
        othersGoOn(5);
        List<DocumentEffect> effects = openWith(sent);
        Commit burnt = bench.history().getLast();
        assertThat(burnt.kind()).isEqualTo(CommitKind.Burnt.BURNT);
        assertThat(burnt.id()).isEqualTo(sent.id());
        assertThat(init(effects).settled()).isEqualTo(new Settled.Stored(burnt));
        assertThat(init(effects).singlesThrough()).isZero();
        assertThat(init(effects).window().headRevision()).isEqualTo(6);
        assertThat(init(effects).lastSeq()).isEqualTo(1);
    }

    @Test
    void whoWasBurntAtTheOpenIsNotBurntAgainFromThere() {
        othersGoOn(5);
        openWith(sent);
        othersGoOn(20);
        bench.submitAndCommit(1, submission(ADA, 2, 6, "+'a'"));
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Edit.EDIT);
    }

    @Test
    void whatWasSentUnderALostIdentityIsSettledInAnyCase() {
        bench.step(opening(1, ADA_AGAIN, 1, bench.at(0), inFlight(sent)));
        DocumentEffect.Init init = init(bench.settle());
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Burnt.BURNT);
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().getLast()));
        assertThat(init.lastSeq()).as("of the new identity").isZero();
        bench.submitAndCommit(1, submission(ADA_AGAIN, 1, 1, "+'a'"));
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void whatIsStoredUnderALostIdentityIsFound() {
        bench.elsewhere(sent);
        bench.step(opening(1, ADA_AGAIN, 1, bench.at(0), inFlight(sent)));
        DocumentEffect.Init init = init(bench.settle());
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().getFirst()));
        assertThat(init.singlesThrough()).isEqualTo(1);
    }

    @Test
    void aKeyThatHoldsSomethingElseCanNeverHoldThis() {
        bench.elsewhere(submission(ADA, 1, 0, "+'other'"));
        bench.step(opening(1, ADA_AGAIN, 1, bench.at(0), inFlight(sent)));
        assertThat(init(bench.settle()).settled()).isEqualTo(new Settled.Never());
    }

    @Test
    void underTheOwnIdentityThatMeansItIsSharedAndMustGo() {
        bench.elsewhere(submission(ADA, 1, 0, "+'other'"));
        List<DocumentEffect> effects = openWith(sent);
        assertThat(only(DocumentEffect.Refuse.class, effects).code()).isEqualTo(RefusalCode.SEQ_REUSED);
        closed(1, CloseReason.SUPERSEDED, effects);
    }

    @Test
    void whatIsOnItsWayIsWaitedFor() {
        bench.open(1, ADA);
        bench.submit(1, sent);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(sent)));
        assertThat(bench.read()).containsExactly(new DocumentEffect.Close(1, CloseReason.SUPERSEDED));
        bench.commit();
        DocumentEffect.Init init = init(bench.settle());
        assertThat(init.settled()).isEqualTo(new Settled.Stored(bench.history().getFirst()));
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void whatIsOnItsWayAndThenRefusedComesAgain() {
        bench.open(1, ADA);
        bench.submit(1, sent);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(sent)));
        bench.read();
        bench.answer(new AppendResult.Refused("disk full"));
        assertThat(init(bench.settle()).settled()).isNull();
        bench.submitAndCommit(2, sent);
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void anotherKeyOfAClientWithSomethingOnItsWayWaitsToo() {
        othersGoOn(5);
        bench.open(1, ADA);
        bench.submit(1, submission(ADA, 1, 5, "+'a'"));
        bench.step(opening(2, ADA_AGAIN, 1, bench.at(0), inFlight(submission(ADA, 2, 0, "+'b'"))));
        bench.read();
        bench.answer(new AppendResult.HeadMoved());
        bench.settle();
        assertThat(bench.stored().text()).as("not forgotten over the other key").contains("a");
        assertThat(bench.history()).extracting(Commit::id).contains(new SubmissionId(ADA, 1),
                new SubmissionId(ADA, 2));
    }

    // ---- another history -------------------------------------------------------------------------------------------------------------------

    @Test
    void aLaggingMemoryIsNoEvidenceOfAnotherHistory() {
        bench.elsewhereMany(BOB, 5);
        bench.step(opening(1, ADA, 2, bench.at(5), null));
        assertThat(init(bench.settle()).window().headRevision()).isEqualTo(5);
    }

    @Test
    void whoStandsBeyondTheHeadOrOnAnotherChainHasAnotherHistory() {
        othersGoOn(2);
        bench.step(opening(1, ADA, 2, new DocumentEvent.Position(3, new Digest(1, 1)), null));
        closed(1, CloseReason.HISTORY_DIFFERS, bench.settle());
        bench.step(opening(2, ADA, 3, new DocumentEvent.Position(2, new Digest(1, 1)), null));
        closed(2, CloseReason.HISTORY_DIFFERS, bench.settle());
    }

    @Test
    void anOperationFromBeyondTheClientsOwnPositionIsNoHistoryEither() {
        othersGoOn(3);
        bench.step(opening(1, ADA, 2, bench.at(1), inFlight(submission(ADA, 1, 2, "+'a'"))));
        closed(1, CloseReason.HISTORY_DIFFERS, bench.settle());
    }

    // ---- two connections of one client -------------------------------------------------------------------------------------------------------

    @Test
    void onlyAHigherAttemptTakesAClientOver() {
        bench.step(opening(1, ADA, 2, null, null));
        bench.settle();
        bench.step(opening(2, ADA, 1, null, null));
        closed(2, CloseReason.SUPERSEDED, bench.settle());
        bench.step(opening(3, ADA, 2, null, null));
        closed(3, CloseReason.SUPERSEDED, bench.settle());
        bench.step(opening(4, ADA, 3, null, null));
        List<DocumentEffect> effects = bench.settle();
        assertThat(effects).contains(new DocumentEffect.Close(1, CloseReason.SUPERSEDED));
        assertThat(init(effects).connection()).isEqualTo(4);
    }

    @Test
    void anEarlierAttemptThatStillWaitsForItsKeyDoesNotComeBackOverALaterOne() {
        bench.open(1, ADA);
        bench.submit(1, sent);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(sent)));
        bench.read();
        bench.step(opening(3, ADA, 3, bench.at(0), inFlight(sent)));
        bench.read();
        bench.commit();
        List<DocumentEffect> effects = bench.settle();
        DocumentEffect.Init last = (DocumentEffect.Init) effects.stream().filter(DocumentEffect.Init.class::isInstance)
                .reduce((earlier, later) -> later).orElseThrow();
        assertThat(last.connection()).isEqualTo(3);
        assertThat(effects).contains(new DocumentEffect.Close(2, CloseReason.SUPERSEDED));
        assertThat(bench.submit(3, submission(ADA, 2, 1, "+'b'"))).isNotEmpty();
    }

    // ---- trouble -----------------------------------------------------------------------------------------------------------------------------

    @Test
    void whoIsGoneBeforeTheAnswerIsNotLetIn() {
        bench.step(opening(1, ADA, 1, null, null));
        bench.close(1);
        assertThat(bench.settle()).isEmpty();
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void whoIsGoneWhileTheKeyIsSettledIsNotLetIn() {
        othersGoOn(5);
        bench.step(opening(1, ADA, 2, bench.at(0), inFlight(sent)));
        bench.read();
        bench.close(1);
        assertThat(bench.settle()).noneMatch(DocumentEffect.Init.class::isInstance);
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void aLogThatCannotBeReadClosesForLater() {
        bench.step(opening(1, ADA, 1, null, null));
        closed(1, CloseReason.STORAGE, bench.readFails());
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void aKeyThatCannotBeBurntNowClosesForLaterAndIsNotTriedForEver() {
        othersGoOn(5);
        bench.step(opening(1, ADA, 2, bench.at(0), inFlight(sent)));
        bench.read();
        closed(1, CloseReason.STORAGE, bench.answer(new AppendResult.Refused("disk full")));
        assertThat(bench.isReading()).isFalse();
        assertThat(bench.isAppending()).isFalse();
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void onAFrozenDocumentNothingIsBurntAndNobodyWaitsForEver() {
        othersGoOn(5);
        bench.storage.putState(ActorBench.ID, Head.State.FROZEN);
        DocumentEffect.Init init = init(openWith(sent));
        assertThat(init.settled()).isNull();
        assertThat(init.singlesThrough()).isEqualTo(5);
        assertThat(bench.history()).hasSize(5);
    }

    @Test
    void aKeyThatWasToBeBurntWhenTheDocumentIsFrozenStopsWaiting() {
        othersGoOn(5);
        bench.step(opening(1, ADA, 2, bench.at(0), inFlight(sent)));
        bench.read();
        bench.storage.putState(ActorBench.ID, Head.State.FROZEN);
        bench.commit();
        assertThat(init(bench.settle()).settled()).isNull();
    }

    @Test
    void severalPagesAreReadBeforeAnybodyIsLetIn() {
        bench.elsewhereMany(BOB, 7);
        bench.pageBytesMax = 1;
        bench.step(opening(1, ADA, 2, bench.at(0), null));
        for (int page = 1; page < 7; page++)
            assertThat(bench.read()).noneMatch(DocumentEffect.Init.class::isInstance);
        assertThat(init(bench.read()).window().headRevision()).isEqualTo(7);
    }
}
