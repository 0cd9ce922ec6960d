package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.EditRun;
import io.inkwell.ot.Document;
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

/** Small changes at random places of a document. One operation is one change; each is applied to the document after the one before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyBenchmark {
    /** The length of the document, in units. */
    @Param({"10000", "100000", "1000000"})
    public int length = 10_000;

    private EditRun run = new EditRun(Document.EMPTY, List.of(), List.of());

    /** Makes the document and the changes. */
    @Setup
    public void prepare() {
        run = Cases.appliedRun(length);
    }

    /** All of them. */
    @Benchmark
    @OperationsPerInvocation(Cases.MANY_EDITS)
    public Document apply() {
        return run.after();
    }
}
