package io.inkwell.benchmarks.peers;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.Edit;
import io.inkwell.benchmarks.cases.RecordedTrace;
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

/** The naive floor: bare edits in a {@link StringBuilder}. No operations, no attributes, no older version. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StringBuilderBenchmark {
    /** Edits of a recorded session. */
    @State(Scope.Benchmark)
    public static class Session {
        /** Which. */
        @Param
        public RecordedTrace trace = RecordedTrace.SVELTECOMPONENT;

        private List<Edit> edits = List.of();

        /** Reads it. */
        @Setup
        public void prepare() {
            edits = trace.read().edits();
        }

        List<Edit> edits() {
            return edits;
        }
    }

    /** Edits at random places. */
    @State(Scope.Benchmark)
    public static class Places {
        /** The length of the text, in units. */
        @Param({"10000", "100000", "1000000"})
        public int length = 10_000;

        private String text = "";
        private List<Edit> edits = List.of();

        /** Makes them. */
        @Setup
        public void prepare() {
            text = Cases.appliedRun(length).base().text();
            edits = Cases.appliedRun(length).edits();
        }

        String text() {
            return text;
        }

        List<Edit> edits() {
            return edits;
        }
    }

    /** A whole session. */
    @Benchmark
    public StringBuilder replay(Session session) {
        return edited(new StringBuilder(), session.edits());
    }

    /** Small edits at random places; the copy of the text at the start is shared by a thousand of them. */
    @Benchmark
    @OperationsPerInvocation(Cases.MANY_EDITS)
    public StringBuilder apply(Places places) {
        return edited(new StringBuilder(places.text()), places.edits());
    }

    private static StringBuilder edited(StringBuilder text, List<Edit> edits) {
        for (Edit edit : edits) {
            if (edit.deleted() > 0) {
                text.delete(edit.position(), edit.position() + edit.deleted());
            }
            if (!edit.inserted().isEmpty()) {
                text.insert(edit.position(), edit.inserted());
            }
        }
        return text;
    }
}
