package io.inkwell.benchmarks.report;

import io.inkwell.benchmarks.report.Measure.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One turn of a library on Node.js, in a process of its own. */
final class NodeTurn {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Settings settings;
    private final Path scripts;
    private final Path cases;
    private final Path traces;

    /** What the script prints. */
    record Answer(String version, @Nullable String differs, List<Figure.Round> rounds) {}

    NodeTurn(Settings settings, Path scripts, Path cases, Path traces) {
        this.settings = settings;
        this.scripts = scripts;
        this.cases = cases;
        this.traces = traces;
    }

    Figure run(Node contestant) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", scripts.resolve("peer.mjs").toString(), contestant.library(),
                contestant.measure(), cases.toString(), traces.toString(),
                String.valueOf(settings.warmupIterationsNow() * settings.iterationMillis()),
                String.valueOf(settings.iterations()), String.valueOf(settings.iterationMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(contestant.name() + " failed in " + contestant.measure() + " with exit code " + exit
                    + "; what it said stands above.");
        }
        Answer answer = JSON.readValue(printed, Answer.class);
        return new Figure(contestant.name(), answer.version(), null, answer.differs(), answer.rounds());
    }
}
