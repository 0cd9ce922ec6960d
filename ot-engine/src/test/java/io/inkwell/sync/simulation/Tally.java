package io.inkwell.sync.simulation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each fault struck, each outcome was seen and each shipped class was stepped, over many schedules. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<Seen, Long> seen = new EnumMap<>(Seen.class);
    private final Map<Class<?>, Long> steps = new LinkedHashMap<>();

    void add(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void add(Seen outcome) {
        seen.merge(outcome, 1L, Long::sum);
    }

    /** Something of exactly this object's class was done. */
    void stepped(Object shipped) {
        steps.merge(shipped.getClass(), 1L, Long::sum);
    }

    /** How often a fault struck. */
    long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** How often an outcome was seen. */
    long of(Seen outcome) {
        return seen.getOrDefault(outcome, 0L);
    }

    /** How often a class was stepped. */
    long of(Class<?> shipped) {
        return steps.getOrDefault(shipped, 0L);
    }

    /** As lines of a table: what, how often. */
    String table() {
        StringBuilder table = new StringBuilder("| fault | struck |\n|---|---|\n");
        for (Fault fault : Fault.values())
            table.append("| ").append(fault).append(" | ").append(of(fault)).append(" |\n");
        table.append("\n| seen | times |\n|---|---|\n");
        for (Seen outcome : Seen.values())
            table.append("| ").append(outcome).append(" | ").append(of(outcome)).append(" |\n");
        steps.forEach((shipped, times) -> table.append("| steps of ").append(shipped.getSimpleName()).append(" | ")
                .append(times).append(" |\n"));
        return table.toString();
    }

    @Override
    public String toString() {
        return faults + " " + seen;
    }
}
