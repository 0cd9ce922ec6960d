package io.inkwell.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contestant in one measure. Everything is for one operation.
 *
 * @param name the contestant
 * @param version its version, if it has one of its own
 * @param nanos nanoseconds on the wall: the middle of all rounds
 * @param cpuNanos nanoseconds of the processor, those of compiler and collector included
 * @param allocatedBytes bytes allocated; only known on the JVM
 * @param differs what is wrong with its result; null if it agrees
 * @param rounds nanoseconds on the wall in each round
 */
public record Figure(String name, @Nullable String version, double nanos, double cpuNanos,
        @Nullable Double allocatedBytes, @Nullable String differs, List<Double> rounds) {
    /** Copies the list. */
    public Figure {
        rounds = List.copyOf(rounds);
    }

    /** Several figures of one contestant as one. */
    static Figure of(List<Figure> figures) {
        Figure first = figures.getFirst();
        return new Figure(first.name, first.version, median(figures.stream().map(Figure::nanos).toList()),
                median(figures.stream().map(Figure::cpuNanos).toList()), first.allocatedBytes, first.differs,
                figures.stream().flatMap(figure -> figure.rounds.stream()).toList());
    }

    /** The middle value. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
