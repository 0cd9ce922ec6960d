package io.inkwell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.benchmarks.report.Measure;
import io.inkwell.benchmarks.report.Measure.Jvm;
import io.inkwell.benchmarks.report.Measures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks do not rot: JMH runs each of them once, and the table names each of them. Nothing is timed. */
class EveryBenchmarkRunsTest {
    @Test
    void jmhRunsEachBenchmarkOnceWithItsSmallestInput() throws RunnerException, IOException {
        Options once = new OptionsBuilder().include("io\\.inkwell\\.benchmarks\\..*").forks(0).mode(Mode.SingleShotTime)
                .warmupIterations(0).measurementIterations(1).param("trace", "SVELTECOMPONENT")
                .param("length", "10000").param("kind", "INSERTS").param("content", "SMALL").param("size", "SMALL")
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build();
        Set<String> ran = new HashSet<>();
        for (RunResult result : new Runner(once).run()) {
            ran.add(result.getParams().getBenchmark());
        }
        assertThat(ran).containsExactlyInAnyOrderElementsOf(benchmarks());
    }

    @Test
    void theTableHasALineForEachBenchmark() throws IOException {
        Set<String> named = new HashSet<>();
        for (Measure measure : Measures.all()) {
            for (Measure.Contestant contestant : measure.contestants()) {
                if (contestant instanceof Jvm jvm) {
                    named.add(jvm.benchmark());
                }
            }
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(
                benchmarks().stream().map(name -> name.replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1")).toList());
    }

    @Test
    void everyMeasureHasANameOfItsOwnAndBeginsWithInkwell() {
        List<Measure> measures = Measures.all();
        assertThat(measures).extracting(Measure::id).doesNotHaveDuplicates();
        assertThat(measures).extracting(Measure::title).doesNotHaveDuplicates();
        assertThat(measures).allSatisfy(
                measure -> assertThat(measure.contestants().getFirst().name()).isEqualTo(Measures.INKWELL));
    }

    /** What the annotation processor of JMH found. */
    private static Set<String> benchmarks() throws IOException {
        Pattern entry = Pattern.compile("^JMH S \\d+ (\\S+) S \\d+ \\S+ S \\d+ (\\S+) ", Pattern.MULTILINE);
        try (InputStream list = EveryBenchmarkRunsTest.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return entry.matcher(text).results().map(found -> found.group(1) + "." + found.group(2))
                    .collect(Collectors.toSet());
        }
    }
}
