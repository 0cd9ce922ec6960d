package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.BlockStore.Range;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TheGridJoinsAnyTwoRevisionsTest {
    @Test
    void withoutAGapByFewBlocksAndFewSingleRevisions() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long from = random.nextLong(1_000_000);
            long to = from + random.nextLong(1_000_000 - from + 1);
            List<Range> way = BlockGrid.between(from, to);
            long at = from;
            long single = 0;
            for (Range range : way) {
                assertThat(range.fromRevision()).isEqualTo(at);
                at = range.toRevision();
                single += BlockGrid.isBlock(range) ? 0 : range.toRevision() - range.fromRevision();
            }
            assertThat(at).isEqualTo(to);
            assertThat(single).isLessThan(2 * BlockGrid.SMALLEST);
            assertThat(way.size()).isLessThanOrEqualTo(2 + 4 * (BlockGrid.BLOCKS_IN_NEXT - 1) + 16);
        }
        assertThat(BlockGrid.between(5, 5)).isEmpty();
    }

    @Test
    void aBlockIsItsParts() {
        Range large = new Range(3L * BlockGrid.LARGEST, 4L * BlockGrid.LARGEST);
        List<Range> parts = BlockGrid.parts(large);
        assertThat(parts).hasSize(BlockGrid.BLOCKS_IN_NEXT).allMatch(BlockGrid::isBlock);
        assertThat(parts.getFirst().fromRevision()).isEqualTo(large.fromRevision());
        assertThat(parts.getLast().toRevision()).isEqualTo(large.toRevision());
        assertThat(BlockGrid.parts(new Range(0, BlockGrid.SMALLEST))).isEmpty();
    }

    @Test
    void whatBecomesWholeIsNamedOnce() {
        assertThat(BlockGrid.completed(0, 255)).isEmpty();
        assertThat(BlockGrid.completed(255, 256)).containsExactly(new Range(0, 256));
        assertThat(BlockGrid.completed(256, 511)).isEmpty();
        assertThat(BlockGrid.completed(4_000, 4_400)).containsExactly(new Range(3_840, 4_096), new Range(4_096, 4_352),
                new Range(0, 4_096));
    }
}
