package io.inkwell.sync.simulation;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Where a schedule takes its decisions from. */
final class Chance {
    private final SplittableRandom random;
    private final Knobs knobs;
    private final Tally tally;
    private boolean healed;

    Chance(SplittableRandom random, Knobs knobs, Tally tally) {
        this.random = random;
        this.knobs = knobs;
        this.tally = tally;
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from the first to the last, both included. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** Whether a fault strikes now. If so, it is counted. */
    boolean strikes(Fault fault) {
        int percent = Objects.requireNonNull(knobs.percent().get(fault));
        if (healed || percent == 0 || random.nextInt(100) >= percent)
            return false;
        tally.add(fault);
        return true;
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        healed = true;
    }

    /** Whether nothing goes wrong any more. */
    boolean isHealed() {
        return healed;
    }
}
