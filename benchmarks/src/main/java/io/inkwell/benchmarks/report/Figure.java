package io.inkwell.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contestant in one measure. Everything is for one operation.
 *
 * @param name the contestant
 * @param version its version, if it has one of its own
 * @param nanos nanoseconds on the wall: the middle round
 * @param cpuNanos nanoseconds of the processor, those of compiler and collector included
 * @param allocatedBytes bytes allocated; only known on the JVM
 * @param differs what is wrong with its result; null if it agrees
 * @param rounds nanoseconds on the wall in each round
 */
public record Figure(String name, @Nullable String version, double nanos, double cpuNanos,
        @Nullable Double allocatedBytes, @Nullable String differs, List<Double> rounds) {
    /** Who got less of the processor than this share of its time was kept waiting by others. */
    private static final double UNDISTURBED_SHARE_MIN = 0.85;

    /** Copies the list. */
    public Figure {
        rounds = List.copyOf(rounds);
    }

    /**
     * Whether others kept it waiting for the processor for a noticeable part of its time. Then the time of the processor says more than that
     * on the wall.
     */
    boolean isDisturbed() {
        return cpuNanos < nanos * UNDISTURBED_SHARE_MIN;
    }

    /** Nanoseconds for an operation: on the wall, or of the processor if it was disturbed. */
    double time() {
        return isDisturbed() ? cpuNanos : nanos;
    }

    /** The turn with the middle time, and the rounds of all turns. */
    static Figure of(List<Figure> turns) {
        Figure middle = turns.stream().sorted(Comparator.comparingDouble(Figure::time)).toList()
                .get((turns.size() - 1) / 2);
        return new Figure(middle.name, middle.version, middle.nanos, middle.cpuNanos, middle.allocatedBytes,
                middle.differs, turns.stream().flatMap(turn -> turn.rounds.stream()).toList());
    }

    /** The middle value. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
