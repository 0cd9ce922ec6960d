package io.inkwell.sync.simulation;

import io.inkwell.sync.port.Storage;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the simulated log honest: every statement of a schedule, late ones and those whose answer is lost among them, is given to another
 * storage as well, at the same moment, and has to be answered alike.
 */
public final class SameTrace {
    private SameTrace() {}

    /**
     * Runs a schedule on the simulated storage and on another one, which is empty.
     *
     * @return how many questions were answered alike
     * @throws AssertionError at the first answer that differs
     */
    public static int on(Storage other, long seed) {
        Comparison comparison = new Comparison(other);
        Simulation.run(seed, Mask.NOTHING, new Tally(), new WithoutRewinding(), comparison);
        return comparison.questions;
    }

    /** No real log forgets by command. */
    private static final class WithoutRewinding extends Deviation {
        @Override
        Knobs knobs(Knobs drawn) {
            return drawn.withRates(Map.of(Fault.LOG_REWOUND, 0));
        }
    }

    private static final class Comparison extends Witness {
        private final Storage other;
        private int questions;

        Comparison(Storage other) {
            this.other = other;
        }

        @Override
        <A> void asked(Function<Storage, A> question, A answer) {
            questions++;
            A otherAnswer = question.apply(other);
            if (!otherAnswer.equals(answer))
                throw new Violation("question " + questions + " is answered " + otherAnswer + " instead of " + answer);
        }
    }
}
