package io.inkwell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.benchmarks.cases.CaseFile;
import io.inkwell.benchmarks.cases.Cases;
import io.inkwell.benchmarks.cases.ConcurrentPair;
import io.inkwell.benchmarks.cases.Edit;
import io.inkwell.benchmarks.cases.EditRun;
import io.inkwell.benchmarks.cases.RecordedTrace;
import io.inkwell.benchmarks.engine.ApplyBenchmark;
import io.inkwell.benchmarks.engine.CaretBenchmark;
import io.inkwell.benchmarks.engine.CarryBenchmark;
import io.inkwell.benchmarks.engine.ComposeBenchmark;
import io.inkwell.benchmarks.engine.JsonBenchmark;
import io.inkwell.benchmarks.engine.ReadingBenchmark;
import io.inkwell.benchmarks.engine.ReplayBenchmark;
import io.inkwell.benchmarks.engine.TransformLargeBenchmark;
import io.inkwell.benchmarks.engine.TransformSmallBenchmark;
import io.inkwell.benchmarks.peers.RopeBenchmark;
import io.inkwell.benchmarks.peers.StringBuilderBenchmark;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is measured is the right work: each result is what bare edits of a text, the recording, or a law of the algebra says. */
class EveryBenchmarkIsRightTest {
    @ParameterizedTest
    @EnumSource
    void aReplayEndsInTheRecordedText(RecordedTrace trace) {
        var benchmark = new ReplayBenchmark();
        benchmark.trace = trace;
        benchmark.prepare();
        Document end = benchmark.operations();
        assertThat(end.text()).isEqualTo(trace.read().endText());
        assertThat(benchmark.document()).isEqualTo(end);
    }

