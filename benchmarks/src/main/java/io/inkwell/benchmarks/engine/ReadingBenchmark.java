package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Getting content out of a formatted document of a million units. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadingBenchmark {
    /** How many units are taken out of the middle. */
    public static final int SLICE_LENGTH = 1_000;

    private Document document = Document.EMPTY;

    /** Makes the document. */
    @Setup
    public void prepare() {
        document = Document.of(Cases.richContent(Cases.DOCUMENT_LENGTH));
    }

    /** A thousand units out of the middle. */
    @Benchmark
    public Ops slice() {
        int from = document.length() / 2;
        return document.slice(from, from + SLICE_LENGTH);
    }

    /** All of it, as operations. */
    @Benchmark
    public Ops toOps() {
        return document.toOps();
    }

    /** All of it, without its formatting. */
    @Benchmark
    public String text() {
        return document.text();
    }
}
