package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.ot.Delta;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One change carried over ten thousand small commits: somebody was away. One operation is the whole way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CarryBenchmark {
    /** How many edits the change has. */
    public enum Size {
        /** One. */
        SMALL,
        /** {@link Cases#MANY_EDITS}. */
        LARGE
    }

    /** How large the change is. */
    @Param
    public Size size = Size.SMALL;

    private Delta change = Delta.identity(0);
    private List<Delta> commits = List.of();

    /** Makes the change and the commits. */
    @Setup
    public void prepare() {
        change = switch (size) {
            case SMALL -> Cases.smallChangeToLargeDocument();
            case LARGE -> Cases.largePair().later();
        };
        commits = Cases.commits().changes();
    }

    /** All the way in one call: what a server does with a submission. */
    @Benchmark
    public Delta atOnce() {
        return change.carriedOver(commits);
    }

    /** One transformation for each commit. */
    @Benchmark
    public Delta oneByOne() {
        Delta carried = change;
        for (Delta commit : commits) {
            carried = carried.transformOver(commit);
        }
        return carried;
    }
}