    @Test
    void bareEditsEndInTheRecordedText() {
        var session = new StringBuilderBenchmark.Session();
        session.prepare();
        assertThat(new StringBuilderBenchmark().replay(session)).hasToString(session.trace.read().endText());
        assertThat(new RopeBenchmark().replay(session)).hasToString(session.trace.read().endText());
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000, 1_000_000})
    void changesAtRandomPlacesDoWhatBareEditsDo(int length) {
        var benchmark = new ApplyBenchmark();
        benchmark.length = length;
        benchmark.prepare();
        EditRun run = Cases.appliedRun(length);
        assertThat(run.base().length()).isEqualTo(length);
        assertThat(benchmark.apply().text()).isEqualTo(edited(run));

        var places = new StringBuilderBenchmark.Places();
        places.length = length;
        places.prepare();
        var start = new RopeBenchmark.Start();
        start.prepare(places);
        assertThat(new StringBuilderBenchmark().apply(places)).hasToString(edited(run));
        assertThat(new RopeBenchmark().apply(start, places)).hasToString(edited(run));
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysAroundSmallChangesLeadToOneDocument(Cases.SmallKind kind) {
        var benchmark = new TransformSmallBenchmark();
        List<ConcurrentPair> pairs = Cases.smallPairs(kind);
        assertThat(pairs).hasSize(Cases.SMALL_PAIRS).allSatisfy(pair -> {
            Document oneWay = pair.base().apply(pair.earlier()).apply(benchmark.laterOver(pair));
            Document otherWay = pair.base().apply(pair.later()).apply(benchmark.earlierUnder(pair));
            assertThat(oneWay).isEqualTo(otherWay).isEqualTo(pair.after()).isNotEqualTo(pair.base());
        });
    }

    @Test
    void bothWaysAroundLargeChangesLeadToOneDocument() {
        var benchmark = new TransformLargeBenchmark();
        benchmark.prepare();
        ConcurrentPair pair = Cases.largePair();
        assertThat(pair.base().apply(pair.earlier()).apply(benchmark.over()))
                .isEqualTo(pair.base().apply(pair.later()).apply(benchmark.under())).isEqualTo(pair.after());
        assertThat(pair.later().ops().size()).as("components of a change of 1,000 edits").isGreaterThan(1_900);
    }

    @Test
    void aRunComposedEitherWayDoesWhatBareEditsDo() {
        var benchmark = new ComposeBenchmark();
        benchmark.prepare();
        EditRun run = Cases.composedRun();
        assertThat(benchmark.balanced()).isEqualTo(benchmark.sequential());
        assertThat(run.base().apply(benchmark.balanced()).text()).isEqualTo(edited(run));
    }

    @ParameterizedTest
    @EnumSource
    void aCarriedChangeMeetsTheCommitsThatWereCarriedUnderIt(CarryBenchmark.Size size) {
        var benchmark = new CarryBenchmark();
        benchmark.size = size;
        benchmark.prepare();
        EditRun commits = Cases.commits();
        Delta carried = switch (size) {
            case SMALL -> Cases.smallChangeToLargeDocument();
            case LARGE -> Cases.largePair().later();
        };
        Document withChange = commits.base().apply(carried);
        for (Delta commit : commits.changes()) {
            withChange = withChange.apply(commit.transformUnder(carried));
            carried = carried.transformOver(commit);
        }
        assertThat(commits.after().apply(benchmark.oneByOne())).isEqualTo(withChange);
        assertThat(benchmark.atOnce()).isEqualTo(benchmark.oneByOne());
    }

    @ParameterizedTest
    @EnumSource
    void caretsStayWhereTheyAreOrMoveByWhatIsInFrontOfThem(CarryBenchmark.Size size) {
        var benchmark = new CaretBenchmark();
        benchmark.size = size;
        benchmark.prepare();
        int[] moved = benchmark.move();
        assertThat(moved).hasSize(Cases.CARETS);
        List<Integer> carets = Cases.carets();
        for (int i = 0; size == CarryBenchmark.Size.SMALL && i < moved.length; i++) {
            int caret = carets.get(i);
            assertThat(moved[i]).isEqualTo(caret > Cases.LARGE_LENGTH / 2 ? caret + 1 : caret);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsWhatWasWritten(Cases.JsonKind content) throws MalformedOpsException {
        var benchmark = new JsonBenchmark();
        benchmark.content = content;
        benchmark.prepare();
        assertThat(benchmark.read()).isEqualTo(content.ops());
        assertThat(OpsJson.read(benchmark.write(), OpsLimits.UNLIMITED)).isEqualTo(content.ops());
    }

    @Test
    void whatIsTakenOutOfADocumentIsInIt() {
        var benchmark = new ReadingBenchmark();
        benchmark.prepare();
        assertThat(benchmark.toOps()).isEqualTo(Cases.richContent(Cases.DOCUMENT_LENGTH));
        String text = benchmark.text();
        assertThat(text).hasSizeGreaterThanOrEqualTo(Cases.DOCUMENT_LENGTH);
        int from = text.length() / 2;
        assertThat(Document.of(benchmark.slice()).text())
                .isEqualTo(text.substring(from, from + ReadingBenchmark.SLICE_LENGTH));
    }

    @Test
    void theOthersAreGivenOperationsThatAStrictReaderTakes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cases.json");
        CaseFile.write(file);
        JsonNode cases = JsonMapper.builder().build().readTree(file.toFile());
        for (JsonNode pairs : cases.get("pairs")) {
            assertIsCanonical(pairs.get("base"));
            for (JsonNode pair : pairs.get("pairs")) {
                pair.forEach(EveryBenchmarkIsRightTest::assertIsCanonical);
            }
        }
        for (JsonNode run : cases.get("runs")) {
            assertThat(run.get("changes").size()).isEqualTo(run.get("edits").size()).isPositive();
            run.get("changes").forEach(EveryBenchmarkIsRightTest::assertIsCanonical);
            assertIsCanonical(run.get("after"));
        }
        for (JsonNode carried : cases.get("carried")) {
            carried.forEach(EveryBenchmarkIsRightTest::assertIsCanonical);
        }
        assertThat(cases.get("carets").size()).isEqualTo(CarryBenchmark.Size.values().length);
        cases.get("json").forEach(EveryBenchmarkIsRightTest::assertIsCanonical);
    }

    private static void assertIsCanonical(JsonNode ops) {
        try {
            String json = ops.toString();
            assertThat(new String(OpsJson.write(OpsJson.read(json, OpsLimits.UNLIMITED)),
                    java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(json);
        } catch (MalformedOpsException e) {
            throw new AssertionError(e);
        }
    }

    private static String edited(EditRun run) {
        var text = new StringBuilder(run.base().text());
        for (Edit edit : run.edits()) {
            text.replace(edit.position(), edit.position() + edit.deleted(), edit.inserted());
        }
        return text.toString();
    }
}
