package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.simulation.SameTrace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the simulation proves is worth something only if its log behaves as PostgreSQL does: schedules with late statements, lost replies, used
 * keys and moved heads, statement by statement against both.
 */
class TheSimulatedLogAnswersAsPostgresDoesTest {
    private static final int QUESTIONS_MIN = 20;

    @ParameterizedTest
    @ValueSource(longs = {3, 7, 8, 11, 15, 20, 25, 30})
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void everyStatementIsAnsweredAlike(long seed) {
        try (Database fresh = TestCluster.open(TestCluster.shared().freshDatabase())) {
            int questions = SameTrace.on(new PostgresStorage(fresh), seed);
            System.out.println("seed " + seed + ": " + questions + " questions answered alike");
            assertThat(questions).isGreaterThan(QUESTIONS_MIN);
        }
    }
}
