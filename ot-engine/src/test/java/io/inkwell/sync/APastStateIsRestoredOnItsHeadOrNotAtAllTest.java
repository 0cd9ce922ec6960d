package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.Submission.Manner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class APastStateIsRestoredOnItsHeadOrNotAtAllTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final ActorBench bench = ActorBench.text();

    @BeforeEach
    void twoConnections() {
        bench.open(1, ADA);
        bench.open(2, BOB);
        bench.submitAndCommit(1, submission(ADA, 1, 0, "+'a'"));
    }

    private static Submission restore(long base) {
        Submission edit = submission(BOB, 1, base, "-1");
        return new Submission(edit.id(), edit.baseRevision(), edit.ops(), edit.hash(), Manner.RESTORING);
    }

    @Test
    void onTheHeadItIsStoredAsARestore() {
        bench.submitAndCommit(2, restore(1));
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Restore.RESTORE);
        assertThat(bench.actor.document().length()).isZero();
    }

    @Test
    void behindTheHeadItIsRefusedWithoutARevisionAndItsNumberStaysFree() {
        bench.submitAndCommit(1, submission(ADA, 2, 1, "+'b'"));
        DocumentEffect.Refuse refused = only(DocumentEffect.Refuse.class, bench.submit(2, restore(1)));
        assertThat(refused.code()).isEqualTo(RefusalCode.HEAD_MOVED);
        assertThat(bench.history()).hasSize(2);
        bench.submitAndCommit(2, restore(2));
        assertThat(bench.history().getLast().kind()).isEqualTo(CommitKind.Restore.RESTORE);
    }

    @Test
    void whereAnotherNodeWasFasterItIsNotCarriedOver() {
        bench.submit(2, restore(1));
        bench.elsewhereMany(9, 1);
        bench.settle();
        assertThat(bench.history()).hasSize(2).noneMatch(commit -> commit.kind() instanceof CommitKind.Restore);
        assertThat(bench.actor.hasNothingToStore()).isTrue();
    }

    @Test
    void behindAnEditOfTheSameBatchItIsRefused() {
        bench.submit(1, submission(ADA, 2, 1, "+'b'"));
        bench.submit(2, restore(1));
        bench.settle();
        assertThat(bench.history()).hasSize(2).noneMatch(commit -> commit.kind() instanceof CommitKind.Restore);
    }
}
