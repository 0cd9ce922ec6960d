package io.inkwell.benchmarks.engine;

import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Operations as JSON, in UTF-8, read strictly and written canonically. One operation is one of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {
    /** How large. */
    @Param
    public Cases.JsonKind content = Cases.JsonKind.SMALL;

    private Ops ops = Ops.EMPTY;
    private byte[] utf8 = {};

    /** Makes the operation and its JSON. */
    @Setup
    public void prepare() {
        ops = content.ops();
        utf8 = OpsJson.write(ops);
    }

    /** Bytes to operation. */
    @Benchmark
    public Ops read() throws MalformedOpsException {
        return OpsJson.read(utf8, OpsLimits.UNLIMITED);
    }

    /** Operation to bytes. */
    @Benchmark
    public byte[] write() {
        return OpsJson.write(ops);
    }
}
