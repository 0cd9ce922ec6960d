package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.inFlight;
import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.opening;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that contradicts what was durable, a damaged one, and one that is gone. */
class AnotherHistoryIsNeverFollowedTest {
    private static final int ADA = 1;

    private final ActorBench bench = ActorBench.text();

    @BeforeEach
    void twoRevisions() {
        bench.open(1, ADA);
        bench.submitAndCommit(1, submission(ADA, 1, 0, "+'a'"));
        bench.submitAndCommit(1, submission(ADA, 2, 1, "+'b'"));
    }

    private Tail shortened() {
        Commit first = bench.history().getFirst();
        return new Tail(new Head(1, first.chain(), first.atMillis(), 0, Head.State.OPEN), List.of(), 1,
                Optional.empty());
    }

    private void isQuarantined(List<DocumentEffect> effects) {
        assertThat(only(DocumentEffect.Quarantine.class, effects).reason()).isNotBlank();
        assertThat(effects).noneMatch(DocumentEffect.Advanced.class::isInstance)
                .noneMatch(DocumentEffect.AppendBatch.class::isInstance);
        assertThat(bench.submit(1, submission(ADA, 3, 2, "+'c'"))).as("nothing is decided here any more").isEmpty();
    }

    /** The log is read once more, to see what of memory it does not hold; here it holds all of it. */
    private void isQuarantinedAfterOneMoreLook(List<DocumentEffect> effects) {
        assertThat(effects).hasOnlyElementsOfType(DocumentEffect.ReadTail.class);
        isQuarantined(bench.read());
    }

    @Test
    void aLogThatEndsBeforeWhatWasDurableIsQuarantined() {
        bench.submit(1, submission(ADA, 3, 2, "+'c'"));
        bench.answer(new AppendResult.HeadMoved());
        isQuarantined(bench.show(shortened()));
    }

    /** Nobody types, nobody opens: the regular look at the heads is enough. */
    @Test
    void aLogThatLostItsEndIsNoticedWhileNobodyDoesAnything() {
        Tail shortened = shortened();
        bench.step(new DocumentEvent.HeadSeen(shortened.head()));
        isQuarantined(bench.show(shortened));
    }

    @Test
    void theSameWhenSomebodyOpens() {
        bench.step(opening(2, 2, 1, null, null));
        isQuarantined(bench.show(shortened()));
    }

    @Test
    void aLogWithAnotherChainAtTheSameRevisionIsQuarantined() {
        bench.step(opening(2, 2, 1, null, null));
        isQuarantinedAfterOneMoreLook(bench.show(new Tail(new Head(2, new Digest(6, 6), 0, 0, Head.State.OPEN),
                List.of(), 0, Optional.empty())));
    }

    @Test
    void aLogThatWentAnotherWayAndFurtherIsQuarantined() {
        Commit stranger = Commit.following(new Digest(6, 6), 3, CommitKind.Edit.EDIT, new SubmissionId(9, 1), 0,
                Delta.on(2).insert("x").build(), new Digest(0, 0));
        bench.step(opening(2, 2, 1, null, null));
        isQuarantinedAfterOneMoreLook(bench.show(new Tail(new Head(3, stranger.chain(), 0, 0, Head.State.OPEN),
                List.of(stranger), 0, Optional.empty())));
    }

    @Test
    void anOperationThatDoesNotFitTheDocumentIsNotSkipped() {
        Commit tooLong = Commit.following(bench.head().chain(), 3, CommitKind.Edit.EDIT, new SubmissionId(9, 1), 0,
                Delta.on(50).delete(50).build(), new Digest(0, 0));
        bench.step(opening(2, 2, 1, null, null));
        isQuarantinedAfterOneMoreLook(bench.show(new Tail(new Head(3, tooLong.chain(), 0, 0, Head.State.OPEN),
                List.of(tooLong), 0, Optional.empty())));
    }

    @Test
    void anOperationThatPartsAPairIsNotSkipped() {
        bench.submitAndCommit(1, submission(ADA, 3, 2, "+'\uD83D\uDE00'"));
        Commit parting = Commit.following(bench.head().chain(), 4, CommitKind.Edit.EDIT, new SubmissionId(9, 1), 0,
                Delta.on(4).delete(1).build(), new Digest(0, 0));
        bench.step(opening(2, 2, 1, null, null));
        isQuarantined(bench.show(new Tail(new Head(4, parting.chain(), 0, 0, Head.State.OPEN), List.of(parting), 0,
                Optional.empty())));
    }

    @Test
    void whatMemoryHoldsMustBeWhatTheLogHolds() {
        Commit changed = Commit.following(bench.history().getFirst().chain(), 2, CommitKind.Edit.EDIT,
                new SubmissionId(ADA, 2), 5, Delta.on(1).insert("z").build(), new Digest(0, 0));
        bench.step(opening(2, 2, 1, null, null));
        isQuarantined(bench.show(new Tail(bench.head(), List.of(changed), 0, Optional.empty())));
    }

    // ---- deleted -----------------------------------------------------------------------------------------------------------------------------

    private void delete() {
        bench.storage.documents().delete(ActorBench.ID, Instant.EPOCH);
    }

    @Test
    void aDeletedDocumentClosesEverybody() {
        bench.open(2, 2);
        delete();
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        assertThat(bench.read()).containsExactlyInAnyOrder(new DocumentEffect.Close(1, CloseReason.GONE),
                new DocumentEffect.Close(2, CloseReason.GONE));
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void whoOpensADeletedDocumentIsTold() {
        delete();
        bench.step(opening(2, 2, 1, null, null));
        bench.step(opening(3, 3, 1, null, null));
        assertThat(bench.settle()).contains(new DocumentEffect.Close(1, CloseReason.GONE),
                new DocumentEffect.Close(2, CloseReason.GONE), new DocumentEffect.Close(3, CloseReason.GONE));
        bench.step(opening(4, 4, 1, null, null));
        assertThat(bench.settle()).containsExactly(new DocumentEffect.Close(4, CloseReason.GONE));
    }

    @Test
    void whoWaitsForAKeyIsToldToo() {
        bench.submit(1, submission(ADA, 3, 2, "+'c'"));
        bench.step(opening(2, ADA, 2, bench.at(2), inFlight(submission(ADA, 3, 2, "+'c'"))));
        bench.read();
        delete();
        bench.commit();
        assertThat(bench.settle()).contains(new DocumentEffect.Close(2, CloseReason.GONE));
    }

    @Test
    void theAnswerToABatchThatComesAfterTheEndIsHarmless() {
        bench.submit(1, submission(ADA, 3, 2, "+'c'"));
        bench.execute();
        delete();
        bench.step(opening(2, 2, 1, null, null));
        bench.read();
        assertThat(bench.answer(new AppendResult.Committed())).isEmpty();
        assertThat(bench.actor.isIdle()).isTrue();
    }

    @Test
    void theAnswerToAReadingThatComesAfterTheEndIsHarmless() {
        bench.step(opening(2, 2, 1, null, null));
        bench.step(opening(3, 3, 1, null, null));
        delete();
        bench.read();
        assertThat(bench.readFails()).isEmpty();
    }
}
