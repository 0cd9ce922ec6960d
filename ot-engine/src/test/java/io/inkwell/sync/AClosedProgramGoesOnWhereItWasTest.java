package io.inkwell.sync;

import static io.inkwell.sync.ReplicaBench.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica stores, and what a new one makes of it after its program was closed. */
class AClosedProgramGoesOnWhereItWasTest {
    private final ReplicaBench bench = ReplicaBench.showing("ab");

    private Replica reopened() {
        return new Replica(OpsLimits.DEFAULT, bench.replica.stored().orElseThrow());
    }

    @Test
    void withoutADocumentThereIsNothingToStore() {
        assertThat(new Replica(OpsLimits.DEFAULT).stored()).isEmpty();
    }

    @Test
    void theScreenAndWhatIsPendingAreAsTheyWere() {
        bench.typeAndSend("1 +'x'");
        bench.type("2 +'y'");
        bench.bobCommits("+'B'");
        bench.deliver();
        Replica reopened = reopened();
        assertThat(reopened.screen()).isEqualTo(bench.replica.screen());
        assertThat(reopened.state()).isEqualTo(bench.replica.state());
        assertThat(reopened.openRequest()).isEqualTo(bench.replica.openRequest());
        assertThat(reopened.stored()).isEqualTo(bench.replica.stored());
    }

    @Test
    void whatNeverLeftIsNotSpokenOf() {
        bench.step(new ReplicaEvent.Disconnected());
        bench.type("1 +'x'");
        assertThat(reopened().openRequest().inFlight()).isNull();
    }

    @Test
    void nothingIsSentBeforeTheServerLetsItIn() {
        bench.step(new ReplicaEvent.Disconnected());
        Replica reopened = reopened();
        Delta typed = OpsNotation.ops("+'z'").on(reopened.screen().length());
        assertThat(reopened.step(new ReplicaEvent.Edited(typed))).isEmpty();
    }

    @Test
    void anOlderRecordIsAsGood() {
        Submission mine = bench.typeAndSend("1 +'x'");
        Replica older = reopened();
        bench.serverCommits(mine);
        bench.bobCommits("+'B'");
        older.step(
                new ReplicaEvent.Resumed(ADA, bench.history.at(2), 1, bench.missed(), new Settled.Stored(mine.id())));
        assertThat(older.screen().text()).isEqualTo("Baxb");
        assertThat(older.state()).isEqualTo(new ReplicaState.Synchronized());
        assertThat(older.step(new ReplicaEvent.Received(0, bench.history.at(2), List.of()))).isEmpty();
    }
}
