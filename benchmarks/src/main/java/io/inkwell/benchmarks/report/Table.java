package io.inkwell.benchmarks.report;

import io.inkwell.benchmarks.report.Results.Line;
import io.inkwell.benchmarks.report.Targets.Fixed;
import io.inkwell.benchmarks.report.Targets.Measured;
import io.inkwell.benchmarks.report.Targets.Recorded;
import io.inkwell.benchmarks.report.Targets.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results as Markdown: where and how, the targets, everybody with operations, bare edits. */
public final class Table {
    private static final double BYTES_PER_GIBIBYTE = 1L << 30;
    private static final List<String> WITH_OPERATIONS = List.of(Measures.QUILL_DELTA, Measures.TEXT_UNICODE,
            Measures.OT, Measures.CODE_MIRROR);

    private final Results results;
    private final @Nullable Results before;
    private final StringBuilder page = new StringBuilder();

    private Table(Results results, @Nullable Results before) {
        this.results = results;
        this.before = before;
    }

    /**
     * The page.
     *
     * @param before results of an older engine, shown beside the new ones; null for none
     */
    public static String of(Results results, @Nullable Results before) {
        var table = new Table(results, before);
        table.where();
        table.targets();
        table.operations();
        table.bareEdits();
        table.differences();
        return table.page.toString();
    }

    private void where() {
        Machine machine = results.machine();
        Settings settings = results.settings();
        line("Measured " + results.date() + " at commit " + results.commit() + " with `" + results.command() + "`.");
        line("");
        line(String.format(Locale.ROOT,
                "%s, %d cores, %.0f GiB, %s; %s; Node.js %s. Load average %.2f before, %.2f at the end.",
                machine.processor(), machine.cores(), machine.memoryBytes() / BYTES_PER_GIBIBYTE, machine.system(),
                machine.java(), machine.node(), results.loadAtStart(), results.loadAtEnd()));
        line(String.format(Locale.ROOT,
                "Turns of everybody: %d, each a new process, warmed up for %.1f s or more, then %d rounds of %.1f s; the middle one of all rounds counts. JVM: `%s`.",
                settings.turns(), settings.warmupIterations() * settings.iterationMillis() / 1_000.0,
                settings.iterations(),
                settings.iterationMillis() / 1_000.0, String.join(" ", settings.jvmArguments())));
        line("Others: " + String.join(", ", versions()) + ".");
        if (before != null) {
            line("Before: commit " + before.commit() + ", measured " + before.date() + " with `" + before.command()
                    + "`.");
        }
        line("");
    }

    private List<String> versions() {
        return results.measures().stream().flatMap(line -> line.figures().stream())
                .flatMap(figure -> figure.version() == null
                        ? Stream.empty()
                        : Stream.of(figure.name().replace(", bare edits", "") + " " + figure.version()))
                .distinct().toList();
    }

    private void targets() {
        line("### Targets");
        line("");
        line("| row | measure | Inkwell | compared with | theirs | times as fast | wanted | |");
        line("| ---: | --- | ---: | --- | ---: | ---: | ---: | --- |");
        for (Target target : Targets.all()) {
            Optional<Figure> ours = results.figure(target.measure(), Measures.INKWELL);
            OptionalDouble theirs = nanosOf(target.than());
            if (ours.isPresent() && theirs.isPresent()) {
                double ratio = theirs.getAsDouble() / ours.get().nanos();
                line(cells(String.valueOf(target.row()), titleOf(target.measure()), time(ours.get()),
                        nameOf(target), duration(theirs.getAsDouble()), ratio(ratio),
                        "≥ " + ratio(target.timesFasterMin()),
                        ratio >= target.timesFasterMin() ? "met" : "**missed**"));
            }
        }
        line("");
    }

    private OptionalDouble nanosOf(Targets.Reference reference) {
        return switch (reference) {
            case Fixed fixed -> OptionalDouble.of(fixed.nanos());
            case Measured measured -> nanosOf(measured);
            case Recorded recorded -> {
                OptionalDouble beside = nanosOf(recorded.beside());
                yield beside.isPresent()
                        ? OptionalDouble.of(beside.getAsDouble() / recorded.besideNanosThen() * recorded.nanosThen())
                        : OptionalDouble.empty();
            }
        };
    }

    private OptionalDouble nanosOf(Measured measured) {
        return results.figure(measured.measure(), measured.name()).map(figure -> OptionalDouble.of(figure.nanos()))
                .orElse(OptionalDouble.empty());
    }

