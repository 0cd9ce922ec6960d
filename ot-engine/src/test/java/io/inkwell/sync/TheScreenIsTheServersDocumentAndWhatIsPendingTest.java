package io.inkwell.sync;

import static io.inkwell.sync.ReplicaBench.BOB;
import static io.inkwell.sync.ReplicaBench.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Delta;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.ReplicaEvent.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica makes of edits and of the stream, state by state. The bench checks the law of the title after every step. */
class TheScreenIsTheServersDocumentAndWhatIsPendingTest {
    private final ReplicaBench bench = ReplicaBench.showing("ab");

    // ---- edits ---------------------------------------------------------------------------------------------------------------------------

    @Test
    void theFirstEditIsSentAtOnceAndTheNextOnesWait() {
        Submission first = bench.typeAndSend("1 +'x'");
        assertThat(first.id()).isEqualTo(new SubmissionId(1, 1));
        assertThat(first.baseRevision()).isZero();
        assertThat(first.hash()).isEqualTo(Digest.ofSubmission(0, OpsJson.write(first.ops())));
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAck.class);
        assertThat(bench.type("2 +'y'")).isEmpty();
        assertThat(bench.type("3 +'z'")).isEmpty();
        assertThat(bench.screen()).isEqualTo("axyzb");
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAckWithBuffer.class);
    }

    @Test
    void anEditThatChangesNothingIsNotSent() {
        assertThat(bench.step(new ReplicaEvent.Edited(Delta.identity(2)))).isEmpty();
        assertThat(bench.replica.state()).isEqualTo(new ReplicaState.Synchronized());
    }

    @Test
    void typingAndTakingBackBeforeItCouldBeSentLeavesNothingToSend() {
        Submission first = bench.typeAndSend("+'x'");
        bench.type("1 +'y'");
        bench.type("1 -1");
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAck.class);
        bench.serverCommits(first);
        assertThat(bench.acknowledge(first)).containsExactly(new ReplicaEffect.Saved(1));
        assertThat(bench.replica.state()).isEqualTo(new ReplicaState.Synchronized());
    }

    @Test
    void nothingCanBeEditedBeforeThereIsADocument() {
        Replica empty = new Replica(OpsLimits.DEFAULT);
        assertThatThrownBy(() -> empty.step(new ReplicaEvent.Edited(Delta.identity(0))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsTooLargeForOneOperationGoesInSeveral() {
        ReplicaBench small = ReplicaBench.showing("", new OpsLimits(200, 10, 16));
        Submission first = small.typeAndSend("+'" + "x".repeat(500) + "'");
        int rounds = 0;
        Submission next = first;
        while (small.replica.state() instanceof ReplicaState.AwaitingAckWithBuffer) {
            assertThat(OpsJson.write(next.ops()).length).isLessThanOrEqualTo(200);
            small.serverCommits(next);
            small.acknowledge(next);
            next = small.sent();
            rounds++;
        }
        small.serverCommits(next);
        small.acknowledge(next);
        assertThat(rounds).isPositive();
        assertThat(small.history.document().text()).isEqualTo("x".repeat(500));
        assertThat(small.server()).isEqualTo("x".repeat(500));
    }

    // ---- commits of others ---------------------------------------------------------------------------------------------------------------

    @Test
    void aCommitOfSomebodyElseIsShownWhereItBelongsUnderWhatIsPending() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        bench.bobCommits("1 +'B'");
        assertThat(bench.deliver()).containsExactly(new ReplicaEffect.Show(OpsNotation.delta(4, "1 +'B'")));
        assertThat(bench.screen()).as("the committed one stays first").isEqualTo("aBxyb");
        assertThat(bench.inFlight().ops()).as("frozen").isEqualTo(mine.ops());
        assertThat(bench.inFlight().current().ops()).isEqualTo(OpsNotation.ops("2 +'x'"));
    }

    @Test
    void aCommitOfSomebodyElseWithNothingPendingIsSavedAtOnce() {
        bench.bobCommits("+'B'");
        assertThat(bench.deliver()).containsExactly(new ReplicaEffect.Show(OpsNotation.delta(2, "+'B'")),
                new ReplicaEffect.Saved(1));
    }

    @Test
    void aCommitThatChangesNothingIsNotShown() {
        bench.serverUsesUp(Chronicle.submission(BOB, 1, 0, "+'B'"), CommitKind.Burnt.BURNT);
        assertThat(bench.deliver()).containsExactly(new ReplicaEffect.Saved(1));
    }

    @Test
    void anEditThatOthersMadePointlessStillAwaitsItsAnswer() {
        Submission mine = bench.typeAndSend("-1");
        bench.bobCommits("-2");
        bench.deliver();
        assertThat(bench.inFlight().current().isIdentity()).isTrue();
        bench.serverCommits(mine);
        assertThat(bench.acknowledge(mine)).containsExactly(new ReplicaEffect.Saved(2));
    }

    @Test
    void severalCommitsAsOneAreTakenInAsOne() {
        bench.bobCommits("+'1'");
        bench.bobCommits("1 +'2'");
        assertThat(bench.step(new ReplicaEvent.Received(0, bench.history.at(2), bench.missedComposed()))).hasSize(2);
        assertThat(bench.screen()).isEqualTo("12ab");
        assertThat(bench.revision()).isEqualTo(2);
    }

    // ---- the own entry -------------------------------------------------------------------------------------------------------------------

    @Test
    void anAcknowledgementEndsTheWaitAndSendsWhatWasTypedSince() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        bench.serverCommits(mine);
        bench.acknowledge(mine);
        Submission next = bench.sent();
        assertThat(next.id().seq()).isEqualTo(2);
        assertThat(next.baseRevision()).isEqualTo(1);
        assertThat(next.ops()).isEqualTo(OpsNotation.ops("2 +'y'"));
        assertThat(bench.server()).isEqualTo("axb");
    }

    @Test
    void theOwnEntryInAFrameIsTheAcknowledgement() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.bobCommits("+'B'");
        bench.deliver();
        bench.serverCommits(mine);
        bench.bobCommits("+'C'");
        assertThat(bench.deliver()).contains(new ReplicaEffect.Saved(3));
        assertThat(bench.replica.state()).isEqualTo(new ReplicaState.Synchronized());
        assertThat(bench.screen()).isEqualTo("CBaxb");
    }

    @Test
    void anOwnEntryWithOtherBytesIsSomebodyElsesAndTheIdentityIsLost() {
        bench.typeAndSend("+'mine'");
        bench.history.edit(1, 1, "2 +'theirs'");
        List<ReplicaEffect> effects = bench.deliver();
        assertThat(effects).last().isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.screen()).isEqualTo("mineabtheirs");
        assertThat(bench.replica.identity()).isNull();
        OpenRequest request = bench.replica.openRequest();
        assertThat(request.clientId()).isNull();
        assertThat(request.formerClientId()).isEqualTo(ReplicaBench.ADA.clientId());
        assertThat(request.inFlight()).isNotNull();
    }

    @Test
    void anOwnEntryThatIsNotInFlightIsTakenInAndItsNumberIsUsed() {
        bench.history.edit(1, 4, "+'elsewhere'");
        bench.deliver();
        assertThat(bench.typeAndSend("+'x'").id().seq()).isEqualTo(5);
    }

    @Test
    void aBurntOwnEntryInAFrameIsSentAgainUnderTheNextNumber() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        bench.serverUsesUp(mine, CommitKind.Burnt.BURNT);
        bench.bobCommits("+'B'");
        bench.deliver();
        Submission again = bench.sent();
        assertThat(again.id().seq()).isEqualTo(2);
        assertThat(again.baseRevision()).isEqualTo(2);
        assertThat(again.ops()).as("with what was typed since").isEqualTo(OpsNotation.ops("2 +'xy'"));
        assertThat(bench.screen()).isEqualTo("Baxyb");
    }

    @Test
    void aRebaseIsSentAgainUnderTheNextNumber() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.serverUsesUp(mine, CommitKind.Burnt.BURNT);
        bench.step(new ReplicaEvent.Rebased(1, bench.history.at(1)));
        assertThat(bench.sent().id().seq()).isEqualTo(2);
        assertThat(bench.sent().baseRevision()).isEqualTo(1);
        assertThat(bench.step(new ReplicaEvent.Rebased(1, bench.history.at(1)))).as("told twice").isEmpty();
    }

    @Test
    void aRebaseOfWhatWasTakenBackSendsNothing() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.type("1 -1");
        bench.serverUsesUp(mine, CommitKind.Burnt.BURNT);
        assertThat(bench.step(new ReplicaEvent.Rebased(1, bench.history.at(1))))
                .containsExactly(new ReplicaEffect.Saved(1));
    }

    @Test
    void aRestoredRevisionIsTakenInLikeAnyOther() {
        bench.typeAndSend("1 +'x'");
        bench.history.edit(BOB, 1, "-2 +'old'");
        Entry restored = new Entry.Single(1, CommitKind.Restore.RESTORE, new SubmissionId(BOB, 1),
                bench.history.commit(1).op().ops());
        bench.step(new ReplicaEvent.Received(0, bench.history.at(1), List.of(restored)));
        assertThat(bench.screen()).isEqualTo("oldx");
    }

    // ---- order ---------------------------------------------------------------------------------------------------------------------------

    @Test
    void aGapIsNeverSteppedOver() {
        bench.bobCommits("+'1'");
        Commit second = bench.bobCommits("+'2'");
        assertThat(bench.step(new ReplicaEvent.Received(1, bench.history.at(2), List.of(entry(second)))))
                .singleElement().isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.screen()).isEqualTo("ab");
        assertThat(bench.revision()).isZero();
    }

    @Test
    void anAnswerFromBeyondAGapReopens() {
        bench.typeAndSend("+'x'");
        bench.bobCommits("+'1'");
        bench.bobCommits("+'2'");
        assertThat(bench.step(new ReplicaEvent.Acknowledged(1, bench.history.at(2)))).singleElement()
                .isInstanceOf(ReplicaEffect.Reopen.class);
        ReplicaBench other = ReplicaBench.showing("ab");
        other.typeAndSend("+'x'");
        assertThat(other.step(new ReplicaEvent.Rebased(1, bench.history.at(2)))).singleElement()
                .isInstanceOf(ReplicaEffect.Reopen.class);
        ReplicaBench third = ReplicaBench.showing("ab");
        third.typeAndSend("+'x'");
        assertThat(third.step(new ReplicaEvent.Refused(RefusalCode.DOC_FULL, 1, bench.history.at(2), 0)))
                .singleElement().isInstanceOf(ReplicaEffect.Reopen.class);
    }

    @Test
    void whatIsKnownAlreadyIsIgnored() {
        Submission mine = bench.typeAndSend("+'x'");
        bench.serverCommits(mine);
        bench.acknowledge(mine);
        bench.typeAndSend("+'y'");
        assertThat(bench.acknowledge(mine)).isEmpty();
        assertThat(bench.step(new ReplicaEvent.Received(0, bench.history.at(1), List.of()))).isEmpty();
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAck.class);
    }

    @Test
    void anAcknowledgementOfWhatIsNotInFlightReopens() {
        bench.bobCommits("+'B'");
        assertThat(bench.step(new ReplicaEvent.Acknowledged(1, bench.history.at(1)))).singleElement()
                .isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.screen()).isEqualTo("ab");
    }

    @Test
    void afterAskingForAnotherConnectionTheOldOneIsNotHeardAnyMore() {
        Submission mine = bench.typeAndSend("+'x'");
        bench.bobCommits("+'1'");
        bench.step(new ReplicaEvent.Received(7, new DocumentEvent.Position(8, bench.history.chain()), List.of()));
        assertThat(bench.deliver()).isEmpty();
        assertThat(bench.acknowledge(mine)).isEmpty();
        assertThat(bench.step(new ReplicaEvent.Rebased(1, bench.history.at(1)))).isEmpty();
        assertThat(bench.step(new ReplicaEvent.Refused(RefusalCode.DOC_FULL, 1, bench.history.at(1), 0))).isEmpty();
        assertThat(bench.step(new ReplicaEvent.RetryDue())).isEmpty();
        assertThat(bench.revision()).isZero();
    }

    @Test
    void whatIsTakenInIsWhatTheServerHolds() {
        Submission mine = bench.typeAndSend("1 +'x' -1");
        bench.bobCommits("2 +'B'");
        bench.bobCommits("-1");
        bench.deliver();
        bench.serverCommits(mine);
        bench.acknowledge(mine);
        assertThat(bench.replica.server()).isEqualTo(bench.history.document());
        assertThat(bench.replica.position()).isEqualTo(bench.history.at(3));
    }
}
