package io.inkwell.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing that is measured: one line of the table.
 *
 * @param id its name, the same on the JVM and on Node.js
 * @param row the row of the targets it belongs to; {@link #NO_ROW} if there is no target
 * @param title what one operation is
 * @param contestants who is measured, Inkwell first
 */
public record Measure(String id, int row, String title, List<Contestant> contestants) {
    /** The row of what has no target. */
    public static final int NO_ROW = 0;

    /** Copies the list. */
    public Measure {
        contestants = List.copyOf(contestants);
    }

    /** Somebody who does the work of a measure. */
    public sealed interface Contestant permits Jvm, Node {
        /** The name in the table. */
        String name();
    }

    /**
     * A benchmark of this module.
     *
     * @param name the name in the table
     * @param benchmark class and method, parted by a dot
     * @param parameters what JMH is told
     */
    public record Jvm(String name, String benchmark, Map<String, String> parameters) implements Contestant {
        /** Copies the map. */
        public Jvm {
            parameters = Map.copyOf(parameters);
        }

        /** The benchmark with its parameters, as one name. */
        public String fullName() {
            return benchmark + parameters.entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(entry -> " " + entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining());
        }
    }

    /**
     * A library on Node.js.
     *
     * @param name the name in the table
     * @param library its script
     * @param measure what it does, by the name the scripts know
     */
    public record Node(String name, String library, String measure) implements Contestant {}
}
