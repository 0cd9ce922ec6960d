package io.inkwell.benchmarks.report;

import io.inkwell.benchmarks.cases.CaseFile;
import io.inkwell.benchmarks.report.Measure.Contestant;
import io.inkwell.benchmarks.report.Measure.Jvm;
import io.inkwell.benchmarks.report.Measure.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Measures Inkwell and others in turns, and writes {@code engine.json} and {@code engine.md}. Expects to be started in the folder of this
 * module.
 */
@Command(name = "benchmarks/run", sortOptions = false, description = {
    "Measure the engine and others in turns, on the same inputs, and write benchmarks/target/engine.json and engine.md.",
    "",
    "Each turn of each contestant is a process of its own: JMH in a new JVM, or Node.js. Let nothing else run meanwhile; figures that were "
            + "disturbed are marked.",
    ""})
public final class Comparison implements Callable<Integer> {
    private static final int DONE = 0;

    @Option(names = "--quick", description = "One short turn each, for a first look (about ten minutes; all turns take about 40).")
    private boolean quick;
    @Option(names = "--row", paramLabel = "N", description = "Only what belongs to this row of the targets, 14 to 18; 0 is what has no target. May be repeated.")
    private List<Integer> rows = List.of();
    @Option(names = "--measure", paramLabel = "ID", description = "Only measures whose name starts so, such as replay.operations. May be repeated.")
    private List<String> ids = List.of();
    @Option(names = "--alone", description = "Only Inkwell, without the others.")
    private boolean alone;
    @Option(names = "--profile", description = "Measure nothing: show where the time and the memory of Inkwell go.")
    private boolean profile;
    @Option(names = "--before", paramLabel = "FILE", description = "Older results, shown beside the new ones.")
    private @Nullable Path before;
    @Option(names = "--table", paramLabel = "FILE", description = "Measure nothing: print the table of these results.")
    private @Nullable Path table;
    @Option(names = "--commit", hidden = true)
    private String commit = "unknown";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path target = Path.of("target").toAbsolutePath();

    /** The program. */
    public static void main(String... arguments) {
        var program = new CommandLine(new Comparison());
        program.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                .description("Show this and measure nothing.").build());
        System.exit(program.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        Results older = before == null ? null : Results.read(before);
        if (table != null) {
            out.print(Table.of(Results.read(table), older));
            return DONE;
        }
        List<Measure> measures = Measures.all().stream().filter(this::isWanted).toList();
        if (measures.isEmpty()) {
            out.println("Nothing is measured: no measure fits --row and --measure.");
            return CommandLine.ExitCode.USAGE;
        }
        if (profile) {
            profile(measures);
            return DONE;
        }
        Results results = measured(measures);
        results.write(target.resolve("engine.json"));
        String page = Table.of(results, older);
        Files.writeString(target.resolve("engine.md"), page);
        out.println();
        out.print(page);
        out.println();
        out.println("Written to benchmarks/target/engine.json and engine.md.");
        return DONE;
    }

    private void profile(List<Measure> measures) throws IOException, InterruptedException, RunnerException {
        var jvm = new JvmTurn(Settings.FULL, target);
        for (Measure measure : measures) {
            if (measure.contestants().getFirst() instanceof Jvm inkwell) {
                out.println(measure.title());
                out.println(jvm.profile(inkwell));
            }
        }
    }

    private boolean isWanted(Measure measure) {
        return (rows.isEmpty() || rows.contains(measure.row()))
                && (ids.isEmpty() || ids.stream().anyMatch(measure.id()::startsWith));
    }

    private Results measured(List<Measure> measures) throws IOException, InterruptedException, RunnerException {
        Settings settings = quick ? Settings.QUICK : Settings.FULL;
        Path cases = target.resolve("cases.json");
        CaseFile.write(cases);
        var jvm = new JvmTurn(settings, target);
        var node = new NodeTurn(settings, Path.of("peers").toAbsolutePath(), cases, target.resolve("classes/traces"));
        double loadAtStart = Machine.load();
        Map<Measure, Map<String, List<Figure>>> figures = new LinkedHashMap<>();
        for (int turn = 1; turn <= settings.turns(); turn++) {
            int done = 0;
            for (Measure measure : measures) {
                done++;
                out.printf("turn %d of %d, measure %d of %d: %s%n", turn, settings.turns(), done, measures.size(),
                        measure.title());
                for (Contestant contestant : measure.contestants()) {
                    if (!alone || contestant.name().equals(Measures.INKWELL)) {
                        Figure figure = switch (contestant) {
                            case Jvm onJvm -> jvm.run(onJvm);
                            case Node onNode -> node.run(onNode);
                        };
                        out.printf("    %-26s %10s%s%s%n", figure.name(), Table.duration(figure.time()),
                                figure.isDisturbed() ? " (of the processor)" : "",
                                figure.differs() == null ? "" : "  " + figure.differs());
                        figures.computeIfAbsent(measure, _ -> new LinkedHashMap<>())
                                .computeIfAbsent(figure.name(), _ -> new ArrayList<>()).add(figure);
                    }
                }
            }
        }
        return new Results(Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(), commit, command(),
                Machine.here(), settings, loadAtStart, Machine.load(), lines(measures, figures));
    }

    private static List<Results.Line> lines(List<Measure> measures, Map<Measure, Map<String, List<Figure>>> figures) {
        return measures.stream().map(measure -> new Results.Line(measure.id(), measure.row(), measure.title(),
                Objects.requireNonNull(figures.get(measure)).values().stream().map(Figure::of).toList())).toList();
    }

    private String command() {
        var typed = new StringBuilder("benchmarks/run");
        typed.append(quick ? " --quick" : "").append(alone ? " --alone" : "");
        rows.forEach(row -> typed.append(" --row ").append(row));
        ids.forEach(id -> typed.append(" --measure ").append(id));
        return typed.toString();
    }
}
