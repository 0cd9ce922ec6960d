package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.EditRun;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A thousand small edits at random places as one change. One operation is the whole run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ComposeBenchmark {
    private EditRun run = new EditRun(Document.EMPTY, List.of(), List.of());

    /** Makes the run. */
    @Setup
    public void prepare() {
        run = Cases.composedRun();
    }

    /** In pairs, then pairs of pairs. */
    @Benchmark
    public Delta balanced() {
        return Delta.composeAll(run.base().length(), run.changes());
    }

    /** One after the other. */
    @Benchmark
    public Delta sequential() {
        Delta composed = Delta.identity(run.base().length());
        for (Delta change : run.changes()) {
            composed = composed.compose(change);
        }
        return composed;
    }
}
