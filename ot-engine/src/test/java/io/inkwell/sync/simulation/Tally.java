package io.inkwell.sync.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often each fault struck and each outcome was seen, over many schedules. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<Seen, Long> seen = new EnumMap<>(Seen.class);

    void add(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void add(Seen outcome) {
        seen.merge(outcome, 1L, Long::sum);
    }

    /** How often a fault struck. */
    long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** How often an outcome was seen. */
    long of(Seen outcome) {
        return seen.getOrDefault(outcome, 0L);
    }

    @Override
    public String toString() {
        return faults + " " + seen;
    }
}
