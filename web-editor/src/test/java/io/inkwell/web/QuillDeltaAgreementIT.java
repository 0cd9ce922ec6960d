package io.inkwell.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.inkwell.laws.cases.Choices;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Tie;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.RandomDeltas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Random cases, and those of the conformance file, get the same answers from this engine and from the npm package quill-delta, which nobody here wrote. Another run with the
 * printed seed ({@code -Dseed=…}) has the same cases.
 *
 * <p>What quill-delta answers is brought into canonical form by reading it as JSON: it keeps attribute names in the order in which they
 * were set, may leave a null attribute on an insert, and sometimes a plain retain at the end. These are differences of writing; no
 * difference of meaning is forgiven.
 */
class QuillDeltaAgreementIT {
    private static final int CASES = 10_000;
    private static final long NODE_SECONDS_MAX = 120;
    private static final List<String> COLUMNS = List.of("apply", "compose", "transformOver", "transformUnder", "invert",
            "transformPosition STAY_BEFORE_INSERT", "transformPosition MOVE_AFTER_INSERT");

    /** The verbs of the conformance file that quill-delta has too, and the field behind which the answer stands, to the end of the line. */
    private static final List<String> VERBS = List.of("apply", "compose", "transformOver", "transformUnder", "invert",
            "transformPosition");
    private static final String EXPECTED = ",\"expected\":";

    /** Two changes to a document, one that follows the first, and a position. */
    private record Case(Document base, Delta a, Delta b, Delta next, int position) {
        static Case drawn(long seed, int number) {
            Choices choices = Choices.seeded(seed + number);
            var random = new RandomDeltas(choices, 3 + choices.below(8));
            Document base = random.document();
            Delta a = random.deltaOn(base);
            return new Case(base, a, random.deltaOn(base), random.deltaOn(base.apply(a)), random.position(base));
        }

        String line() {
            return "{\"base\":" + json(base.toOps()) + ",\"a\":" + json(a.ops()) + ",\"b\":" + json(b.ops())
                    + ",\"next\":" + json(next.ops())
                    + ",\"position\":" + position + "}";
        }

        List<String> answers() {
            return List.of(json(base.apply(a).toOps()), json(a.compose(next).ops()), json(b.transformOver(a).ops()),
                    json(a.transformUnder(b).ops()),
                    json(a.invert(base).ops()), Integer.toString(a.transformPosition(position, Tie.STAY_BEFORE_INSERT)),
                    Integer.toString(a.transformPosition(position, Tie.MOVE_AFTER_INSERT)));
        }
    }

    @Test
    void randomCasesGetTheSameAnswersFromQuillDelta() throws Exception {
        requireQuillDelta();
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        System.out.println("quill-delta agreement: " + CASES + " cases, replay them with -Dseed=" + seed);
        var cases = new ArrayList<Case>();
        for (int number = 0; number < CASES; number++) {
            cases.add(Case.drawn(seed, number));
        }

        List<String> lines = answersOfQuillDelta("random", cases.stream().map(Case::line).toList());

        assertThat(lines).hasSameSizeAs(cases);
        for (int number = 0; number < CASES; number++) {
            Case drawn = cases.get(number);
            List<String> theirs = List.of(lines.get(number).split("\t"));
            List<String> ours = drawn.answers();
            assertThat(theirs).hasSameSizeAs(COLUMNS);
            for (int column = 0; column < COLUMNS.size(); column++) {
                assertThat(canonical(theirs.get(column)))
                        .as("%s, -Dseed=%d, case %d: %s", COLUMNS.get(column), seed, number, drawn.line())
                        .isEqualTo(ours.get(column));
            }
        }
        System.out.println(
                "quill-delta agreement: " + CASES + " cases each of " + String.join(", ", COLUMNS) + ": all equal");
    }

    @Test
    void theCommittedConformanceCasesGetTheSameAnswersFromQuillDelta() throws Exception {
        requireQuillDelta();
        List<String> cases;
        try (Stream<String> lines = Files.lines(module().resolveSibling("conformance").resolve("algebra.jsonl"))) {
            cases = lines
                    .filter(line -> line.contains(EXPECTED)
                            && VERBS.stream().anyMatch(verb -> line.startsWith("{\"verb\":\"" + verb + "\"")))
                    .toList();
        }
        List<String> answers = answersOfQuillDelta("conformance", cases);

        assertThat(cases).hasSizeGreaterThan(2_000);
        assertThat(answers).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            String line = cases.get(i);
            String expected = line.substring(line.indexOf(EXPECTED) + EXPECTED.length(), line.length() - 1);
            assertThat(canonical(answers.get(i))).as(line).isEqualTo(canonical(expected));
        }
        System.out.println("quill-delta agreement: " + cases.size() + " committed conformance cases: all equal");
    }

    private static List<String> answersOfQuillDelta(String name, List<String> questions)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(module().resolve("target/quill-delta-agreement"));
        Path input = folder.resolve(name + "-questions.jsonl");
        Path output = folder.resolve(name + "-answers.txt");
        Files.write(input, questions, StandardCharsets.UTF_8);
        String script = module().resolve("src/test/node/quill-delta-agreement.cjs").toString();
        Process node = new ProcessBuilder("node", script, input.toString(), output.toString()).inheritIO().start();
        assertThat(node.waitFor(NODE_SECONDS_MAX, TimeUnit.SECONDS)).as("node ends within %d s", NODE_SECONDS_MAX)
                .isTrue();
        assertThat(node.exitValue()).as("exit code of node").isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static void requireQuillDelta() {
        if (Files.exists(module().resolve("node_modules/quill-delta/package.json"))) {
            return;
        }
        String missing = "quill-delta is not installed (the build was run with -Dweb.skip=true?): the comparison with it did not run";
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        System.err.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    private static String canonical(String answer) throws MalformedOpsException {
        return answer.startsWith("[") ? json(OpsJson.read(answer, OpsLimits.UNLIMITED)) : answer;
    }

    private static String json(Ops ops) {
        return new String(OpsJson.write(ops), StandardCharsets.UTF_8);
    }
}
