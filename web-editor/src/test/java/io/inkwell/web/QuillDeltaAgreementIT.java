package io.inkwell.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random cases, and those of the conformance file, get the same answers from the engine in Java, from the engine of the pages in TypeScript
 * and from the npm package quill-delta, which nobody here wrote. Another run with the printed seed ({@code -Dseed=…}) has the same cases;
 * {@link DifferentialFuzz} is the long run by command.
 */
@Timeout(300)
class QuillDeltaAgreementIT {
    private static final int CASES = 10_000;

    /** The verbs of the conformance file that quill-delta has too, and the field behind which the answer stands, to the end of the line. */
    private static final List<String> VERBS = List.of("apply", "compose", "transformOver", "transformUnder", "invert",
            "transformPosition");
    private static final String EXPECTED = ",\"expected\":";

    @Test
    void randomCasesGetTheSameAnswersFromAllThreeEngines() throws Exception {
        requireQuillDelta();
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        System.out.println("quill-delta agreement: " + CASES + " cases, replay them with -Dseed=" + seed);

        try (TwoEngines engines = TwoEngines.start()) {
            assertThat(DifferentialFuzz.compare(engines, seed, CASES)).isEmpty();
        }
        System.out.println("quill-delta agreement: " + CASES + " cases each of " + String.join(", ", Question.VERBS)
                + ": Java, TypeScript and quill-delta answered alike");
    }

    @Test
    void theCommittedConformanceCasesGetTheSameAnswersFromBothOthers() throws Exception {
        requireQuillDelta();
        List<String> cases;
        try (Stream<String> lines = Files
                .lines(TwoEngines.module().resolveSibling("conformance").resolve("algebra.jsonl"))) {
            cases = lines
                    .filter(line -> line.contains(EXPECTED)
                            && VERBS.stream().anyMatch(verb -> line.startsWith("{\"verb\":\"" + verb + "\"")))
                    .toList();
        }
        List<List<String>> answers;
        try (TwoEngines engines = TwoEngines.start()) {
            answers = engines.ask(cases);
        }

        assertThat(cases).hasSizeGreaterThan(2_000);
        for (int i = 0; i < cases.size(); i++) {
            String line = cases.get(i);
            String expected = line.substring(line.indexOf(EXPECTED) + EXPECTED.length(), line.length() - 1);
            assertThat(answers.get(i).stream().map(TwoEngines::canonical)).as(line)
                    .containsExactly(TwoEngines.canonical(expected), TwoEngines.canonical(expected));
        }
        System.out.println("quill-delta agreement: " + cases.size() + " committed conformance cases: all equal");
    }

    private static void requireQuillDelta() {
        if (TwoEngines.areInstalled()) {
            return;
        }
        String missing = "quill-delta is not installed (the build was run with -Dweb.skip=true?): the comparison with it did not run";
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        System.err.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }
}
