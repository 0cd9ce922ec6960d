package io.inkwell.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The test of the test: a simulation that notices nothing proves nothing. Each mutant breaks one rule, and must be noticed. */
class EveryMutantDiesTest {
    private static final long SCHEDULES_MAX = Long.getLong("inkwell.mutant.schedules", 20_000);
    private static final int STORY_LINES_MAX = 40;

    @TestFactory
    Stream<DynamicTest> everyMutant() {
        return Mutants.all().entrySet().stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.getKey(),
                        () -> dies(mutant.getKey(), mutant.getValue())));
    }

    private static void dies(String name, Supplier<Deviation> mutant) {
        Tally tally = new Tally();
        long startNanos = System.nanoTime();
        for (long seed = 1; seed <= SCHEDULES_MAX; seed++) {
            try {
                Simulation.run(seed, tally, mutant.get());
            } catch (Violation noticed) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                System.out.println("mutant: " + name + " | " + seed + " | " + millis + " ms");
                return;
            }
        }
        fail("not noticed in %d schedules: %s", SCHEDULES_MAX, name);
    }

    /** A seed replays what it found, and shrinks to something a person can read. */
    @Test
    void whatWasFoundBecomesAShortStory() {
        String story = Story.of(61, new ClientMutants.TabCopiesPendingWork());
        System.out.println(story);
        assertThat(story).contains("The shortest story found").contains("there ");
        assertThat(story.lines()).hasSizeLessThan(STORY_LINES_MAX);
        assertThat(Story.of(61, new ClientMutants.TabCopiesPendingWork())).as("the same again").isEqualTo(story);
    }
}
