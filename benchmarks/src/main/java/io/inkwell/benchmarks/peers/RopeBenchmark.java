package io.inkwell.benchmarks.peers;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.Edit;
import io.lacuna.bifurcan.Rope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bare edits in the persistent rope of bifurcan. No operations, no attributes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RopeBenchmark {
    /** A rope with the text of the random places. */
    @State(Scope.Benchmark)
    public static class Start {
        private Rope rope = Rope.EMPTY;

        /** Makes it. */
        @Setup
        public void prepare(StringBuilderBenchmark.Places places) {
            rope = Rope.from(places.text());
        }
    }

    /** A whole session. */
    @Benchmark
    public Rope replay(StringBuilderBenchmark.Session session) {
        return edited(Rope.EMPTY, session.edits());
    }

    /** Small edits at random places. */
    @Benchmark
    @OperationsPerInvocation(Cases.MANY_EDITS)
    public Rope apply(Start start, StringBuilderBenchmark.Places places) {
        return edited(start.rope, places.edits());
    }

    private static Rope edited(Rope start, List<Edit> edits) {
        Rope rope = start;
        for (Edit edit : edits) {
            if (edit.deleted() > 0) {
                rope = rope.remove(edit.position(), edit.position() + edit.deleted());
            }
            if (!edit.inserted().isEmpty()) {
                rope = rope.insert(edit.position(), edit.inserted());
            }
        }
        return rope;
    }
}
