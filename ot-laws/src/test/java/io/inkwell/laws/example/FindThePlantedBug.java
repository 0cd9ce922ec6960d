package io.inkwell.laws.example;

import io.inkwell.laws.Law;
import io.inkwell.laws.Laws;
import io.inkwell.laws.OtEngine;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.Choices;
import io.inkwell.laws.cases.Hunt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries the laws on the {@link Typewriter} and on the {@link ForgetfulTypewriter}, and prints what it finds. */
public final class FindThePlantedBug {
    // @start region=claims
    static final Set<Law> CLAIMED = EnumSet.of(Law.CONVERGENCE, Law.RUNS_CONVERGE, Law.INVERSE_RESTORES,
            Law.ARGUMENTS_STAY);
    // @end

    private static final int CASES = 100_000;
    private static final int LENGTH_MAX = 4;
    private static final String LETTERS = "abcd";

    private FindThePlantedBug() {}

    /** Prints the story of the shortest failing case for each of the two engines. */
    public static void main(String[] arguments) {
        for (OtEngine<String, Keystroke> engine : List.of(new Typewriter(), new ForgetfulTypewriter())) {
            Optional<Hunt.Found<Sample<String, Keystroke>>> found = hunt(engine);
            System.out.println(engine.getClass().getSimpleName() + ": " + found.map(
                    bug -> "a law is broken (seed " + bug.seed() + ", made small):\n" + bug.failure().getMessage())
                    .orElse("every law holds in " + CASES + " cases."));
        }
    }

    // @start region=hunt
    static Optional<Hunt.Found<Sample<String, Keystroke>>> hunt(OtEngine<String, Keystroke> engine) {
        var laws = Laws.of(engine, CLAIMED);
        return new Hunt<>(FindThePlantedBug::sample, laws::check).search(1, CASES);
    }
    // @end

    // @start region=sample
    /** A text, three keystrokes that were committed, and two that somebody else made meanwhile. */
    static Sample<String, Keystroke> sample(Choices choices) {
        var text = new StringBuilder();
        for (int i = choices.below(LENGTH_MAX + 1); i > 0; i--) {
            text.append(letter(choices));
        }
        return new Sample<>(text.toString(), run(choices, text.toString(), 3), run(choices, text.toString(), 2));
    }

    private static List<Keystroke> run(Choices choices, String text, int length) {
        var run = new ArrayList<Keystroke>();
        String reached = text;
        for (int i = 0; i < length; i++) {
            int position = choices.below(reached.length() + 1);
            Keystroke keystroke = choices.below(2) == 1 && position < reached.length()
                    ? new Keystroke.Erase(position, reached.charAt(position))
                    : new Keystroke.Type(position, letter(choices));
            run.add(keystroke);
            reached = new Typewriter().apply(reached, keystroke);
        }
        return run;
    }
    // @end

    private static char letter(Choices choices) {
        return LETTERS.charAt(choices.below(LETTERS.length()));
    }
}
