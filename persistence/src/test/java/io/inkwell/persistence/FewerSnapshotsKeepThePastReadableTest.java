package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Inspector;
import io.inkwell.history.LongHistory;
import io.inkwell.history.Thinning;
import io.inkwell.history.ThinningRule;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.Archive;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewerSnapshotsKeepThePastReadableTest {
    private static final int SNAPSHOTS = 40;
    private static final int REVISIONS_APART = 25;
    private static final ThinningRule RULE = new ThinningRule(4, 400, 1_000_000);

    private final PostgresStorage storage = PostgresStorage.shared();
    private final Archive archive = storage.database().archive();

    @Test
    void theNewestStayAndEveryRevisionIsRebuilt() {
        LongHistory document = new LongHistory(storage, 2, 5);
        for (int i = 0; i < SNAPSHOTS; i++) {
            document.write(REVISIONS_APART);
            storage.snapshots().save(document.id(), new Snapshot(document.head(), document.chain(document.head()),
                    document.document(document.head())));
        }
        List<Long> before = archive.snapshots(document.id());
        assertThat(before).hasSize(SNAPSHOTS);

        int removed = new Thinning(archive, RULE).thin(document.id());

        List<Long> after = archive.snapshots(document.id());
        assertThat(removed).isPositive().isEqualTo(SNAPSHOTS - after.size());
        assertThat(before).containsAll(after);
        assertThat(after).endsWith(before.subList(SNAPSHOTS - RULE.newest(), SNAPSHOTS).toArray(Long[]::new));
        History history = new History(storage.snapshots(), storage.history());
        for (long revision = 0; revision <= document.head(); revision += 7)
            assertThat(history.at(document.id(), DocumentType.TEXT, revision).document())
                    .isEqualTo(document.document(revision));
        assertThat(new Inspector(archive).inspect(document.id(), List.of(), (revision, head) -> {}).isSound()).isTrue();
        assertThat(new Thinning(archive, RULE).thin(document.id())).isZero();
    }
}
