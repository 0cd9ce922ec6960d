package io.inkwell.benchmarks.report;

import io.inkwell.benchmarks.report.Measure.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One turn of a contestant on the JVM: JMH, in a JVM of its own. */
final class JvmTurn {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String PROFILE_COLUMNS = "120";

    private final Settings settings;
    private final Path recordings;

    /**
     * Turns of this length.
     *
     * @param recordings the folder for recordings of the flight recorder
     */
    JvmTurn(Settings settings, Path recordings) {
        this.settings = settings;
        this.recordings = recordings;
    }

    Figure run(Jvm contestant) throws RunnerException {
        return run(contestant, settings.jvmArguments());
    }

    /** Runs once more with the flight recorder, and answers where the time and the memory went, as text. */
    String profile(Jvm contestant) throws RunnerException, IOException, InterruptedException {
        Path recording = recordings.resolve(contestant.fullName().replace(' ', '-') + ".jfr");
        List<String> arguments = new ArrayList<>(settings.jvmArguments());
        arguments.addAll(List.of("-XX:StartFlightRecording:settings=profile,filename=" + recording,
                "-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
        run(contestant, arguments);
        String viewer = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
        var views = new StringBuilder();
        for (String view : List.of("hot-methods", "allocation-by-class", "allocation-by-site")) {
            views.append(Machine.said(viewer, "view", "--width", PROFILE_COLUMNS, view, recording.toString()))
                    .append("\n\n");
        }
        return views.toString();
    }

    private Figure run(Jvm contestant, List<String> jvmArguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + Pattern.quote(contestant.benchmark()) + "$").forks(1)
                .warmupIterations(settings.warmupIterationsNow()).measurementIterations(settings.iterations())
                .warmupTime(TimeValue.milliseconds(settings.iterationMillis()))
                .measurementTime(TimeValue.milliseconds(settings.iterationMillis())).shouldFailOnError(true)
                .addProfiler(GCProfiler.class).addProfiler(ProcessorTimeProfiler.class).verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(jvmArguments.toArray(new String[0]));
        contestant.parameters().forEach((name, value) -> options.param(name, value));
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != 1) {
            throw new IllegalStateException(
                    "JMH found " + results.size() + " benchmarks for " + contestant.fullName() + ", not one.");
        }
        RunResult result = results.iterator().next();
        List<Figure.Round> rounds = new ArrayList<>();
        result.getBenchmarkResults().forEach(benchmark -> benchmark.getIterationResults()
                .forEach(iteration -> rounds.add(new Figure.Round(iteration.getPrimaryResult().getScore(),
                        score(ProcessorTimeProfiler.RESULT,
                                iteration.getSecondaryResults().get(ProcessorTimeProfiler.RESULT))))));
        return new Figure(contestant.name(), null, score(ALLOCATION, result.getSecondaryResults().get(ALLOCATION)),
                null, rounds);
    }

    private static double score(String name, @Nullable Result<?> result) {
        if (result == null) {
            throw new IllegalStateException("JMH gave no " + name + ".");
        }
        return result.getScore();
    }
}
