package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.opening;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.Salvage.Extent;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that lost its end: what a node still holds of it is handed out before the node forgets it. */
class WhatOnlyMemoryHoldsIsSalvagedTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final ActorBench bench = ActorBench.text();

    /** Five revisions, of which the window holds three. */
    @BeforeEach
    void fiveRevisions() {
        bench.open(1, ADA);
        for (int seq = 1; seq <= 5; seq++)
            bench.submitAndCommit(1, submission(ADA, seq, seq - 1, "+'" + seq + "'"));
        assertThat(bench.actor.window().startRevision()).isEqualTo(2);
    }

    private List<DocumentEffect> noticed() {
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        return bench.read();
    }

    private Salvage salvaged(List<Commit> lost, List<DocumentEffect> effects) {
        Salvage salvage = only(DocumentEffect.KeepSalvage.class, effects).salvage();
        assertThat(effects).as("kept first, forgotten then").last().isInstanceOf(DocumentEffect.Quarantine.class);
        assertThat(salvage.commits()).isEqualTo(lost);
        assertThat(salvage.last().document().text()).isEqualTo("54321");
        assertThat(bench.actor.step(new DocumentEvent.HeadSeen(bench.head()), 0)).as("nothing more").isEmpty();
        return salvage;
    }

    private List<Commit> lostAfter(long revision) {
        List<Commit> all = bench.history();
        bench.storage.log().rewind(ActorBench.ID, revision);
        return all.subList(Math.toIntExact(revision), all.size());
    }

    @Test
    void exactlyTheCommitsThatTheLogLost() {
        List<Commit> lost = lostAfter(3);
        Salvage salvage = salvaged(lost, noticed());
        assertThat(salvage.extent()).isEqualTo(Extent.ALL);
        assertThat(salvage.logRevision()).isEqualTo(3);
        assertThat(salvage.afterRevision()).isEqualTo(3);
    }

    @Test
    void whenABatchFindsItOut() {
        List<Commit> lost = lostAfter(4);
        bench.submit(1, submission(ADA, 6, 5, "+'6'"));
        assertThat(bench.commit()).hasOnlyElementsOfType(DocumentEffect.ReadTail.class);
        assertThat(salvaged(lost, bench.read()).extent()).isEqualTo(Extent.ALL);
    }

    @Test
    void whatHadLeftMemoryIsSaidToBeMissing() {
        List<Commit> lost = lostAfter(1);
        assertThat(salvaged(lost.subList(1, 4), noticed()).extent()).isEqualTo(Extent.WITHOUT_OLDER);
    }

    /** Another node saw it first, and people went on there. */
    @Test
    void whereALogThatWentOnPartedIsLookedUp() {
        List<Commit> lost = lostAfter(3);
        for (int seq = 1; seq <= 4; seq++)
            bench.elsewhere(submission(BOB, seq, 2 + seq, "+'b'"));
        assertThat(noticed()).hasOnlyElementsOfType(DocumentEffect.ReadTail.class);
        assertThat(bench.actor.isIdle()).as("it still holds something").isFalse();
        assertThat(bench.submit(1, submission(ADA, 6, 5, "+'6'"))).as("nothing is decided meanwhile").isEmpty();
        Salvage salvage = salvaged(lost, bench.read());
        assertThat(salvage.extent()).isEqualTo(Extent.ALL);
        assertThat(salvage.logRevision()).isEqualTo(7);
    }

    @Test
    void whereItPartedMayBeWhereMemoryBegins() {
        List<Commit> lost = lostAfter(2);
        bench.elsewhere(submission(BOB, 1, 2, "+'b'"));
        bench.elsewhere(submission(BOB, 2, 3, "+'b'"));
        noticed();
        assertThat(salvaged(lost, bench.read()).extent()).isEqualTo(Extent.ALL);
    }

    @Test
    void orBefore() {
        List<Commit> lost = lostAfter(1);
        bench.elsewhere(submission(BOB, 1, 1, "+'b'"));
        bench.elsewhere(submission(BOB, 2, 2, "+'b'"));
        noticed();
        assertThat(salvaged(lost.subList(1, 4), bench.read()).extent()).isEqualTo(Extent.WITHOUT_OLDER);
    }

    @Test
    void aLogThatEndsWhereMemoryBeginsInAnotherWay() {
        List<Commit> lost = lostAfter(1);
        bench.elsewhere(submission(BOB, 1, 1, "+'b'"));
        noticed();
        assertThat(salvaged(lost.subList(1, 4), bench.read()).extent()).isEqualTo(Extent.WITHOUT_OLDER);
    }

    @Test
    void inSeveralPagesIfNeedBe() {
        List<Commit> lost = lostAfter(4);
        bench.elsewhere(submission(BOB, 1, 4, "+'b'"));
        bench.pageBytesMax = 1;
        noticed();
        bench.read();
        bench.read();
        assertThat(salvaged(lost, bench.read()).extent()).isEqualTo(Extent.ALL);
    }

    @Test
    void whereItCannotBeLookedUpAllOfMemoryIsKept() {
        List<Commit> all = bench.history().subList(2, 5);
        lostAfter(4);
        bench.elsewhere(submission(BOB, 1, 4, "+'b'"));
        noticed();
        assertThat(salvaged(all, bench.readFails()).extent()).isEqualTo(Extent.PERHAPS_MORE);
    }

    /** The backup is older than the document. */
    @Test
    void everythingWhereTheLogKnowsNoSuchDocument() {
        List<Commit> held = bench.history().subList(2, 5);
        bench.step(new DocumentEvent.Hinted(Long.MAX_VALUE));
        Salvage salvage = salvaged(held, bench.readsNothing());
        assertThat(salvage.extent()).isEqualTo(Extent.WITHOUT_OLDER);
        assertThat(salvage.logRevision()).isZero();
    }

    @Test
    void alsoIfThatIsSeenOnlyAtTheSecondLook() {
        List<Commit> held = bench.history().subList(2, 5);
        lostAfter(4);
        bench.elsewhere(submission(BOB, 1, 4, "+'b'"));
        noticed();
        salvaged(held, bench.readsNothing());
    }

    /** A damaged row after the head of memory: the log holds all that memory holds. */
    @Test
    void nothingWhereNothingWasLost() {
        bench.step(opening(2, BOB, 1, null, null));
        Commit damaged = Commit.following(new Digest(6, 6), 6, CommitKind.Edit.EDIT, new SubmissionId(BOB, 1), 0,
                bench.history().getLast().op(), new Digest(0, 0));
        Head head = new Head(6, damaged.chain(), 0, 0, Head.State.OPEN);
        assertThat(bench.show(new Tail(head, List.of(damaged), 0, Optional.empty())))
                .hasOnlyElementsOfType(DocumentEffect.ReadTail.class);
        assertThat(bench.read()).hasOnlyElementsOfType(DocumentEffect.Quarantine.class);
    }

    @Test
    void nothingThatWasNeverDurable() {
        List<Commit> lost = lostAfter(4);
        bench.submit(1, submission(ADA, 6, 5, "+'6'"));
        bench.answer(new AppendResult.Unknown("nobody knows"));
        salvaged(lost, bench.read());
    }
}
