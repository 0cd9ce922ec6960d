package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.ThinningRule.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of old snapshots fewer are kept than of new ones, and never so few that a bound is broken that held before. */
class FewerSnapshotsAreNeverTooFarApartTest {
    private static final ThinningRule RULE = new ThinningRule(4, 1_000, 100_000);

    private static List<Milestone> kept(List<Milestone> stored) {
        List<Long> going = RULE.superfluous(stored);
        List<Milestone> kept = new ArrayList<>();
        long bytes = 0;
        for (Milestone milestone : stored) {
            bytes += milestone.bytesBefore();
            if (!going.contains(milestone.revision())) {
                kept.add(new Milestone(milestone.revision(), bytes));
                bytes = 0;
            }
        }
        return kept;
    }

    @Test
    void theNewestAreAllKeptAndOldOnesLieFartherApart() {
        List<Milestone> stored = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++)
            stored.add(new Milestone(i * 10L, 100));
        List<Milestone> kept = kept(stored);
        assertThat(kept.size()).isLessThan(60);
        assertThat(kept.subList(kept.size() - 4, kept.size())).extracting(Milestone::revision)
                .containsExactly(9_970L, 9_980L, 9_990L, 10_000L);
        assertThat(kept.getFirst().revision()).isEqualTo(1_000);
    }

    @Test
    void noGapIsLargerThanTheBoundUnlessItWasBefore() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Milestone> stored = new ArrayList<>();
            long revision = 0;
            for (int i = 0; i < random.nextInt(300); i++) {
                revision += 1 + random.nextInt(1_500);
                stored.add(new Milestone(revision, random.nextInt(150_000)));
            }
            List<Long> revisions = stored.stream().map(Milestone::revision).toList();
            long before = 0;
            for (Milestone milestone : kept(stored)) {
                boolean asStored = revisions.indexOf(milestone.revision()) == revisions.indexOf(before) + 1;
                assertThat(asStored || (milestone.revision() - before <= 1_000 && milestone.bytesBefore() <= 100_000))
                        .as("from %d to %s", before, milestone).isTrue();
                before = milestone.revision();
            }
        }
    }

    @Test
    void thinningTwiceTakesNothingMore() {
        List<Milestone> stored = new ArrayList<>();
        for (int i = 1; i <= 500; i++)
            stored.add(new Milestone(i * 20L, 2_000));
        List<Milestone> once = kept(stored);
        assertThat(kept(once).size()).isGreaterThan(once.size() / 2);
        assertThat(RULE.superfluous(List.of())).isEmpty();
    }
}
