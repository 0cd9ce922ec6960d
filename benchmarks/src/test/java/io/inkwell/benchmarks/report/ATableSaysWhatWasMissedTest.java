package io.inkwell.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.benchmarks.report.Figure.Round;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ATableSaysWhatWasMissedTest {
    @Test
    void aTargetIsMetOrMissedByTheRatioInThisRun() {
        String page = Table.of(results(smallTransform(60, null)), null);
        assertThat(page).contains("| 60.0 ns | ot.js | 150 ns | 2.50 × | ≥ 2.00 × | met |")
                .contains("| 60.0 ns | 50 ns | 50.0 ns | 0.83 × | ≥ 1.00 × | **missed** |");
        assertThat(Table.of(results(smallTransform(100, null)), null))
                .contains("| 100 ns | ot.js | 150 ns | 1.50 × | ≥ 2.00 × | **missed** |");
    }

    @Test
    void whoCannotRunHereIsScaledByWhoRanBesideThem() {
        // Rust was 16.7 / 6.8 times as fast as ot.js on the day both were recorded.
        assertThat(Table.of(results(smallTransform(60, null)), null))
                .contains("| operational-transform (Rust), recorded | 61.1 ns | 1.02 × | ≥ 1.00 × | met |");
    }

    @Test
    void anotherResultIsNamed() {
        assertThat(Table.of(results(smallTransform(60, null)), null)).contains("All results agree.");
        assertThat(Table.of(results(smallTransform(60, "ends with another document")), null))
                .contains("- ot.js ends with another document: two letters").contains("150 ns (differs)");
    }

    @Test
    void whoWaitedForTheProcessorIsMarkedAndCountsByWhatItGot() {
        var waiting = new Figure(Measures.INKWELL, null, 48.0, null, List.of(new Round(60, 30)));
        assertThat(Table.of(results(List.of(waiting)), null)).contains("30.0 ns\\*")
                .contains("others kept it waiting");
    }

    @Test
    void anOlderEngineStandsBesideTheNewOne() {
        assertThat(Table.of(results(smallTransform(60, null)), results(smallTransform(180, null))))
                .contains("| Inkwell before | times as fast as before |").contains("| 180 ns | 3.00 × |");
    }

    private static List<Figure> smallTransform(double ours, @Nullable String differs) {
        return List.of(new Figure(Measures.INKWELL, null, 48.0, null, List.of(new Round(ours, ours))),
                new Figure(Measures.OT, "0.0.15", null, differs, List.of(new Round(150, 150))));
    }

    @Test
    void theMiddleRoundCountsByTheSmallerOfItsTwoTimes() {
        var figure = new Figure(Measures.INKWELL, null, 48.0, null,
                List.of(new Round(70, 90), new Round(200, 60), new Round(65, 500)));
        assertThat(figure.nanos()).isEqualTo(65);
        assertThat(Figure.of(List.of(figure, figure)).rounds()).hasSize(6);
    }

    /** The same figures for one side and for both. */
    private static Results results(List<Figure> figures) {
        return new Results("2026-11-21T12:00:00Z", "abc1234", "benchmarks/run",
                new Machine("a processor", 2, 1L << 34, "Linux", "a JVM", "v20"), Settings.QUICK, 0.1, 1.2,
                List.of(new Results.Line("transform-small.both.inserts", 14, "two letters", figures),
                        new Results.Line("transform-small.over.inserts", 14, "two letters, one side", figures)));
    }
}
