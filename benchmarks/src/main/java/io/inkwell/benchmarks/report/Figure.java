package io.inkwell.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contestant in one measure. Everything is for one operation.
 *
 * @param name the contestant
 * @param version its version, if it has one of its own
 * @param allocatedBytes bytes allocated; only known on the JVM
 * @param differs what is wrong with its result; null if it agrees
 * @param rounds what was measured in each round, at least one
 */
public record Figure(String name, @Nullable String version, @Nullable Double allocatedBytes, @Nullable String differs,
        List<Round> rounds) {
    /** Who got less of the processor than this share of its time was kept waiting by others. */
    private static final double UNDISTURBED_SHARE_MIN = 0.85;

    /** Copies the list. */
    public Figure {
        rounds = List.copyOf(rounds);
    }

    /**
     * One round.
     *
     * @param wallNanos nanoseconds on the wall: more than the work took when others kept it waiting
     * @param processorNanos nanoseconds of the processor: more than the work took when compiler or collector ran beside it
     */
    public record Round(double wallNanos, double processorNanos) {
        /** Both are upper bounds of what the work takes on a machine of its own, so the smaller one is nearer. */
        double nanos() {
            return Math.min(wallNanos, processorNanos);
        }
    }

    /** Nanoseconds for an operation, in the middle round. */
    double nanos() {
        return middle(Round::nanos);
    }

    /** Whether others kept it waiting for the processor for a noticeable part of its time. */
    boolean isDisturbed() {
        return middle(Round::processorNanos) < middle(Round::wallNanos) * UNDISTURBED_SHARE_MIN;
    }

    private double middle(ToDoubleFunction<Round> what) {
        double[] sorted = rounds.stream().mapToDouble(what).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The rounds of all turns. */
    static Figure of(List<Figure> turns) {
        Figure first = turns.getFirst();
        return new Figure(first.name, first.version, first.allocatedBytes, first.differs,
                turns.stream().flatMap(turn -> turn.rounds.stream()).toList());
    }
}
