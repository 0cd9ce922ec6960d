package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.ConcurrentPair;
import io.inkwell.ot.Delta;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Two small changes, side by side. One operation is one pair. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformSmallBenchmark {
    /** What the changes do. */
    @Param
    public Cases.SmallKind kind = Cases.SmallKind.INSERTS;

    private List<ConcurrentPair> pairs = List.of();

    /** Makes the pairs. */
    @Setup
    public void prepare() {
        pairs = Cases.smallPairs(kind);
    }

    /** The later change of a pair, over the earlier one. */
    public Delta laterOver(ConcurrentPair pair) {
        return pair.later().transformOver(pair.earlier());
    }

    /** The earlier change of a pair, under the later one. */
    public Delta earlierUnder(ConcurrentPair pair) {
        return pair.earlier().transformUnder(pair.later());
    }

    /** One side: what a server does for each commit that a submission has not seen. */
    @Benchmark
    @OperationsPerInvocation(Cases.SMALL_PAIRS)
    public void over(Blackhole results) {
        for (ConcurrentPair pair : pairs) {
            results.consume(laterOver(pair));
        }
    }

    /** The other side. */
    @Benchmark
    @OperationsPerInvocation(Cases.SMALL_PAIRS)
    public void under(Blackhole results) {
        for (ConcurrentPair pair : pairs) {
            results.consume(earlierUnder(pair));
        }
    }

    /** Both sides: what a client does with what it has in flight. */
    @Benchmark
    @OperationsPerInvocation(Cases.SMALL_PAIRS)
    public void both(Blackhole results) {
        for (ConcurrentPair pair : pairs) {
            results.consume(pair.earlier().diamondWith(pair.later()));
        }
    }
}
