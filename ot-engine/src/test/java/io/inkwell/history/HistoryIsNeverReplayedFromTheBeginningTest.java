package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.BlockStore.Block;
import io.inkwell.sync.port.BlockStore.Range;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.Storage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many revisions an answer reads in a document of 20,000, and that it is right. */
class HistoryIsNeverReplayedFromTheBeginningTest {
    private static final int REVISIONS = 20_000;
    /** Fewer than a smallest block at each end, and what proves the ends. */
    private static final int ROWS_MAX = 2 * BlockGrid.SMALLEST + 4;
    private static final int SNAPSHOT_EVERY = 7_001;

    private static final Storage STORAGE = new InMemoryStorage();
    private static final LongHistory WRITTEN = new LongHistory(STORAGE, 3, 20261121);

    private final RowsRead rows = new RowsRead(STORAGE.history());
    private final Attribution attribution = new Attribution(rows, STORAGE.blocks());

    @BeforeAll
    static void write() {
        Attribution attribution = new Attribution(STORAGE.history(), STORAGE.blocks());
        while (WRITTEN.head() < REVISIONS) {
            long before = WRITTEN.head();
            WRITTEN.write(500);
            attribution.grow(WRITTEN.id(), before, WRITTEN.head());
        }
        for (long revision = SNAPSHOT_EVERY; revision <= REVISIONS; revision += SNAPSHOT_EVERY) {
            STORAGE.snapshots().save(WRITTEN.id(),
                    new Snapshot(revision, WRITTEN.chain(revision), WRITTEN.document(revision)));
        }
    }