    private String nameOf(Target target) {
        return switch (target.than()) {
            case Fixed fixed -> fixed.name();
            case Measured measured -> measured.measure().equals(target.measure())
                    ? measured.name()
                    : measured.name() + ": " + titleOf(measured.measure());
            case Recorded recorded -> recorded.name() + ", recorded";
        };
    }

    private String titleOf(String measure) {
        return results.line(measure).map(Line::title).orElse(measure);
    }

    private void operations() {
        line("### Everybody with operations");
        line("");
        List<String> head = new ArrayList<>(List.of("measure", "Inkwell", "bytes allocated"));
        head.addAll(WITH_OPERATIONS);
        head.add("times as fast as the best");
        if (before != null) {
            head.addAll(List.of("Inkwell before", "times as fast as before"));
        }
        line(cells(head.toArray(new String[0])));
        line("| --- |" + " ---: |".repeat(head.size() - 1));
        for (Line measure : results.measures()) {
            Optional<Figure> ours = measure.of(Measures.INKWELL);
            if (ours.isPresent()) {
                List<String> cells = new ArrayList<>(List.of(measure.title(), time(ours.get()), bytes(ours.get())));
                WITH_OPERATIONS.forEach(name -> cells.add(measure.of(name).map(Table::time).orElse("")));
                cells.add(measure.figures().stream().filter(figure -> WITH_OPERATIONS.contains(figure.name()))
                        .min(Comparator.comparingDouble(Figure::nanos))
                        .map(best -> ratio(best.nanos() / ours.get().nanos())).orElse(""));
                if (before != null) {
                    Optional<Figure> old = before.figure(measure.id(), Measures.INKWELL);
                    cells.add(old.map(Table::time).orElse(""));
                    cells.add(old.map(figure -> ratio(figure.nanos() / ours.get().nanos())).orElse(""));
                }
                line(cells(cells.toArray(new String[0])));
            }
        }
        line("");
    }

    private void bareEdits() {
        List<Line> lines = results.measures().stream()
                .filter(measure -> Measures.BARE_EDITS.stream().anyMatch(name -> measure.of(name).isPresent()))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        line("### Beside bare edits of a text, without operations");
        line("");
        List<String> head = new ArrayList<>(List.of("measure", "Inkwell"));
        Measures.BARE_EDITS.forEach(name -> head.add(name.replace(", bare edits", "")));
        line(cells(head.toArray(new String[0])));
        line("| --- |" + " ---: |".repeat(head.size() - 1));
        for (Line measure : lines) {
            List<String> cells = new ArrayList<>(List.of(measure.title()));
            Stream.concat(Stream.of(Measures.INKWELL), Measures.BARE_EDITS.stream())
                    .forEach(name -> cells.add(measure.of(name).map(Table::time).orElse("")));
            line(cells(cells.toArray(new String[0])));
        }
        line("");
    }

    private void differences() {
        List<String> found = new ArrayList<>();
        boolean disturbed = false;
        for (Line measure : results.measures()) {
            for (Figure figure : measure.figures()) {
                disturbed |= figure.isDisturbed();
                if (figure.differs() != null) {
                    found.add("- " + figure.name() + " " + figure.differs() + ": " + measure.title());
                }
            }
        }
        if (disturbed) {
            line("\\* others kept it waiting for more than a seventh of its time. In each round the smaller of the time on the wall and that of the processor counts.");
            line("");
        }
        Collections.sort(found);
        line(found.isEmpty() ? "All results agree." : "Results that are not those of Inkwell:");
        if (!found.isEmpty()) {
            line("");
            found.forEach(this::line);
        }
    }

    /** A time with its mark: of having waited for the processor, of another result. */
    private static String time(Figure figure) {
        return duration(figure.nanos()) + (figure.isDisturbed() ? "\\*" : "")
                + (figure.differs() == null ? "" : " (differs)");
    }

    /** Nanoseconds for people, to three digits. */
    static String duration(double nanos) {
        if (nanos < 1_000) {
            return digits(nanos) + " ns";
        }
        return nanos < 1_000_000 ? digits(nanos / 1_000) + " µs" : digits(nanos / 1_000_000) + " ms";
    }

    private static String bytes(Figure figure) {
        Double bytes = figure.allocatedBytes();
        return bytes == null ? "" : String.format(Locale.ROOT, "%,d", Math.round(bytes));
    }

    private static String ratio(double ratio) {
        return digits(ratio) + " ×";
    }

    private static String digits(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
