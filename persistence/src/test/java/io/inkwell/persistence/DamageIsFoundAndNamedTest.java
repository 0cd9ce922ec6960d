package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Checkpoint;
import io.inkwell.history.Finding;
import io.inkwell.history.Inspection;
import io.inkwell.history.Inspector;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody with every right, or a broken disk, changes what is stored: verifying names the first revision that is wrong, and how. */
class DamageIsFoundAndNamedTest {

    private final PostgresStorage storage = PostgresStorage.shared();
    private final Inspector inspector = new Inspector(storage.database().archive());
    private Scribe ada;

    @BeforeEach
    void writeTenRevisionsWithASnapshotInTheMiddle() {
        ada = Scribe.on(storage);
        ada.write("a", "b", "c", "d", "e");
        storage.snapshots().save(ada.document(), new Snapshot(5, ada.head().chain(), ada.text()));
        ada.write("f", "g", "h", "i", "j");
    }

    private Inspection inspect(Checkpoint... checkpoints) {
        return inspector.inspect(ada.document(), List.of(checkpoints), (revision, head) -> {});
    }

    @Test
    void aSoundDocumentIsSound() {
        Inspection inspection = inspect();
        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.revision()).isEqualTo(10);
        assertThat(inspection.chain()).isEqualTo(ada.head().chain());
        assertThat(inspection.snapshots()).isEqualTo(1);
    }

    @Test
    void aDocumentWithoutARevisionIsSound() {
        ada = Scribe.on(storage);
        assertThat(inspect().isSound()).isTrue();
    }

    @Test
    void aFlippedByteInAnOperation() {
        Damage.toTheLog(ada.document(),
                "update revision set op = set_byte(op, 25, get_byte(op, 25) # 1) where document_no = DOC and rev = 7");
        assertThat(inspect().findings()).containsExactly(new Finding.BrokenLink(7));
    }

    @Test
    void aDamagedDocumentTakesNoEditsWhileOthersDo() {
        Archive archive = storage.database().archive();
        assertThat(archive.setFrozen(ada.document(), true)).isTrue();
        assertThat(archive.setFrozen(ada.document(), true)).isFalse();
        assertThat(ada.append(ada.prepare("more"))).isEqualTo(new AppendResult.HeadMoved());
        Scribe.on(storage).write("served");
        assertThat(archive.setFrozen(ada.document(), false)).isTrue();
        ada.write("more");
        assertThat(inspect().isSound()).isTrue();
    }

    @Test
    void aFlippedByteInTheLastOperation() {
        Damage.toTheLog(ada.document(),
                "update revision set op = set_byte(op, 25, get_byte(op, 25) # 1) where document_no = DOC and rev = 10");
        assertThat(inspect().findings()).containsExactly(new Finding.BrokenLink(10));
    }

    @Test
    void aMissingRevision() {
        Damage.toTheLog(ada.document(), "delete from revision where document_no = DOC and rev = 4");
        assertThat(inspect().findings()).containsExactly(new Finding.Missing(4, OptionalLong.of(5)));
    }

    @Test
    void aMissingFirstRevision() {
        Damage.toTheLog(ada.document(), "delete from revision where document_no = DOC and rev = 1");
        assertThat(inspect().findings()).containsExactly(new Finding.Missing(1, OptionalLong.of(2)));
    }

    @Test
    void aSwappedPair() {
        Damage.toTheLog(ada.document(), "update revision set rev = 1000 where document_no = DOC and rev = 6",
                "update revision set rev = 6 where document_no = DOC and rev = 7",
                "update revision set rev = 7 where document_no = DOC and rev = 1000");
        assertThat(inspect().findings()).containsExactly(new Finding.Swapped(6));
    }

    @Test
    void aPairWhoseOperationsAreSwapped() {
        Damage.toTheLog(ada.document(),
                """
                        update revision r set op = other.op from revision other
                        where r.document_no = DOC and other.document_no = DOC and r.rev in (6, 7) and other.rev = 13 - r.rev""");
        assertThat(inspect().findings()).containsExactly(new Finding.Swapped(6));
    }

    @Test
    void aTruncatedEndThatTheHeadRemembers() {
        Damage.toTheLog(ada.document(), "delete from revision where document_no = DOC and rev > 8");
        assertThat(inspect().findings()).containsExactly(new Finding.Missing(9, OptionalLong.empty()));
    }

    @Test
    void aTruncatedEndThatASnapshotOrACheckpointRemembers() {
        Checkpoint checkpoint = new Checkpoint(ada.document(), 10, ada.head().chain(), 0);
        truncateConsistently(3);
        assertThat(inspect().findings()).containsExactly(new Finding.SnapshotBeyondTheEnd(5, 3));
        assertThat(inspect(checkpoint).findings()).containsExactlyInAnyOrder(new Finding.SnapshotBeyondTheEnd(5, 3),
                new Finding.CheckpointDiffers(10, 3));
    }

    @Test
    void aTruncatedEndThatNothingRemembersIsFoundByACheckpointAlone() {
        Checkpoint checkpoint = new Checkpoint(ada.document(), 10, ada.head().chain(), 0);
        truncateConsistently(8);
        assertThat(inspect().isSound()).isTrue();
        assertThat(inspect(checkpoint).findings()).containsExactly(new Finding.CheckpointDiffers(10, 8));
    }

    @Test
    void aCorruptSnapshotIsReportedAndIsNoDamageOfTheLog() {
        Damage.toTheLog(ada.document(),
                "update snapshot set content = set_byte(content, 5, 255 - get_byte(content, 5)) where document_no = DOC");
        Inspection inspection = inspect();
        assertThat(inspection.findings()).singleElement().isInstanceOf(Finding.BadSnapshot.class)
                .extracting(Finding::revision).isEqualTo(5L);
        assertThat(inspection.firstDamage()).isEmpty();
        assertThat(inspection.revision()).isEqualTo(10);
    }

    @Test
    void aSnapshotOfAnotherTextThatIsWellFormedIsFound() {
        Damage.toTheLog(ada.document(), "delete from snapshot where document_no = DOC");
        Digest chain = ada.read(4).commits().getFirst().chain();
        storage.snapshots().save(ada.document(), new Snapshot(5, chain, ada.text()));
        assertThat(inspect().findings()).singleElement().isInstanceOf(Finding.BadSnapshot.class);
    }

    @Test
    void aHeadOfAnotherChain() {
        Damage.toTheLog(ada.document(),
                "update document_head set head_chain = set_byte(head_chain, 0, 255 - get_byte(head_chain, 0)) where document_no = DOC");
        assertThat(inspect().findings()).singleElement().isInstanceOf(Finding.HeadDiffers.class);
    }

    @Test
    void aTimeThatRunsBackwardsIsFoundEvenWhereTheChainWasComputedAnew() {
        rewrite(commit -> commit.revision() == 6 ? commit.atMillis() - 5 : commit.atMillis());
        assertThat(inspect().findings()).containsExactly(new Finding.TimeBackwards(6));
    }

    @Test
    void aHistoryThatWasRewrittenAsAWholeIsFoundByACheckpointAlone() {
        Checkpoint checkpoint = new Checkpoint(ada.document(), 8, ada.read(7).commits().getFirst().chain(), 0);
        assertThat(inspect(checkpoint).isSound()).isTrue();
        Damage.toTheLog(ada.document(), "delete from snapshot where document_no = DOC");
        rewrite(commit -> commit.atMillis() + 1);
        assertThat(inspect().isSound()).isTrue();
        assertThat(inspect(checkpoint).findings()).containsExactly(new Finding.CheckpointDiffers(8, 10));
    }

    private void truncateConsistently(long end) {
        Commit last = ada.read(end - 1).commits().getFirst();
        Damage.toTheLog(ada.document(), "delete from revision where document_no = DOC and rev > " + end,
                "update document_head set head_rev = " + end + ", head_chain = " + bytes(last.chain())
                        + ", head_at = (select created_at from revision where document_no = DOC and rev = " + end
                        + ") where document_no = DOC");
    }

    /** A time for a commit. */
    private interface Times {
        long of(Commit commit);
    }

    /** Gives every revision another time and computes the whole chain anew, as somebody with every right can. */
    private void rewrite(Times times) {
        Digest chain = Digest.chainStart(ada.document());
        for (Commit commit : ada.read(0).commits()) {
            long at = times.of(commit);
            chain = chain.link(commit.revision(), commit.kind().number(), commit.id(), at, commit.operationDigest());
            Damage.toTheLog(ada.document(), "update revision set created_at = timestamptz 'epoch' + " + at
                    + " * interval '1 millisecond', chain = " + bytes(chain) + " where document_no = DOC and rev = "
                    + commit.revision());
        }
        Damage.toTheLog(ada.document(), "update document_head set head_chain = " + bytes(chain)
                + ", head_at = (select max(created_at) from revision where document_no = DOC) where document_no = DOC");
    }

    private static String bytes(Digest digest) {
        return "'\\x" + HexFormat.of().formatHex(digest.toBytes()) + "'";
    }
}
