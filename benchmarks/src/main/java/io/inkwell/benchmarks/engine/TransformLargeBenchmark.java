package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.ConcurrentPair;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two changes of a thousand edits each, side by side. One operation is the pair. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformLargeBenchmark {
    private ConcurrentPair pair = new ConcurrentPair(Document.EMPTY, Delta.identity(0), Delta.identity(0));

    /** Makes the pair. */
    @Setup
    public void prepare() {
        pair = Cases.largePair();
    }

    /** One side. */
    @Benchmark
    public Delta over() {
        return pair.later().transformOver(pair.earlier());
    }

    /** The other side. */
    @Benchmark
    public Delta under() {
        return pair.earlier().transformUnder(pair.later());
    }

    /** Both sides. */
    @Benchmark
    public Delta.Diamond both() {
        return pair.earlier().diamondWith(pair.later());
    }
}
