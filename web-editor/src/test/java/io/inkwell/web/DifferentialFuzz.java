package io.inkwell.web;

import io.inkwell.laws.cases.Choices;
import io.inkwell.laws.cases.Hunt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Random cases for the engine in Java, the engine of the pages and quill-delta, as many as fit into some minutes. One seed is one case; the
 * first case that gets different answers is shrunk, told and ends the run.
 */
public final class DifferentialFuzz {
    private static final int BATCH = 2_000;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private DifferentialFuzz() {}

    /** Arguments: minutes (may be a fraction), and the first seed; 0 chooses one. */
    public static void main(String[] arguments) throws IOException {
        double minutes = Double.parseDouble(arguments[0]);
        long given = Long.parseLong(arguments[1]);
        long first = given == 0 ? ThreadLocalRandom.current().nextLong(1_000_000_000_000L) : given;
        System.out.println("Differential fuzz: " + minutes + " minutes from seed " + first
                + "; -Dfuzz.seed=" + first + " has the same cases.");
        long end = System.nanoTime() + (long) (minutes * NANOS_PER_MINUTE);
        long cases = 0;
        try (TwoEngines engines = TwoEngines.start()) {
            while (System.nanoTime() < end) {
                Optional<String> difference = compare(engines, first + cases, BATCH);
                if (difference.isPresent()) {
                    System.out.println(difference.get());
                    System.exit(1);
                }
                cases += BATCH;
            }
        }
        System.out.println("Differential fuzz: " + cases + " cases, each of " + String.join(", ", Question.VERBS)
                + ": Java, TypeScript and quill-delta answered alike.");
    }

    /** The difference in the first of these cases that has one, after shrinking; nothing if all are alike. */
    static Optional<String> compare(TwoEngines engines, long firstSeed, int cases) throws IOException {
        var questions = new ArrayList<Question>();
        for (int i = 0; i < cases; i++) {
            questions.add(Question.drawn(Choices.seeded(firstSeed + i)));
        }
        List<List<String>> answers = engines.ask(questions.stream().map(Question::line).toList());
        for (int i = 0; i < cases; i++) {
            if (TwoEngines.difference(questions.get(i), answers.get(i)).isPresent()) {
                return Optional.of(shrunk(engines, firstSeed + i));
            }
        }
        return Optional.empty();
    }

    private static String shrunk(TwoEngines engines, long seed) {
        var found = new Hunt<>(Question::drawn, question -> requireAlike(engines, question)).tryOne(seed);
        return "Seed " + seed + ", made small. "
                + found.map(bug -> String.valueOf(bug.failure().getMessage())).orElse("It did not happen again.");
    }

    private static void requireAlike(TwoEngines engines, Question question) {
        try {
            TwoEngines.difference(question, engines.ask(List.of(question.line())).getFirst())
                    .ifPresent(difference -> {
                        throw new AssertionError(difference);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
