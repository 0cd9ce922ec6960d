package io.inkwell.benchmarks.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a comparison found out; the content of {@code engine.json}.
 *
 * @param date when it ended, ISO 8601 in UTC
 * @param commit what was measured: the abbreviated id of the commit
 * @param command what was typed
 * @param machine where
 * @param settings how long
 * @param loadAtStart how many processes wanted to run before it began, averaged over a minute
 * @param loadAtEnd the same when it ended; the comparison itself is one of them
 * @param measures what was measured, in the order of the table
 */
public record Results(String date, String commit, String command, Machine machine, Settings settings,
        double loadAtStart, double loadAtEnd, List<Line> measures) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Copies the list. */
    public Results {
        measures = List.copyOf(measures);
    }

    /**
     * The figures of one measure.
     *
     * @param id the name of the measure
     * @param row the row of the targets
     * @param title what one operation is
     * @param figures one for each contestant, Inkwell's first
     */
    public record Line(String id, int row, String title, List<Figure> figures) {
        /** Copies the list. */
        public Line {
            figures = List.copyOf(figures);
        }

        /** The figure of a contestant. */
        Optional<Figure> of(String name) {
            return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
        }
    }

    /** The figures of a measure. */
    Optional<Line> line(String id) {
        return measures.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    /** The figure of a contestant in a measure. */
    Optional<Figure> figure(String id, String name) {
        return line(id).flatMap(line -> line.of(name));
    }

    /** Reads a file. */
    public static Results read(Path file) {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes a file. */
    public void write(Path file) {
        JSON.writeValue(file.toFile(), this);
    }
}
