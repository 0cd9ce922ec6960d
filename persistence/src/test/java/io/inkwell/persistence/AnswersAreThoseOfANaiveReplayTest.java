package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Attribution;
import io.inkwell.history.AttributedChange;
import io.inkwell.history.BlockSnapshots;
import io.inkwell.history.LongHistory;
import io.inkwell.history.RowsRead;
import io.inkwell.history.UnitByUnit;
import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The content at random revisions and times of random documents, the difference of two revisions, and blame, out of PostgreSQL: all as a
 * replay of every commit from the first one has it. {@code -Dinkwell.replays=1000} asks as often.
 */
class AnswersAreThoseOfANaiveReplayTest {

    private static final int REPLAYS = Integer.getInteger("inkwell.replays", 100);
    private static final int DOCUMENTS = 5;
    private static final int REVISIONS = 1_400;
    private static final int SNAPSHOT_EVERY = 450;
    private static final long SEED = Long.getLong("inkwell.seed", System.nanoTime());

    private static final PostgresStorage STORAGE = PostgresStorage.shared();
    private static final List<LongHistory> WRITTEN = new ArrayList<>();

    private final Random random = new Random(SEED);
    private final RowsRead rows = new RowsRead(STORAGE.history());
    private final Attribution attribution = new Attribution(rows, STORAGE.blocks());
    private final History history = new History(new BlockSnapshots(STORAGE.snapshots(), rows, STORAGE.blocks()), rows);

    @BeforeAll
    static void write() {
        Attribution attribution = new Attribution(STORAGE.history(), STORAGE.blocks());
        for (int i = 0; i < DOCUMENTS; i++) {
            LongHistory document = new LongHistory(STORAGE, 3, SEED + i);
            document.write(REVISIONS);
            attribution.grow(document.id(), 0, document.head());
            for (long revision = SNAPSHOT_EVERY; revision <= REVISIONS; revision += SNAPSHOT_EVERY) {
                STORAGE.snapshots().save(document.id(),
                        new Snapshot(revision, document.chain(revision), document.document(revision)));
            }
            WRITTEN.add(document);
        }
    }

    @Test
    void theContentAtARevision() {
        for (int i = 0; i < REPLAYS; i++) {
            LongHistory document = WRITTEN.get(random.nextInt(DOCUMENTS));
            long revision = random.nextLong(REVISIONS + 1);
            Document replayed = Document.EMPTY;
            for (int each = 0; each < revision; each++) {
                replayed = replayed.apply(document.commits().get(each).op());
            }
            Snapshot answered = history.at(document.id(), DocumentType.TEXT, revision);
            assertThat(answered.document()).as("seed %d, revision %d", SEED, revision).isEqualTo(replayed);
            assertThat(answered.chain()).isEqualTo(document.chain(revision));
        }
    }

    @Test
    void theContentJustBeforeAtAndJustAfterACommit() {
        for (int i = 0; i < REPLAYS; i++) {
            LongHistory document = WRITTEN.get(random.nextInt(DOCUMENTS));
            long revision = random.nextLong(1, REVISIONS + 1);
            Instant at = Instant.ofEpochMilli(LongHistory.at(revision));
            assertThat(STORAGE.history().revisionAt(document.id(), at.minusMillis(1)))
                    .isEqualTo(OptionalLong.of(revision - 1));
            assertThat(STORAGE.history().revisionAt(document.id(), at)).isEqualTo(OptionalLong.of(revision));
            assertThat(STORAGE.history().revisionAt(document.id(), at.plusMillis(1)))
                    .isEqualTo(OptionalLong.of(revision));
        }
    }

    @Test
    void theDifferenceOfTwoRevisions() {
        for (int i = 0; i < REPLAYS; i++) {
            LongHistory document = WRITTEN.get(random.nextInt(DOCUMENTS));
            long from = random.nextLong(REVISIONS + 1);
            long to = random.nextLong(from, REVISIONS + 1);
            AttributedChange answered = attribution.between(document.id(), DocumentType.TEXT, from, to);
            assertThat(document.document(from).apply(answered.delta())).as("seed %d, %d to %d", SEED, from, to)
                    .isEqualTo(document.document(to));
            AttributedChange composed = document.commits().subList((int) from, (int) to).stream()
                    .map(AttributedChange::of).reduce(AttributedChange::compose)
                    .orElse(AttributedChange.nothing(from, document.document(from).length()));
            assertThat(answered).isEqualTo(composed);
        }
    }

    @Test
    void whoseEveryUnitIs() {
        for (int i = 0; i < REPLAYS; i++) {
            LongHistory document = WRITTEN.get(random.nextInt(DOCUMENTS));
            long revision = random.nextLong(REVISIONS + 1);
            UnitByUnit replayed = new UnitByUnit(Document.EMPTY);
            document.commits().subList(0, (int) revision).forEach(replayed::apply);
            assertThat(UnitByUnit.linesOf(attribution.blame(document.id(), DocumentType.TEXT, revision),
                    document.document(revision))).as("seed %d, revision %d", SEED, revision)
                    .isEqualTo(replayed.blame());
        }
    }

    @Test
    void noAnswerReadsTheWholeHistory() {
        LongHistory document = WRITTEN.getFirst();
        rows.startCounting();
        attribution.blame(document.id(), DocumentType.TEXT, REVISIONS);
        assertThat(rows.counted()).isLessThan(256);
        rows.startCounting();
        history.at(document.id(), DocumentType.TEXT, REVISIONS);
        assertThat(rows.counted()).isLessThan(2 * 256);
    }
}
