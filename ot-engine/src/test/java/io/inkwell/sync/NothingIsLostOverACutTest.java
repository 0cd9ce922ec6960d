package io.inkwell.sync;

import static io.inkwell.sync.ReplicaBench.ADA;
import static io.inkwell.sync.ReplicaBench.ADA_AGAIN;
import static io.inkwell.sync.ReplicaBench.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica asks for when it comes back, and what it makes of the answer. */
class NothingIsLostOverACutTest {
    private final ReplicaBench bench = ReplicaBench.showing("ab");

    private void cut() {
        bench.step(new ReplicaEvent.Disconnected());
    }

    @Test
    void aFreshReplicaAsksForEverything() {
        assertThat(new Replica(OpsLimits.DEFAULT).openRequest())
                .isEqualTo(new OpenRequest(null, null, null, null));
    }

    @Test
    void whoComesBackSaysWhoAndWhereItIsAndWhatIsInFlight() {
        bench.typeAndSend("1 +'x'");
        cut();
        OpenRequest request = bench.replica.openRequest();
        assertThat(request.clientId()).isEqualTo(ADA.clientId());
        assertThat(request.from()).isEqualTo(bench.history.at(0));
        assertThat(request.inFlight()).isEqualTo(bench.inFlight());
        assertThat(request.formerClientId()).isNull();
    }

    @Test
    void whatIsNotStoredIsSentAgainUnchanged() {
        Submission mine = bench.typeAndSend("1 +'x'");
        cut();
        bench.type("2 +'y'");
        bench.bobCommits("+'B'");
        bench.resume(bench.missed());
        assertThat(bench.sent()).isEqualTo(mine);
        assertThat(bench.inFlight().current().ops()).isEqualTo(OpsNotation.ops("2 +'x'"));
        assertThat(bench.screen()).isEqualTo("Baxyb");
    }

    @Test
    void whatIsStoredIsRecognisedAmongTheChanges() {
        Submission mine = bench.typeAndSend("1 +'x'");
        cut();
        bench.type("2 +'y'");
        bench.serverCommits(mine);
        bench.bobCommits("+'B'");
        bench.resume(ADA, bench.missed(), new Settled.Stored(mine.id()));
        assertThat(bench.server()).isEqualTo("Baxb");
        assertThat(bench.sent().id().seq()).isEqualTo(2);
        assertThat(bench.sent().baseRevision()).isEqualTo(2);
        assertThat(bench.screen()).isEqualTo("Baxyb");
    }

    @Test
    void whatWasBurntGoesOnUnderTheNextNumberOverOneComposedChange() {
        Submission mine = bench.typeAndSend("1 +'x'");
        cut();
        bench.bobCommits("+'B'");
        bench.serverUsesUp(mine, CommitKind.Burnt.BURNT);
        bench.resume(ADA, bench.missedComposed(), new Settled.Burnt());
        Submission again = bench.sent();
        assertThat(again.id().seq()).isEqualTo(2);
        assertThat(again.baseRevision()).isEqualTo(2);
        assertThat(again.ops()).isEqualTo(OpsNotation.ops("2 +'x'"));
    }

    @Test
    void whatWasRefusedIsHandedBack() {
        Submission mine = bench.typeAndSend("1 +'x'");
        cut();
        bench.type("2 +'y'");
        bench.serverUsesUp(mine, new CommitKind.Refused(RefusalCode.DOC_FULL));
        bench.bobCommits("+'B'");
        List<ReplicaEffect> effects = bench.resume(ADA, bench.missedComposed(),
                new Settled.Refused(RefusalCode.DOC_FULL));
        assertThat(effects)
                .contains(new ReplicaEffect.Rescue(RefusalCode.DOC_FULL, OpsNotation.ops("1 +'x'")));
        assertThat(bench.screen()).isEqualTo("Bayb");
        assertThat(bench.sent().id().seq()).isEqualTo(2);
    }