    @Test
    void anyRevisionIsRebuiltFromAFewHundred() {
        History history = new History(new BlockSnapshots(STORAGE.snapshots(), rows, STORAGE.blocks()), rows);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            long revision = random.nextLong(SNAPSHOT_EVERY, REVISIONS + 1);
            rows.startCounting();
            Snapshot rebuilt = history.at(WRITTEN.id(), DocumentType.TEXT, revision);
            assertThat(rows.counted()).as("rows read for revision %d", revision).isLessThanOrEqualTo(ROWS_MAX);
            assertThat(rebuilt.revision()).isEqualTo(revision);
            assertThat(rebuilt.chain()).isEqualTo(WRITTEN.chain(revision));
            assertThat(rebuilt.document()).isEqualTo(WRITTEN.document(revision));
        }
    }

    @Test
    void alsoWithoutAnySnapshot() {
        LongHistory imported = new LongHistory(STORAGE, 2, 9);
        imported.write(6_000);
        attribution.grow(imported.id(), 0, 6_000);
        rows.startCounting();
        assertThat(rebuilt(imported.id(), 5_900)).isEqualTo(imported.document(5_900));
        assertThat(rows.counted()).isLessThanOrEqualTo(ROWS_MAX);
        assertThat(rebuilt(imported.id(), 100)).isEqualTo(imported.document(100));
    }

    @Test
    void aDifferenceReadsAFewHundred() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            long from = random.nextLong(REVISIONS + 1);
            long to = random.nextLong(from, REVISIONS + 1);
            rows.startCounting();
            AttributedChange change = attribution.between(WRITTEN.id(), DocumentType.TEXT, from, to);
            assertThat(rows.counted()).as("rows read from %d to %d", from, to).isLessThanOrEqualTo(ROWS_MAX);
            assertThat(WRITTEN.document(from).apply(change.delta())).isEqualTo(WRITTEN.document(to));
        }
    }

    @Test
    void neighboursReadTwoAndTheSameRevisionOne() {
        rows.startCounting();
        attribution.between(WRITTEN.id(), DocumentType.TEXT, 12_344, 12_345);
        assertThat(rows.counted()).isEqualTo(2);
        rows.startCounting();
        AttributedChange nothing = attribution.between(WRITTEN.id(), DocumentType.TEXT, 12_345, 12_345);
        assertThat(rows.counted()).isEqualTo(1);
        assertThat(nothing).isEqualTo(AttributedChange.nothing(12_345, WRITTEN.document(12_345).length()));
    }

    @Test
    void blameReadsAFewHundredAndIsWhatReplayingUnitByUnitShows() {
        List<Long> revisions = new Random(3).longs(20, 0, REVISIONS + 1).sorted().boxed().toList();
        UnitByUnit model = new UnitByUnit(Document.EMPTY);
        int replayed = 0;
        for (long revision : revisions) {
            while (replayed < revision) {
                model.apply(WRITTEN.commits().get(replayed++));
            }
            rows.startCounting();
            Blame blame = attribution.blame(WRITTEN.id(), DocumentType.TEXT, revision);
            assertThat(rows.counted()).as("rows read at %d", revision).isLessThanOrEqualTo(ROWS_MAX);
            assertThat(UnitByUnit.linesOf(blame, WRITTEN.document(revision))).isEqualTo(model.blame());
        }
    }

    @Test
    void whatIsMissingIsMadeOnceAndKept() {
        LongHistory old = new LongHistory(STORAGE, 2, 5);
        old.write(6_000);
        rows.startCounting();
        Blame first = attribution.blame(old.id(), DocumentType.TEXT, 6_000);
        assertThat(rows.counted()).isGreaterThan(6_000);
        rows.startCounting();
        assertThat(attribution.blame(old.id(), DocumentType.TEXT, 6_000)).isEqualTo(first);
        assertThat(rows.counted()).isLessThanOrEqualTo(ROWS_MAX);
    }

    @Test
    void aBlockOfAnotherHistoryIsNotBelieved() {
        LongHistory own = new LongHistory(STORAGE, 2, 6);
        own.write(1_000);
        LongHistory other = new LongHistory(STORAGE, 2, 7);
        other.write(1_000);
        for (Range range : BlockGrid.completed(0, 1_000)) {
            attribution.grow(other.id(), 0, 1_000);
            Block foreign = STORAGE.blocks().find(other.id(), List.of(range)).getFirst();
            STORAGE.blocks().save(own.id(), replanted(foreign, own, range));
        }
        AttributedChange change = attribution.between(own.id(), DocumentType.TEXT, 0, 1_000);
        assertThat(Document.EMPTY.apply(change.delta())).isEqualTo(own.document(1_000));
        assertThat(rebuilt(own.id(), 900)).isEqualTo(own.document(900));
    }

    /** The block begins at the log's chain and ends at another: that of a node which had not noticed that the log lost its end. */
    private static Block replanted(Block foreign, LongHistory own, Range range) {
        Digest before = range.fromRevision() == 0 ? own.chain(0) : foreign.fromChain();
        return new Block(range, before, foreign.toChain(), foreign.content());
    }

    @Test
    void aBlockThatCannotBeReadIsMadeAgain() {
        LongHistory own = new LongHistory(STORAGE, 2, 8);
        own.write(600);
        STORAGE.snapshots().save(own.id(), new Snapshot(100, own.chain(100), own.document(100)));
        Range second = new Range(256, 512);
        Block unreadable = new Block(second, own.chain(256), own.chain(512), new byte[]{99, 1, 2});
        STORAGE.blocks().save(own.id(), unreadable);
        assertThat(rebuilt(own.id(), 600)).isEqualTo(own.document(600));
        AttributedChange change = attribution.between(own.id(), DocumentType.TEXT, 0, 600);
        assertThat(Document.EMPTY.apply(change.delta())).isEqualTo(own.document(600));
        assertThat(STORAGE.blocks().find(own.id(), List.of(second)).getFirst().content())
                .isNotEqualTo(unreadable.content());
        assertThat(rebuilt(own.id(), 600)).isEqualTo(own.document(600));
    }

    private Document rebuilt(DocumentId id, long revision) {
        BlockStore blocks = STORAGE.blocks();
        return new History(new BlockSnapshots(STORAGE.snapshots(), rows, blocks), rows)
                .at(id, DocumentType.TEXT, revision).document();
    }
}
