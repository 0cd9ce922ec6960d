package io.inkwell.server;

import io.inkwell.client.DisconnectedException;
import io.inkwell.client.InkwellApi;
import io.inkwell.server.replay.Plan;
import io.inkwell.server.replay.ProgressLine;
import io.inkwell.server.replay.Replay;
import io.inkwell.server.replay.ReplayCheck;
import io.inkwell.server.replay.Trace;
import io.inkwell.server.replay.TraceException;
import io.inkwell.server.replay.TraceReader;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a recorded editing session through a running server and compares the result with the recording. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Play a recorded editing trace through a running server, over WebSockets, and compare text and history with the recording.",
    "",
    "A linear trace is dealt to the clients in turn: each transaction is one submission and one revision, sent by a client that has seen the one "
            + "before. In a concurrent trace (transactions with \"agent\" and \"parents\") each agent is a client and sends on the state its "
            + "transaction was made on: the server transforms it to the newest one. The order of the revisions is that of the file; a trace with a state "
            + "that a server with one order cannot show is refused before anything is sent.",
    "",
    "The replay reconnects and goes on if the server is restarted meanwhile.", ""})
final class ReplayCommand implements Callable<Integer> {
    private static final int CLIENTS_MAX = 50;
    private static final int DONE = 0;

    @Spec
    private @Nullable CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "The trace: JSON in the form of the collection editing-traces, gzipped or not.")
    private @Nullable Path file;
    @Option(names = "--clients", paramLabel = "N", defaultValue = "2", description = "How many clients play a linear trace, 1 to 50 (default: ${DEFAULT-VALUE}). A concurrent trace has one client per agent.")
    private int clients;
    @Option(names = "--server", paramLabel = "URL", defaultValue = "http://localhost:8080/", description = "Where the server is (default: ${DEFAULT-VALUE}).")
    private URI server = URI.create("http://localhost:8080/");
    @Option(names = "--document", paramLabel = "ID", description = "Play into this empty document (default: a new one).")
    private @Nullable String document;
    @Option(names = "--key", paramLabel = "KEY", description = "The key of the person who plays (default: each client signs in by name, which works on the server's own computer).")
    private @Nullable String key;
    @Option(names = "--check", paramLabel = "N", defaultValue = "20", description = "At how many random revisions the content is compared (default: ${DEFAULT-VALUE}).")
    private int checks;
    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "120", description = "Give up if nothing was stored for so long (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = requireSpec();
        if (clients < 1 || clients > CLIENTS_MAX)
            throw mistake(command, "--clients is 1 to " + CLIENTS_MAX + ", got " + clients);
        if (checks < 0 || patienceSeconds < 1)
            throw mistake(command, "--check is 0 or more and --patience 1 or more");
        if (document != null && !DocumentId.isValid(document))
            throw mistake(command, "--document is no id of a document");
        if (server.getScheme() == null || server.getRawAuthority() == null)
            throw mistake(command, "--server is an address such as http://localhost:8080/");
        PrintWriter err = command.commandLine().getErr();
        try {
            return play(command.commandLine().getOut());
        } catch (TraceException | DisconnectedException e) {
            err.println("inkwell: " + e.getMessage());
        } catch (ConnectException e) {
            err.println("inkwell: no server answers at " + server
                    + ". Start one with ./inkwell, or name another with --server.");
        } catch (IOException e) {
            err.println("inkwell: " + e.getMessage());
        }
        err.flush();
        return Main.FAILED;
    }

    private CommandSpec requireSpec() {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        return spec;
    }

    private static ParameterException mistake(CommandSpec command, String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    private int play(PrintWriter out) throws TraceException, IOException, InterruptedException {
        Path trace = file;
        if (trace == null)
            throw new IllegalStateException("picocli always sets the file");
        Trace recorded = TraceReader.read(trace);
        Plan plan = Plan.of(recorded, clients);
        List<String> keys = keys(plan.clients());
        InkwellApi api = new InkwellApi(server).as(keys.getFirst());
        DocumentId target = document != null
                ? new DocumentId(document)
                : api.createDocument("Replay of " + trace.getFileName(), DocumentType.TEXT);
        out.println(String.format(Locale.ROOT, "%s: %,d transactions, %s, played by %d client%s into %s",
                trace.getFileName(),
                recorded.transactions().size(), recorded.kind().name().toLowerCase(Locale.ROOT), plan.clients(),
                plan.clients() == 1 ? "" : "s",
                server.resolve("/d/" + target)));
        out.flush();
        ProgressLine progress = new ProgressLine(out, plan.steps().size(), isTerminal());
        Replay.Result result = new Replay(plan, Duration.ofSeconds(patienceSeconds)).play(server, target, keys,
                progress);
        summarise(out, result);
        long seed = System.nanoTime();
        List<String> differences = new ReplayCheck(api, target, plan).differences(result, checks, new Random(seed));
        differences.forEach(difference -> out.println("DIFFERENT: " + difference));
        if (differences.isEmpty()) {
            out.println(
                    "Equal to the recording: the text on the server and on every screen, the number of revisions, the content at "
                            + checks
                            + " random revisions (seed " + seed + ").");
        }
        out.flush();
        return differences.isEmpty() ? DONE : Main.FAILED;
    }

    private List<String> keys(int players) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= players; i++) {
            keys.add(key != null ? key : new InkwellApi(server).signIn("Replay " + i).key());
        }
        return keys;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static void summarise(PrintWriter out, Replay.Result result) {
        double seconds = result.elapsedNanos() / 1e9;
        out.println(String.format(Locale.ROOT,
                "Played %,d revisions in %,.1f s: %,.0f/s. Acknowledged in %.2f ms (p50), %.2f ms (p99).",
                result.steps(),
                seconds, result.steps() / seconds, result.ackMillis50(), result.ackMillis99()));
        out.println(String.format(Locale.ROOT,
                "%,d reconnects, %,d unknown outcomes, all of them settled: %,d were stored, the others were sent again.",
                result.reconnects(),
                result.outcomesUnknown(), result.outcomesStored()));
        if (result.slower() > 0) {
            out.println(String.format(Locale.ROOT,
                    "The server asked %,d times to be slower: it takes only so many messages a second of one connection "
                            + "(messagesPerSecondMax in limits.properties in its data folder).",
                    result.slower()));
        }
        out.flush();
    }
}
