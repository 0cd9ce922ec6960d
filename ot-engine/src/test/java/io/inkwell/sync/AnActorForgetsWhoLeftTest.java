package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.inFlight;
import static io.inkwell.sync.ActorBench.opening;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.RevisionLog.AppendResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection ends, nothing is kept of it: a document that stays open for a year must not grow with everybody who came by. */
class AnActorForgetsWhoLeftTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final ActorBench bench = ActorBench.text();
    private final Submission first = submission(ADA, 1, 0, "+'a'");

    @AfterEach
    void nothingIsLeft() {
        bench.settle();
        for (int connection = 1; connection <= 5; connection++)
            bench.close(connection);
        bench.settle();
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void afterAnOrdinaryVisit() {
        bench.open(1, ADA);
        assertThat(bench.actor.isIdle()).isFalse();
        bench.submitAndCommit(1, first);
    }

    @Test
    void afterASequenceNumberUsedTwice() {
        bench.open(1, ADA);
        bench.submitAndCommit(1, first);
        bench.submit(1, submission(ADA, 1, 0, "+'b'"));
    }

    @Test
    void afterABaseThatDoesNotExist() {
        bench.open(1, ADA);
        bench.submit(1, submission(ADA, 1, 7, "+'a'"));
        bench.read();
    }

    @Test
    void afterAReadingThatFailed() {
        bench.open(1, ADA);
        bench.submit(1, submission(ADA, 1, 7, "+'a'"));
        bench.readFails();
    }

    @Test
    void afterBeingTakenOver() {
        bench.open(1, ADA);
        bench.submit(1, first);
        bench.step(opening(2, ADA, 2, bench.at(0), inFlight(first)));
    }

    @Test
    void afterComingTooLate() {
        bench.step(opening(1, ADA, 5, null, null));
        bench.settle();
        bench.step(opening(2, ADA, 4, null, null));
    }

    @Test
    void afterAnotherHistory() {
        bench.step(opening(1, ADA, 1, new DocumentEvent.Position(5, new Digest(1, 1)), null));
    }

    @Test
    void afterAKeyOfALostIdentityWasBurnt() {
        bench.step(opening(1, BOB, 1, bench.at(0), inFlight(first)));
    }

    @Test
    void afterLeavingWithAnOperationOnItsWay() {
        bench.open(1, ADA);
        bench.submit(1, first);
        bench.close(1);
        assertThat(bench.actor.isIdle()).isFalse();
    }

    @Test
    void afterLeavingWithAnOperationThatIsThenRefused() {
        bench.open(1, ADA);
        bench.open(2, BOB);
        bench.submit(2, submission(BOB, 1, 0, "+'b'"));
        bench.submit(1, submission(ADA, 1, 0, "5 +'a'"));
        bench.close(1);
    }

    @Test
    void afterStorageFailedWhileNobodyWasThereAnyMore() {
        bench.open(1, ADA);
        bench.submit(1, first);
        bench.close(1);
        bench.answer(new AppendResult.Refused("disk full"));
    }

    @Test
    void afterLeavingDuringALookUp() {
        bench.open(1, ADA);
        bench.submitAndCommit(1, first);
        bench.elsewhereMany(9, 5);
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        bench.settle();
        bench.submit(1, first);
        bench.close(1);
    }
}
