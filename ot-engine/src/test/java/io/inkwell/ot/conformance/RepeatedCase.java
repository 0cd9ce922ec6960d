package io.inkwell.ot.conformance;

import io.inkwell.ot.json.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A large operation, described instead of written out: prefix, {@code times} times the part with commas between where {@code commas} says
 * so, suffix.
 *
 * @param problem why it is refused, or null
 * @param canonicalBytes the length of the canonical form when it is accepted
 */
record RepeatedCase(String name, String prefix, String part, boolean commas, int times, String suffix,
        @Nullable Problem problem,
        int canonicalBytes) {
    static RepeatedCase accepted(String name, String prefix, String part, boolean commas, int times, String suffix,
            int canonicalBytes) {
        return new RepeatedCase(name, prefix, part, commas, times, suffix, null, canonicalBytes);
    }

    static RepeatedCase refused(String name, String prefix, String part, boolean commas, int times, String suffix) {
        return new RepeatedCase(name, prefix, part, commas, times, suffix, Problem.LIMIT, 0);
    }

    String input() {
        return prefix + (commas ? (part + ",").repeat(times - 1) + part : part.repeat(times)) + suffix;
    }

    String line() {
        var line = new JsonLine().text("name", name).text("kind", "REPEATED").text("prefix", prefix).text("part", part)
                .raw("commas", Boolean.toString(commas)).number("times", times).text("suffix", suffix);
        return (problem == null ? line.number("canonicalBytes", canonicalBytes) : line.text("problem", problem.name()))
                .toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
