package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Tie;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The carets of a hundred people, moved by one change. One operation is all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaretBenchmark {
    /** How large the change is. */
    @Param
    public CarryBenchmark.Size size = CarryBenchmark.Size.SMALL;

    private Delta change = Delta.identity(0);
    private int[] carets = {};

    /** Makes the change and the carets. */
    @Setup
    public void prepare() {
        change = switch (size) {
            case SMALL -> Cases.smallChangeToLargeDocument();
            case LARGE -> Cases.largePair().later();
        };
        carets = Cases.carets().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where they are afterwards. */
    @Benchmark
    public int[] move() {
        int[] moved = new int[carets.length];
        for (int i = 0; i < carets.length; i++) {
            moved[i] = change.transformPosition(carets[i], Tie.STAY_BEFORE_INSERT);
        }
        return moved;
    }
}
