package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Edit;
import io.inkwell.benchmarks.cases.RecordedTrace;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.ArrayList;
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

/** A recorded editing session from the empty text to its end. One operation is the whole session. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayBenchmark {
    /** Which session. */
    @Param
    public RecordedTrace trace = RecordedTrace.SVELTECOMPONENT;

    private List<Edit> edits = List.of();
    private List<Delta> changes = List.of();

    /** Reads the session and makes a change of each of its edits. */
    @Setup
    public void prepare() {
        edits = trace.read().edits();
        List<Delta> made = new ArrayList<>(edits.size());
        int length = 0;
        for (Edit edit : edits) {
            made.add(edit.on(length));
            length += edit.growth();
        }
        changes = List.copyOf(made);
    }

    /** Through real operations: each edit is made a change, and the change is applied. */
    @Benchmark
    public Document operations() {
        Document document = Document.EMPTY;
        for (Edit edit : edits) {
            document = document.apply(edit.on(document.length()));
        }
        return document;
    }

    /** What a server's own document costs: the changes are there, as they came with the submissions. */
    @Benchmark
    public Document document() {
        Document document = Document.EMPTY;
        for (Delta change : changes) {
            document = document.apply(change);
        }
        return document;
    }
}