    @Test
    void editsMadeOfflineAreSentAfterwardsAsOne() {
        cut();
        bench.type("1 +'x'");
        bench.type("2 +'y'");
        assertThat(bench.replica.openRequest().inFlight()).as("it never left").isNull();
        bench.resume(List.of());
        assertThat(bench.sent().ops()).isEqualTo(OpsNotation.ops("1 +'xy'"));
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAck.class);
    }

    @Test
    void anEditMadeWhileTheServerComposesTheAnswerStartsFromThatAnswer() {
        cut();
        OpenRequest asked = bench.replica.openRequest();
        assertThat(asked.inFlight()).isNull();
        bench.type("+'n'");
        bench.bobCommits("1 +'c'");
        bench.bobCommits("-1");
        bench.resume(bench.missedComposed());
        assertThat(bench.sent().baseRevision()).as("not the base from before: the server would not transform it so")
                .isEqualTo(2);
    }

    @Test
    void anEditThatNeverLeftIsNotSettledUnderALostIdentity() {
        bench.step(new ReplicaEvent.IdentityLost());
        bench.type("+'x'");
        assertThat(bench.replica.openRequest()).isEqualTo(
                new OpenRequest(null, bench.history.at(0), null, null));
        bench.resume(ADA_AGAIN, List.of(), null);
        assertThat(bench.sent().id()).isEqualTo(new SubmissionId(7, 1));
    }

    @Test
    void aLostIdentityIsNamedOnceMoreToSettleWhatItSent() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.step(new ReplicaEvent.IdentityLost());
        bench.step(new ReplicaEvent.IdentityLost());
        OpenRequest request = bench.replica.openRequest();
        assertThat(request.clientId()).isNull();
        assertThat(request.formerClientId()).isEqualTo(ADA.clientId());
        assertThat(request.inFlight()).isEqualTo(bench.inFlight());
        bench.serverUsesUp(mine, CommitKind.Burnt.BURNT);
        bench.resume(ADA_AGAIN, bench.missed(), new Settled.Burnt());
        assertThat(bench.sent().id()).isEqualTo(new SubmissionId(7, 1));
        assertThat(bench.replica.openRequest().formerClientId()).isNull();
        assertThat(bench.screen()).isEqualTo("axb");
    }

    @Test
    void whatWasStoredUnderTheLostIdentityIsRecognised() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.step(new ReplicaEvent.IdentityLost());
        bench.serverCommits(mine);
        bench.resume(ADA_AGAIN, bench.missed(), new Settled.Stored(mine.id()));
        assertThat(bench.screen()).isEqualTo("axb");
        assertThat(bench.server()).isEqualTo("axb");
        assertThat(bench.replica.state()).isEqualTo(new ReplicaState.Synchronized());
    }

    @Test
    void whatWasTakenInAsSomebodyElsesIsNotSentASecondTime() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.history.edit(new Submission(mine.id(), 0, OpsNotation.ops("+'x'"), mine.hash()));
        bench.deliver();
        assertThat(bench.screen()).as("not the operation it sent").isEqualTo("xaxb");
        List<ReplicaEffect> effects = bench.resume(ADA_AGAIN, List.of(), new Settled.Stored(mine.id()));
        assertThat(bench.screen()).isEqualTo("xab");
        assertThat(effects).noneMatch(ReplicaEffect.Send.class::isInstance)
                .noneMatch(ReplicaEffect.Rescue.class::isInstance);
    }

    @Test
    void anUnsettledOperationOfALostIdentityGoesOnUnderTheNewOne() {
        bench.typeAndSend("1 +'x'");
        bench.step(new ReplicaEvent.IdentityLost());
        bench.resume(ADA_AGAIN, List.of(), null);
        assertThat(bench.sent().id()).isEqualTo(new SubmissionId(7, 1));
    }

    @Test
    void aStrangersOperationFoundOnTheWayBackEndsTheIdentityAgain() {
        bench.typeAndSend("1 +'x'");
        cut();
        bench.history.edit(1, 1, "+'theirs'");
        bench.bobCommits("+'B'");
        List<ReplicaEffect> effects = bench.resume(bench.missed());
        assertThat(effects).noneMatch(ReplicaEffect.Send.class::isInstance);
        assertThat(effects).as("what others did is shown before the connection is dropped").last()
                .isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.replica.identity()).isNull();
        assertThat(bench.revision()).isEqualTo(2);
        assertThat(bench.screen()).isEqualTo("Btheirsaxb");
    }

    @Test
    void theCountGoesOnWhereTheServerSaysItStands() {
        bench.history.edit(1, 1, "+'1'").edit(1, 2, "+'2'");
        cut();
        bench.resume(bench.missedComposed());
        assertThat(bench.typeAndSend("+'x'").id().seq()).isEqualTo(3);
    }

    @Test
    void anotherHistoryLeavesTheTextWithThePerson() {
        bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        assertThat(bench.step(new ReplicaEvent.HistoryDiffers()))
                .containsExactly(new ReplicaEffect.Rescue(RefusalCode.BASE_FUTURE, OpsNotation.ops("1 +'xy'")));
        assertThat(bench.replica.openRequest()).isEqualTo(new OpenRequest(null, null, null, null));
        assertThatThrownBy(() -> bench.type("+'z'")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherHistoryWithNothingPendingHasNothingToHandBack() {
        assertThat(bench.step(new ReplicaEvent.HistoryDiffers())).isEmpty();
    }

    @Test
    void theWholeDocumentInPlaceOfChangesHandsBackWhatOnlyThisReplicaHolds() {
        bench.typeAndSend("1 +'x'");
        List<ReplicaEffect> effects = bench.step(
                new ReplicaEvent.Loaded(ADA_AGAIN, bench.history.at(0), 0, Document.ofText("other").toOps()));
        assertThat(effects).containsExactly(
                new ReplicaEffect.Rescue(RefusalCode.BASE_FUTURE, OpsNotation.ops("1 +'x'")),
                new ReplicaEffect.Replace(Document.ofText("other")), new ReplicaEffect.Saved(0));
    }

    @Test
    void changesWithoutADocumentMakeNoSense() {
        Replica empty = new Replica(OpsLimits.DEFAULT);
        assertThatThrownBy(
                () -> empty.step(new ReplicaEvent.Resumed(ADA, bench.history.at(0), 0, List.of(), null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theOrderOfTwoCutsDoesNotMatter() {
        Submission mine = bench.typeAndSend("1 +'x'");
        cut();
        bench.bobCommits("+'B'");
        bench.resume(bench.missed());
        cut();
        bench.history.edit(BOB, 9, "+'C'");
        bench.resume(bench.missed());
        assertThat(bench.sent()).isEqualTo(mine);
        assertThat(bench.screen()).isEqualTo("CBaxb");
    }
}
