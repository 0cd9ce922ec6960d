package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.submission;
import static io.inkwell.sync.ActorBench.visible;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.Scribe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnUnknownOutcomeIsReadBackTest {
    private static final int ADA = 1;
    private static final int BOB = 2;
    private static final int ELSEWHERE = 9;

    private final ActorBench bench = ActorBench.text();
    private final Submission adas = submission(ADA, 1, 0, "+'a'");
    private final Submission bobs = submission(BOB, 1, 0, "+'b'");

    @BeforeEach
    void twoConnections() {
        bench.open(1, ADA);
        bench.open(2, BOB);
    }

    @Test
    void aBatchThatWasStoredIsFoundAndNotSentAgain() {
        bench.submit(1, adas);
        bench.execute();
        bench.answer(new AppendResult.Unknown("reply lost"));
        assertThat(only(DocumentEffect.Advanced.class, bench.read()).window().headRevision()).isEqualTo(1);
        assertThat(bench.isAppending()).isFalse();
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void aBatchThatWasNotStoredIsSentAgain() {
        bench.submit(1, adas);
        Append lost = bench.batch();
        bench.answer(new AppendResult.Unknown("request lost"));
        assertThat(bench.read()).noneMatch(visible());
        assertThat(bench.batch().expectedRevision()).isEqualTo(lost.expectedRevision());
        bench.settle();
        assertThat(bench.stored().text()).isEqualTo("a");
    }

    @Test
    void aLateCopyOfTheFirstStatementMakesNoSecondRevision() {
        bench.submit(1, adas);
        Append zombie = bench.batch();
        bench.answer(new AppendResult.Unknown("slow"));
        bench.read();
        assertThat(bench.log.append(zombie)).isEqualTo(new AppendResult.Committed());
        assertThat(bench.commit()).noneMatch(visible());
        assertThat(only(DocumentEffect.Advanced.class, bench.settle()).window().headRevision()).isEqualTo(1);
        assertThat(bench.history()).hasSize(1);
    }

    @Test
    void whatWaitedMeanwhileJoinsTheNextAttempt() {
        bench.submit(1, adas);
        bench.answer(new AppendResult.Unknown("request lost"));
        assertThat(bench.submit(2, bobs)).as("nothing is sent before it is known what is stored").isEmpty();
        bench.read();
        assertThat(bench.batch().commits()).extracting(Commit::id).containsExactly(adas.id(), bobs.id());
    }

    @Test
    void aMovedHeadMeansTheSameOperationsCarriedFurther() {
        bench.submit(1, adas);
        bench.elsewhere(submission(ELSEWHERE, 1, 0, "+'xyz'"));
        bench.commit();
        bench.read();
        assertThat(bench.batch().expectedRevision()).isEqualTo(1);
        bench.commit();
        assertThat(bench.stored().text()).as("the committed one stays first").isEqualTo("xyza");
        assertThat(bench.actor.document()).isEqualTo(bench.stored());
    }

    @Test
    void aKeyThatAnotherNodeStoredIsTakenOutOfTheBatch() {
        bench.open(3, 3);
        bench.submit(3, submission(3, 1, 0, "+'c'"));
        bench.submit(1, adas);
        bench.submit(2, bobs);
        bench.commit();
        bench.elsewhere(adas);
        assertThat(bench.execute()).isEqualTo(new AppendResult.HeadMoved());
        bench.answer(new AppendResult.Duplicate());
        bench.read();
        assertThat(bench.batch().commits()).extracting(Commit::id).containsExactly(bobs.id());
        bench.settle();
        assertThat(bench.history()).extracting(Commit::id).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void aReadingThatShowsTheBatchBeforeItsAnswerIsNoSecondNews() {
        bench.submit(1, adas);
        bench.execute();
        bench.step(ActorBench.opening(3, 3, 1, null, null));
        assertThat(only(DocumentEffect.Advanced.class, bench.read()).window().headRevision()).isEqualTo(1);
        assertThat(bench.answer(new AppendResult.Committed())).isEmpty();
        bench.submitAndCommit(1, submission(ADA, 2, 1, "+'b'"));
        assertThat(bench.history()).hasSize(2);
    }

    @Test
    void aReadingThatFailsIsRepeatedEverMoreSlowlyUpToALimit() {
        bench.submit(1, adas);
        bench.answer(new AppendResult.Unknown("down"));
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            delays.add(bench.reading().delayMillis());
            bench.readFails();
        }
        assertThat(delays).containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
        bench.settle();
        assertThat(bench.stored().text()).isEqualTo("a");
        bench.submit(1, submission(ADA, 2, 1, "+'b'"));
        bench.answer(new AppendResult.Unknown("down again"));
        assertThat(bench.reading().delayMillis()).as("success starts anew").isEqualTo(50);
    }

    @Test
    void aMovedHeadIsReadAtOnceHoweverOftenItMoves() {
        bench.submit(1, adas);
        for (int i = 0; i < 8; i++) {
            bench.elsewhereMany(ELSEWHERE, 1);
            bench.commit();
            assertThat(bench.reading().delayMillis()).isZero();
            bench.read();
        }
        bench.answer(new AppendResult.Unknown("down"));
        assertThat(bench.reading().delayMillis()).as("those were no failures").isEqualTo(50);
    }

    @Test
    void aDuplicateThatTheLogDoesNotShowIsNotAskedForInALoop() {
        bench.submit(1, adas);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bench.answer(new AppendResult.Duplicate());
            delays.add(bench.reading().delayMillis());
            bench.read();
        }
        assertThat(delays).containsExactly(0L, 50L, 100L, 200L);
    }

    @Test
    void manyPagesAreReadOneAfterTheOther() {
        bench.pageBytesMax = 1;
        bench.elsewhereMany(ELSEWHERE, 6);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        for (int page = 1; page <= 6; page++) {
            assertThat(bench.isAppending()).isFalse();
            assertThat(bench.reading().delayMillis()).isZero();
            bench.read();
        }
        assertThat(bench.isReading()).isFalse();
        assertThat(bench.actor.document()).isEqualTo(bench.stored());
    }

    @Test
    void anOlderHeadSeenWhileABatchIsOnItsWayIsHarmless() {
        bench.submitAndCommit(1, adas);
        Head old = new Head(0, Digest.chainStart(ActorBench.ID), 0, 0, Head.State.OPEN);
        bench.submit(2, bobs);
        assertThat(bench.step(new DocumentEvent.HeadSeen(old))).isEmpty();
        bench.commit();
        bench.step(new DocumentEvent.HeadSeen(old));
        assertThat(bench.read()).as("the log was read, since it could have lost its end").isEmpty();
        assertThat(bench.actor.window().headRevision()).isEqualTo(2);
    }

    @Test
    void aNewerHeadSeenWhileABatchIsOnItsWayWaitsForTheBatch() {
        bench.submit(1, adas);
        bench.elsewhereMany(ELSEWHERE, 1);
        assertThat(bench.step(new DocumentEvent.HeadSeen(bench.head()))).isEmpty();
        bench.settle();
        assertThat(bench.actor.document()).isEqualTo(bench.stored());
        assertThat(bench.history()).hasSize(2);
    }

    @Test
    void aReadingFromBeforeTheNewestCommitsTakesNothingBack() {
        bench.step(ActorBench.opening(3, 3, 1, null, null));
        Tail early = bench.look();
        bench.submit(1, adas);
        bench.commit();
        DocumentEffect.Init init = ActorBench.init(bench.show(early));
        assertThat(init.window().headRevision()).isEqualTo(1);
        assertThat(init.document().text()).isEqualTo("a");
    }

    @Test
    void anOldCountOfRightsDoesNotReplaceANewerOne() {
        bench.step(ActorBench.opening(3, 3, 1, null, null));
        Tail early = bench.look();
        bench.storage.documents().putMember(ActorBench.ID, Scribe.newPerson(bench.storage), Access.READ,
                Instant.EPOCH);
        bench.submit(1, adas);
        bench.commit();
        bench.settleNewest();
        bench.show(early);
        bench.submit(1, submission(ADA, 2, 1, "+'b'"));
        assertThat(bench.commit()).as("judged by the newest rights")
                .anyMatch(DocumentEffect.Advanced.class::isInstance);
    }
}
