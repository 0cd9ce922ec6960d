package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One key, one outcome, however often and over whichever connection it is asked for. */
class ASubmissionHasOneOutcomeTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final ActorBench bench = ActorBench.text();
    private final Submission first = submission(ADA, 1, 0, "+'a'");

    @BeforeEach
    void twoConnections() {
        bench.open(1, ADA);
        bench.open(2, BOB);
    }

    private static DocumentEffect.Refuse refusal(List<DocumentEffect> effects) {
        return only(DocumentEffect.Refuse.class, effects);
    }

    private static void refused(RefusalCode code, int seq, List<DocumentEffect> effects) {
        assertThat(refusal(effects).code()).isEqualTo(code);
        assertThat(refusal(effects).seq()).isEqualTo(seq);
        assertThat(refusal(effects).message()).isNotBlank();
    }

    private static void closed(int connection, CloseReason reason, List<DocumentEffect> effects) {
        assertThat(effects).contains(new DocumentEffect.Close(connection, reason));
    }

    // ---- stored already ------------------------------------------------------------------------------------------------------------------

    @Test
    void aStoredOperationIsAnsweredWithItsStoredOutcome() {
        bench.submitAndCommit(1, first);
        assertThat(bench.submit(1, first))
                .containsExactly(new DocumentEffect.Repeat(1, bench.history().getFirst()));
        assertThat(bench.isAppending()).isFalse();
    }

    @Test
    void aBurntKeyIsAnsweredAsBurnt() {
        bench.elsewhereMany(9, 5);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        bench.submitAndCommit(1, first);
        Commit stored = bench.history().getLast();
        assertThat(stored.kind()).isEqualTo(CommitKind.Burnt.BURNT);
        assertThat(bench.submit(1, first)).containsExactly(new DocumentEffect.Repeat(1, stored));
    }

    @Test
    void aRefusalThatUsedTheNumberUpIsAnsweredAgain() {
        Submission tooLong = submission(ADA, 1, 0, "+'" + "x".repeat(1_001) + "'");
        bench.submitAndCommit(1, tooLong);
        Commit stored = bench.history().getLast();
        assertThat(stored.kind()).isEqualTo(new CommitKind.Refused(RefusalCode.DOC_FULL));
        assertThat(stored.op().isIdentity()).isTrue();
        assertThat(bench.submit(1, tooLong)).containsExactly(new DocumentEffect.Repeat(1, stored));
    }

    @Test
    void anOutcomeOlderThanMemoryIsLookedUp() {
        bench.submitAndCommit(1, first);
        bench.elsewhereMany(9, 5);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        assertThat(bench.submit(1, first)).containsExactly(new DocumentEffect.Find(1, first));
        assertThat(bench.found()).containsExactly(new DocumentEffect.Repeat(1, bench.history().getFirst()));
    }

    @Test
    void otherBytesUnderAUsedNumberAreRefusedAndTheConnectionCloses() {
        bench.submitAndCommit(1, first);
        List<DocumentEffect> effects = bench.submit(1, submission(ADA, 1, 0, "+'b'"));
        refused(RefusalCode.SEQ_REUSED, 1, effects);
        closed(1, CloseReason.SUPERSEDED, effects);
        assertThat(bench.submit(1, submission(ADA, 2, 1, "+'c'"))).as("it is not in any more").isEmpty();
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void theSameForAnOutcomeOlderThanMemory() {
        bench.submitAndCommit(1, first);
        bench.elsewhereMany(9, 5);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        bench.submit(1, submission(ADA, 1, 0, "+'b'"));
        List<DocumentEffect> effects = bench.found();
        refused(RefusalCode.SEQ_REUSED, 1, effects);
        closed(1, CloseReason.SUPERSEDED, effects);
    }

    @Test
    void aLookUpForSomebodyWhoLeftTellsNobody() {
        bench.submitAndCommit(1, first);
        bench.elsewhereMany(9, 5);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        bench.submit(1, first);
        bench.close(1);
        assertThat(bench.found()).isEmpty();
    }

    // ---- on its way ------------------------------------------------------------------------------------------------------------------------

    @Test
    void theSameAgainWhileTheFirstCopyIsOnItsWayWaitsForTheSameAnswer() {
        bench.submit(1, first);
        assertThat(bench.submit(1, first)).isEmpty();
        bench.commit();
        assertThat(bench.history()).hasSize(1);
        assertThat(bench.isAppending()).isFalse();
    }

    @Test
    void bothCopiesHearOfARefusal() {
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        Submission bad = submission(ADA, 1, 0, "5 +'x'");
        bench.submit(1, bad);
        bench.step(ActorBench.opening(3, ADA, 2, bench.at(0), null));
        bench.read();
        bench.submit(3, bad);
        List<DocumentEffect> effects = bench.commit();
        refused(RefusalCode.OP_RANGE, 1, effects);
        assertThat(refusal(effects).connection()).as("the newer connection; the older one was closed").isEqualTo(3);
    }

    @Test
    void anotherNumberWhileOneIsOnItsWayIsAGap() {
        bench.submit(1, first);
        refused(RefusalCode.SEQ_GAP, 2, bench.submit(1, submission(ADA, 2, 0, "+'b'")));
        bench.commit();
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void otherBytesUnderTheNumberOnItsWayAreRefusedAndTheFirstStillCommits() {
        bench.submit(1, first);
        List<DocumentEffect> effects = bench.submit(1, submission(ADA, 1, 0, "+'b'"));
        refused(RefusalCode.SEQ_REUSED, 1, effects);
        closed(1, CloseReason.SUPERSEDED, effects);
        bench.commit();
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    // ---- refused without a revision ----------------------------------------------------------------------------------------------------------

    @Test
    void aNumberThatIsNotTheNextOneIsAGap() {
        List<DocumentEffect> effects = bench.submit(1, submission(ADA, 2, 0, "+'a'"));
        refused(RefusalCode.SEQ_GAP, 2, effects);
        assertThat(refusal(effects).lastSeq()).isZero();
        bench.submitAndCommit(1, first);
        List<DocumentEffect> further = bench.submit(1, submission(ADA, 3, 1, "+'b'"));
        assertThat(refusal(further).lastSeq()).isEqualTo(1);
    }

    @Test
    void aRefusalByTheBytesLeavesTheNumberFree() {
        refused(RefusalCode.ATTR_KEY, 1, bench.submit(1, submission(ADA, 1, 0, "+'a'{bold:true}")));
        refused(RefusalCode.OP_RANGE, 1, bench.submit(1, submission(ADA, 1, 0, "5 +'a'")));
        bench.submitAndCommit(1, first);
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void aReaderIsRefused() {
        bench.step(new DocumentEvent.AccessChanged(1, false));
        refused(RefusalCode.READ_ONLY, 1, bench.submit(1, first));
        bench.step(new DocumentEvent.AccessChanged(1, true));
        bench.submitAndCommit(1, first);
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void aReaderIsStillToldWhatBecameOfAnEarlierOperation() {
        bench.submitAndCommit(1, first);
        bench.step(new DocumentEvent.AccessChanged(1, false));
        assertThat(bench.submit(1, first)).containsExactly(new DocumentEffect.Repeat(1, bench.history().getFirst()));
    }

    @Test
    void whoLosesTheRightWhileTheOperationWaitsIsRefused() {
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        bench.submit(1, first);
        refused(RefusalCode.READ_ONLY, 1, bench.step(new DocumentEvent.AccessChanged(1, false)));
        bench.settle();
        assertThat(bench.stored().text()).isEqualTo("b");
    }

    @Test
    void whoLosesTheRightWhileTheBatchIsOnItsWayIsRefusedIfItIsDecidedAgain() {
        bench.submit(1, first);
        assertThat(bench.step(new DocumentEvent.AccessChanged(1, false))).isEmpty();
        bench.answer(new AppendResult.HeadMoved());
        refused(RefusalCode.READ_ONLY, 1, bench.read());
        assertThat(bench.isAppending()).isFalse();
        assertThat(bench.actor.isIdle()).isFalse();
    }

    @Test
    void aFrozenDocumentTakesNothing() {
        bench.storage.putState(ActorBench.ID, Head.State.FROZEN);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        refused(RefusalCode.FROZEN, 1, bench.submit(1, first));
        bench.storage.putState(ActorBench.ID, Head.State.OPEN);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        bench.submitAndCommit(1, first);
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void whatIsOnItsWayWhenTheDocumentIsFrozenIsRefusedAndNotTriedForEver() {
        bench.submit(1, first);
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        bench.storage.putState(ActorBench.ID, Head.State.FROZEN);
        bench.commit();
        List<DocumentEffect> effects = bench.read();
        assertThat(effects).filteredOn(DocumentEffect.Refuse.class::isInstance).hasSize(2)
                .allMatch(effect -> ((DocumentEffect.Refuse) effect).code() == RefusalCode.FROZEN);
        assertThat(bench.isAppending()).isFalse();
        assertThat(bench.isReading()).isFalse();
    }

    @Test
    void aDatabaseThatStoresNothingMeansLater() {
        bench.submit(1, first);
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        List<DocumentEffect> effects = bench.answer(new AppendResult.Refused("disk full"));
        assertThat(effects).hasSize(2).allSatisfy(effect -> {
            DocumentEffect.Refuse refuse = (DocumentEffect.Refuse) effect;
            assertThat(refuse.code()).isEqualTo(RefusalCode.STORAGE);
            assertThat(refuse.retryAfterMillis()).isPositive();
        });
        bench.submitAndCommit(1, first);
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void whatWaitsForASlowDatabaseIsBounded() {
        ActorLimits narrow = new ActorLimits(100_000, 2, 100, 100, 1_048_576, 1_000, 30_000, 65_536, 4, 50, 2_000);
        ActorBench small = ActorBench.with(narrow);
        for (int client = 1; client <= 4; client++)
            small.open(client, client);
        small.submit(1, submission(1, 1, 0, "+'on its way'"));
        Submission huge = submission(2, 1, 0, "+'" + "x".repeat(500) + "'");
        assertThat(small.submit(2, huge)).as("one operation always fits").isEmpty();
        Submission third = submission(3, 1, 0, "+'x'");
        refused(RefusalCode.STORAGE, 1, small.submit(3, third));
        small.settle();
        small.submitAndCommit(3, third);
        assertThat(small.history()).hasSize(3);
    }

    // ---- a base that the node does not know ------------------------------------------------------------------------------------------------

    @Test
    void aBaseNewerThanMemoryIsReadBeforeItIsJudged() {
        bench.elsewhereMany(9, 1);
        Submission fromElsewhere = submission(ADA, 1, 1, "1 +'a'");
        assertThat(bench.submit(1, fromElsewhere)).hasSize(1).noneMatch(ActorBench.visible());
        bench.settle();
        assertThat(bench.stored().text()).isEqualTo(".a");
    }

    @Test
    void aBaseNewerThanTheLogIsAnotherHistory() {
        bench.submit(1, submission(ADA, 1, 7, "+'a'"));
        List<DocumentEffect> effects = bench.read();
        refused(RefusalCode.BASE_FUTURE, 1, effects);
        closed(1, CloseReason.HISTORY_DIFFERS, effects);
        assertThat(bench.isAppending()).isFalse();
    }

    @Test
    void aBaseThatCannotBeReadNowClosesForLater() {
        bench.submit(1, submission(ADA, 1, 7, "+'a'"));
        closed(1, CloseReason.STORAGE, bench.readFails());
        assertThat(bench.submit(1, first)).isEmpty();
    }

    // ---- burning ---------------------------------------------------------------------------------------------------------------------------

    private void othersGoOn(int commits) {
        bench.elsewhereMany(9, commits);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
    }

    @Test
    void aBaseOlderThanTheWindowIsBurntAndNothingOfItStored() {
        othersGoOn(5);
        bench.submitAndCommit(1, first);
        Commit burnt = bench.history().getLast();
        assertThat(burnt.kind()).isEqualTo(CommitKind.Burnt.BURNT);
        assertThat(burnt.id()).isEqualTo(first.id());
        assertThat(burnt.submitHash()).isEqualTo(first.hash());
        assertThat(burnt.op().isIdentity()).isTrue();
    }

    @Test
    void whoWasBurntIsNotBurntAgainFromThere() {
        othersGoOn(5);
        bench.submitAndCommit(1, first);
        othersGoOn(20);
        bench.submitAndCommit(1, submission(ADA, 2, 6, "+'a'"));
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Edit.EDIT);
    }

    @Test
    void theWindowIsKeptOpenForAWhileOnly() {
        othersGoOn(5);
        bench.submitAndCommit(1, first);
        bench.nowMillis += ActorBench.LIMITS.pinnedMillisMax() + 1;
        othersGoOn(20);
        bench.submitAndCommit(1, submission(ADA, 2, 6, "+'a'"));
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Burnt.BURNT);
    }

    @Test
    void theWindowIsKeptOpenForSoManyCommitsOnly() {
        ActorLimits limits = new ActorLimits(1_000, 200, 1_048_576, 3, 1_048_576, 10, 30_000, 65_536, 4, 50, 2_000);
        ActorBench tight = ActorBench.with(limits);
        tight.open(1, ADA);
        tight.elsewhereMany(9, 5);
        tight.step(new DocumentEvent.HeadSeen(tight.head()));
        tight.settle();
        tight.submitAndCommit(1, first);
        tight.elsewhereMany(9, 20);
        tight.step(new DocumentEvent.HeadSeen(tight.head()));
        tight.settle();
        assertThat(tight.actor.window().startRevision()).isEqualTo(tight.head().revision() - 3);
    }

    @Test
    void theWindowIsNotKeptOpenForWhoLeft() {
        othersGoOn(5);
        bench.submitAndCommit(1, first);
        bench.close(1);
        othersGoOn(20);
        assertThat(bench.actor.window().startRevision()).isEqualTo(bench.head().revision() - 3);
    }

    // ---- whose -------------------------------------------------------------------------------------------------------------------------------

    @Test
    void anOperationOfAConnectionThatIsNotInIsIgnored() {
        assertThat(bench.submit(77, first)).isEmpty();
    }

    @Test
    void anOperationThatWaitsOutlivesItsConnection() {
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        bench.submit(1, first);
        bench.close(1);
        bench.settle();
        assertThat(bench.history()).extracting(Commit::id).contains(first.id());
    }
}
