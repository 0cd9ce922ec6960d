package io.inkwell.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.server.replay.Trace.Kind;
import io.inkwell.server.replay.Trace.Patch;
import io.inkwell.server.replay.Trace.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesAreReadOrRefusedTest {
    private static final String LINEAR = """
            {"startContent":"","endContent":"ac","version":[1,{"x":2}],"txns":[
             {"time":"2021-04-19T06:06:58.000Z","patches":[[0,0,"ab"]]},{"patches":[[1,1,""],[1,0,"c"]]}]}""";

    static Trace read(String json) throws TraceException {
        return TraceReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aLinearTraceZippedOrNot(@TempDir Path folder) throws IOException, TraceException {
        Trace expected = new Trace(Kind.LINEAR, "ac", 1,
                List.of(new Transaction(0, List.of(), List.of(new Patch(0, 0, "ab"))),
                        new Transaction(0, List.of(), List.of(new Patch(1, 1, ""), new Patch(1, 0, "c")))));
        Path plain = Files.writeString(folder.resolve("a.json"), LINEAR);
        assertThat(TraceReader.read(plain)).isEqualTo(expected);
        Path zipped = folder.resolve("a.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(LINEAR.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(TraceReader.read(zipped)).isEqualTo(expected);
    }

    @Test
    void aConcurrentTrace() throws TraceException {
        Trace trace = read("""
                {"kind":"concurrent","endContent":"hi ho","numAgents":2,"txns":[
                 {"parents":[],"numChildren":1,"agent":0,"patches":[[0,0,"hi"]]},
                 {"parents":[0],"numChildren":0,"agent":1,"patches":[[2,0," ho"]]}]}""");
        assertThat(trace.kind()).isEqualTo(Kind.CONCURRENT);
        assertThat(trace.agents()).isEqualTo(2);
        assertThat(trace.transactions().getLast())
                .isEqualTo(new Transaction(1, List.of(0), List.of(new Patch(2, 0, " ho"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"endContent\":7}", "{\"endContent\":\"\",\"txns\":{}}",
        "{\"endContent\":\"\",\"txns\":[[]]}",
        "{\"endContent\":\"\",\"txns\":[{\"patches\":[[0,0]]}]}",
        "{\"endContent\":\"\",\"txns\":[{\"patches\":[[0,0,\"a\",1]]}]}",
        "{\"endContent\":\"\",\"txns\":[{\"patches\":[[-1,0,\"a\"]]}]}",
        "{\"endContent\":\"\",\"txns\":[{\"patches\":[[0.5,0,\"a\"]]}]}",
        "{\"endContent\":\"\",\"txns\":[{\"patches\":[[99999999999,0,\"a\"]]}]}",
        "{\"endContent\":\"\",\"startContent\":\"x\",\"txns\":[]}",
        "{\"kind\":\"concurrent\",\"endContent\":\"\",\"numAgents\":1,\"txns\":[{\"agent\":1,\"parents\":[],\"patches\":[]}]}",
        "{\"kind\":\"concurrent\",\"endContent\":\"\",\"numAgents\":1,\"txns\":[{\"agent\":0,\"parents\":[0],\"patches\":[]}]}"})
    void whatIsNoTraceIsRefusedWithASentence(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(TraceException.class)
                .hasMessageMatching("This (is not a trace|trace).*\\.");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> TraceReader.read(Path.of("nowhere.json"))).isInstanceOf(TraceException.class)
                .hasMessage("There is no file nowhere.json.");
    }
}
