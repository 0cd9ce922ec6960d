package io.inkwell.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Guesses what somebody meant who misspelt an option or a command. */
final class Suggestion {
    /** More slips than these are no slip. */
    private static final int DISTANCE_MAX = 3;

    private Suggestion() {}

    /** The option or command with the fewest differing letters, if they are few. */
    static Optional<String> nearest(String typed, CommandSpec command) {
        List<String> known = new ArrayList<>(command.subcommands().keySet());
        command.options().forEach(option -> known.addAll(List.of(option.names())));
        return known.stream().filter(name -> distance(typed, name) <= Math.min(DISTANCE_MAX, name.length() / 2))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** How many letters must be inserted, removed or replaced (Levenshtein 1965, by rows). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
