package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsAreMadeByWeightTest {
    private static final ActorLimits LIMITS = new ActorLimits(1_000_000, 200, 1_048_576, 100, 1_048_576, 1_000, 30_000,
            1_000, 4, 50, 2_000);

    private static List<Snapshot> snapshots(List<DocumentEffect> effects) {
        return effects.stream().filter(DocumentEffect.SaveSnapshot.class::isInstance)
                .map(effect -> ((DocumentEffect.SaveSnapshot) effect).snapshot()).toList();
    }

    @Test
    void aSmallDocumentIsStoredWhenTheOperationsHaveTheLeastWeight() {
        ActorBench bench = ActorBench.with(LIMITS);
        bench.open(1, 1);
        Submission small = submission(1, 1, 0, "+'" + "x".repeat(500) + "'");
        assertThat(snapshots(bench.submitAndCommit(1, small))).isEmpty();
        Submission enough = submission(1, 2, 1, "+'" + "y".repeat(500) + "'");
        Snapshot snapshot = snapshots(bench.submitAndCommit(1, enough)).getFirst();
        assertThat(snapshot).isEqualTo(new Snapshot(2, bench.at(2).chain(), bench.stored()));
        assertThat(snapshots(bench.submitAndCommit(1, submission(1, 3, 2, "+'z'")))).as("counted anew").isEmpty();
    }

    @Test
    void aLargeDocumentIsStoredWhenAQuarterOfItsWeightWasWritten() {
        ActorBench bench = ActorBench.with(LIMITS);
        bench.open(1, 1);
        bench.submitAndCommit(1, submission(1, 1, 0, "+'" + "x".repeat(40_000) + "'"));
        Submission fewer = submission(1, 2, 1, "+'" + "y".repeat(9_000) + "'");
        assertThat(snapshots(bench.submitAndCommit(1, fewer))).isEmpty();
        Submission more = submission(1, 3, 2, "+'" + "y".repeat(9_000) + "'");
        assertThat(snapshots(bench.submitAndCommit(1, more))).hasSize(1);
    }

    @Test
    void commitsOfOtherNodesCount() {
        ActorBench bench = ActorBench.with(LIMITS);
        bench.open(1, 1);
        bench.elsewhere(submission(9, 1, 0, "+'" + "x".repeat(2_000) + "'"));
        bench.step(new DocumentEvent.HeadSeen(bench.head()));
        assertThat(snapshots(bench.settle())).hasSize(1);
    }

    @Test
    void whatWasWrittenBeforeTheDocumentWasLoadedCounts() {
        ActorBench bench = ActorBench.with(LIMITS);
        Head head = bench.head();
        DocumentActor loaded = new DocumentActor(ActorBench.ID, DocumentType.TEXT, LIMITS, head,
                CommitWindow.at(0, head.chain(), 0), Document.EMPTY, 990);
        loaded.step(ActorBench.opening(1, 1, 1, null, null), 0);
        loaded.step(new DocumentEvent.TailRead(1, new io.inkwell.sync.port.RevisionLog.Tail(head, List.of(), 0,
                java.util.Optional.empty())), 0);
        loaded.step(new DocumentEvent.Submit(1, submission(1, 1, 0, "+'abc'")), 0);
        List<DocumentEffect> effects = loaded.step(
                new DocumentEvent.Appended(new io.inkwell.sync.port.RevisionLog.AppendResult.Committed()), 0);
        assertThat(snapshots(effects)).hasSize(1);
    }
}
