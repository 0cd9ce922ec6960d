package io.inkwell.sync.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Where a schedule takes its decisions from. */
final class Chance {
    private final SplittableRandom random;
    private final Map<Fault, Integer> percent;
    private final Mask mask;
    private final Tally tally;
    private int strikes;
    private int edits;
    private boolean healed;

    Chance(SplittableRandom random, Knobs knobs, Mask mask, Tally tally) {
        this.random = random;
        this.percent = knobs.percent();
        this.mask = mask;
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
        int rate = percent.getOrDefault(fault, 0);
        if (healed || rate == 0 || random.nextInt(100) >= rate || mask.strikesOff().contains(strikes++))
            return false;
        tally.add(fault);
        return true;
    }

    /** Whether the next edit is made. */
    boolean isNextEditMade() {
        return !mask.editsOff().contains(edits++);
    }

    /** How many times something struck, or would have. */
    int strikesSoFar() {
        return strikes;
    }

    /** How many edits there were, or would have been. */
    int editsSoFar() {
        return edits;
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
