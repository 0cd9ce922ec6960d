package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.testing.OpsNotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ARefusedEditIsHandedBackTest {
    private final ReplicaBench bench = ReplicaBench.showing("ab");

    private List<ReplicaEffect> refuse(RefusalCode code, int seq, DocumentEvent.Position at) {
        return bench.step(new ReplicaEvent.Refused(code, seq, at, 0));
    }

    private List<ReplicaEffect> refuse(RefusalCode code, int seq) {
        return bench.step(new ReplicaEvent.Refused(code, seq, null, 0));
    }

    @Test
    void aRefusalThatIsARevisionTakesTheTextOffTheScreenAndUsesTheNumber() {
        Submission mine = bench.typeAndSend("1 +'long'");
        bench.type("5 +'er'");
        bench.serverUsesUp(mine, new CommitKind.Refused(RefusalCode.DOC_FULL));
        List<ReplicaEffect> effects = refuse(RefusalCode.DOC_FULL, 1, bench.history.at(1));
        assertThat(effects).contains(new ReplicaEffect.Show(OpsNotation.delta(8, "1 -4")),
                new ReplicaEffect.Rescue(RefusalCode.DOC_FULL, OpsNotation.ops("1 +'long'")));
        assertThat(bench.screen()).isEqualTo("aerb");
        assertThat(bench.revision()).isEqualTo(1);
        Submission next = bench.sent();
        assertThat(next.id().seq()).isEqualTo(2);
        assertThat(next.baseRevision()).isEqualTo(1);
        assertThat(next.ops()).isEqualTo(OpsNotation.ops("1 +'er'"));
    }

    @Test
    void theSameInAFrame() {
        Submission mine = bench.typeAndSend("1 +'long'");
        bench.serverUsesUp(mine, new CommitKind.Refused(RefusalCode.DOC_FULL));
        bench.bobCommits("+'B'");
        assertThat(bench.deliver()).containsExactly(new ReplicaEffect.Show(OpsNotation.delta(6, "1 -4")),
                new ReplicaEffect.Rescue(RefusalCode.DOC_FULL, OpsNotation.ops("1 +'long'")),
                new ReplicaEffect.Show(OpsNotation.delta(2, "+'B'")), new ReplicaEffect.Saved(2));
        assertThat(bench.typeAndSend("+'x'").id().seq()).isEqualTo(2);
    }

    @Test
    void aRefusalByTheBytesLeavesTheNumberFree() {
        bench.typeAndSend("1 +'x'");
        assertThat(refuse(RefusalCode.ATTR_KEY, 1)).containsExactly(
                new ReplicaEffect.Show(OpsNotation.delta(3, "1 -1")),
                new ReplicaEffect.Rescue(RefusalCode.ATTR_KEY, OpsNotation.ops("1 +'x'")));
        assertThat(bench.typeAndSend("+'y'").id().seq()).isEqualTo(1);
    }

    @Test
    void aRefusedDeletionComesBackWithItsFormat() {
        bench.bobCommits("+'X'{bold:true}");
        bench.deliver();
        bench.typeAndSend("-2");
        refuse(RefusalCode.READ_ONLY, 1);
        assertThat(bench.replica.screen()).isEqualTo(bench.history.document());
    }

    @Test
    void whatBecameEmptyOnTheWayLeavesNothingToHandBack() {
        Submission mine = bench.typeAndSend("-2");
        bench.bobCommits("-2");
        bench.deliver();
        bench.serverUsesUp(mine, new CommitKind.Refused(RefusalCode.OP_FINAL_NEWLINE));
        assertThat(refuse(RefusalCode.OP_FINAL_NEWLINE, 1, bench.history.at(2)))
                .containsExactly(new ReplicaEffect.Saved(2));
    }

    @ParameterizedTest
    @EnumSource(value = RefusalCode.class, names = {"RATE", "STORAGE"})
    void laterMeansTheSameBytesAgainAfterTheDelay(RefusalCode later) {
        Submission mine = bench.typeAndSend("1 +'x'");
        assertThat(bench.step(new ReplicaEvent.Refused(later, 1, null, 700)))
                .containsExactly(new ReplicaEffect.RetryLater(700));
        assertThat(bench.screen()).isEqualTo("axb");
        bench.step(new ReplicaEvent.RetryDue());
        assertThat(bench.sent()).isEqualTo(mine);
    }

    @ParameterizedTest
    @EnumSource(value = RefusalCode.class, names = {"RATE", "STORAGE"}, mode = EnumSource.Mode.EXCLUDE)
    void noCodeLeadsToTheSameBytesAgainAtOnce(RefusalCode code) {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        List<ReplicaEffect> effects = refuse(code, 1);
        assertThat(effects).noneMatch(
                effect -> effect instanceof ReplicaEffect.Send send && send.inFlight().ops().equals(mine.ops()));
    }

    @ParameterizedTest
    @EnumSource(value = RefusalCode.class, names = {"SEQ_GAP", "BASE_FUTURE"})
    void aServerThatDoesNotKnowWhatWentBeforeIsOpenedAgain(RefusalCode code) {
        bench.typeAndSend("1 +'x'");
        assertThat(refuse(code, 1)).singleElement().isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.replica.openRequest().inFlight()).isNotNull();
        assertThat(bench.screen()).isEqualTo("axb");
    }

    @Test
    void aNumberUsedBySomebodyElseEndsTheIdentity() {
        bench.typeAndSend("1 +'x'");
        assertThat(refuse(RefusalCode.SEQ_REUSED, 1)).singleElement().isInstanceOf(ReplicaEffect.Reopen.class);
        assertThat(bench.replica.identity()).isNull();
        assertThat(bench.replica.openRequest().formerClientId()).isEqualTo(ReplicaBench.ADA.clientId());
        assertThat(bench.screen()).isEqualTo("axb");
    }

    @Test
    void theSameAnswerBeforeTheClientIsLetInEndsTheIdentityToo() {
        bench.typeAndSend("1 +'x'");
        bench.step(new ReplicaEvent.Disconnected());
        refuse(RefusalCode.SEQ_REUSED, 1);
        assertThat(bench.replica.identity()).isNull();
    }

    @Test
    void aRefusalOfSomethingElseIsOnlyNoticed() {
        bench.typeAndSend("1 +'x'");
        assertThat(refuse(RefusalCode.PRESENCE, 0)).containsExactly(new ReplicaEffect.Notice(RefusalCode.PRESENCE));
        assertThat(refuse(RefusalCode.SEQ_GAP, 9)).containsExactly(new ReplicaEffect.Notice(RefusalCode.SEQ_GAP));
        assertThat(bench.replica.state()).isInstanceOf(ReplicaState.AwaitingAck.class);
    }

    @Test
    void aRefusalToldTwiceIsHandedBackOnce() {
        Submission mine = bench.typeAndSend("1 +'x'");
        bench.serverUsesUp(mine, new CommitKind.Refused(RefusalCode.DOC_FULL));
        bench.deliver();
        assertThat(refuse(RefusalCode.DOC_FULL, 1, bench.history.at(1))).isEmpty();
    }
}
