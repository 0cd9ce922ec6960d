package io.inkwell.ot.conformance;

import io.inkwell.ot.json.Problem;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it may arrive, and what becomes of it.
 *
 * @param name what is special about it
 * @param input the JSON text
 * @param kind how it is read
 * @param problem why it is refused, or null
 * @param canonical the canonical form when it is accepted, or null
 */
record OpsJsonCase(String name, String input, Kind kind, @Nullable Problem problem, @Nullable String canonical) {
    /** How a case is read. */
    enum Kind {
        /** Any implementation answers the same. */
        OPERATION,
        /** As an operation, by a reader that sees the tokens: after {@code JSON.parse} the difference is gone. */
        TOKENS,
        /** As what a client submits: it must do something. */
        SUBMISSION
    }

    static OpsJsonCase accepted(String name, String input, String canonical) {
        return new OpsJsonCase(name, input, Kind.OPERATION, null, canonical);
    }

    static OpsJsonCase refused(Problem problem, String name, String input) {
        return new OpsJsonCase(name, input, Kind.OPERATION, problem, null);
    }

    static OpsJsonCase tokens(String name, String input) {
        return new OpsJsonCase(name, input, Kind.TOKENS, Problem.SYNTAX, null);
    }

    String line() {
        var line = new JsonLine().text("name", name).text("kind", kind.name()).text("input", input);
        return (problem == null
                ? line.text("canonical", String.valueOf(canonical))
                : line.text("problem", problem.name())).toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
