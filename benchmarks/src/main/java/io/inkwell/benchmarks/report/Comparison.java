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
    /** Who takes longer for one operation has one turn only. */
    private static final double ONE_TURN_NANOS_MIN = 5e9;

    @Option(names = "--quick", description = "Short turns, for a first look (about ten minutes; a usual turn takes a quarter of an hour).")
    private boolean quick;
    @Option(names = "--turns", paramLabel = "N", description = "How often everybody has a turn (default: 3, with --quick 1).")
    private @Nullable Integer turns;
    @Option(names = "--row", paramLabel = "N", description = "Only what belongs to this row of the targets, 14 to 18; 0 is what has no target. May be repeated.")
    private List<Integer> rows = List.of();
    @Option(names = "--measure", paramLabel = "ID", description = "Only measures whose name starts so, such as replay.operations. May be repeated.")
    private List<String> ids = List.of();
    @Option(names = "--alone", description = "Only Inkwell, without the others.")
    private boolean alone;
    @Option(names = "--profile", description = "Measure nothing: show where the time and the memory of Inkwell go.")
    private boolean profile;
    @Option(names = "--before", paramLabel = "FILE", description = "Older results, shown beside the new ones; seen from the folder benchmarks.")
    private @Nullable Path before;
    @Option(names = "--table", paramLabel = "FILE", description = "Measure nothing: print the table of these results; seen from the folder benchmarks.")
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

    /** Everybody's turns. What is known so far is always written, so that a run that is cut off leaves something. */
    private Results measured(List<Measure> measures) throws IOException, InterruptedException {
        Settings settings = (quick ? Settings.QUICK : Settings.FULL).withTurns(turns);
        Path cases = target.resolve("cases.json");
        CaseFile.write(cases);
        var turn = new Turn(new JvmTurn(settings, target),
                new NodeTurn(settings, Path.of("peers").toAbsolutePath(), cases, target.resolve("classes/traces")));
        double loadAtStart = Machine.load();
        Results results = results(settings, loadAtStart, measures, Map.of());
        Map<String, Map<String, List<Figure>>> figures = new LinkedHashMap<>();
        for (int number = 1; number <= settings.turns(); number++) {
            int done = 0;
            for (Measure measure : measures) {
                done++;
                out.printf("turn %d of %d, measure %d of %d: %s%n", number, settings.turns(), done, measures.size(),
                        measure.title());
                measure(measure, turn, figures.computeIfAbsent(measure.id(), _ -> new LinkedHashMap<>()));
                results = results(settings, loadAtStart, measures, figures);
                results.write(target.resolve("engine.json"));
            }
        }
        return results;
    }

    /**
     * How a turn is taken.
     *
     * @param onJvm by a contestant on the JVM
     * @param onNode by a library on Node.js
     */
    private record Turn(JvmTurn onJvm, NodeTurn onNode) {}

    private void measure(Measure measure, Turn turn, Map<String, List<Figure>> figures)
            throws InterruptedException {
        for (Contestant contestant : measure.contestants()) {
            List<Figure> before = figures.computeIfAbsent(contestant.name(), _ -> new ArrayList<>());
            boolean isWanted = !alone || contestant.name().equals(Measures.INKWELL);
            if (isWanted && before.stream().allMatch(figure -> figure.nanos() < ONE_TURN_NANOS_MIN)) {
                try {
                    Figure figure = switch (contestant) {
                        case Jvm onJvm -> turn.onJvm().run(onJvm);
                        case Node onNode -> turn.onNode().run(onNode);
                    };
                    before.add(figure);
                    out.printf("    %-26s %10s%s%s%n", figure.name(), Table.duration(figure.nanos()),
                            figure.isDisturbed() ? " (disturbed)" : "",
                            figure.differs() == null ? "" : "  " + figure.differs());
                } catch (IOException | RunnerException e) {
                    out.printf("    %-26s is left out: %s%n", contestant.name(), e.getMessage());
                }
            }
        }
    }

    private Results results(Settings settings, double loadAtStart, List<Measure> measures,
            Map<String, Map<String, List<Figure>>> figures) throws IOException, InterruptedException {
        List<Results.Line> lines = measures.stream().filter(measure -> figures.containsKey(measure.id()))
                .map(measure -> new Results.Line(measure.id(), measure.row(), measure.title(),
                        figures.getOrDefault(measure.id(), Map.of()).values().stream().filter(turns -> !turns.isEmpty())
                                .map(Figure::of).toList()))
                .toList();
        return new Results(Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(), commit, command(),
                Machine.here(), settings, loadAtStart, Machine.load(), lines);
    }

    private String command() {
        var typed = new StringBuilder("benchmarks/run");
        typed.append(quick ? " --quick" : "").append(turns == null ? "" : " --turns " + turns)
                .append(alone ? " --alone" : "");
        rows.forEach(row -> typed.append(" --row ").append(row));
        ids.forEach(id -> typed.append(" --measure ").append(id));
        return typed.toString();
    }
}
