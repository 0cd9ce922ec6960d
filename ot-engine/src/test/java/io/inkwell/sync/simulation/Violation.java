package io.inkwell.sync.simulation;

import org.jspecify.annotations.Nullable;

/** A promise was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final int strikes;
    private final int edits;

    Violation(String message) {
        super(message);
        this.strikes = 0;
        this.edits = 0;
    }

    /** The same, told at more length. */
    Violation(String message, Violation cause) {
        super(message, cause);
        this.strikes = cause.strikes;
        this.edits = cause.edits;
    }

    /** A broken promise with its schedule. */
    Violation(String message, @Nullable Throwable cause, Chance chance) {
        super(message, cause);
        this.strikes = chance.strikesSoFar();
        this.edits = chance.editsSoFar();
    }

    /** How many faults had struck. */
    int strikes() {
        return strikes;
    }

    /** How many edits had been made. */
    int edits() {
        return edits;
    }
}
