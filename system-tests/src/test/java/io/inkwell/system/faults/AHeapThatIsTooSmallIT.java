package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.ConnectionState;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.Program;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.faults.Editor.Habits;
import io.inkwell.system.faults.Ensemble.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A server is asked to hold more large documents than its heap has room for. It does not live on with threads that died in the middle of
 * something: it ends, as the launcher tells it to, and started again it has lost nothing that was acknowledged.
 */
class AHeapThatIsTooSmallIT {
    private static final String SMALL_HEAP = "-Xmx80m";
    private static final Pattern LAUNCHER = Pattern.compile("exec \"\\$jdk/bin/java\" (.+) \\$\\{INKWELL_JAVA_OPTIONS");
    private static final int EXIT_CODE_OUT_OF_MEMORY = 3;
    private static final int EDITORS = 6;
    private static final String LARGE_TEXT = "ж".repeat(240_000);
    private static final int EDITS_OF_A_DOCUMENT = 20;
    private static final int DOCUMENTS_MAX = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 5;

    @Test
    void endsTheServerAndNothingIsLost() throws Exception {
        PostgresProcess postgres = PostgresProcess.startInNewFolder();
        try (Ensemble ensemble = Ensemble.start(Plan.of(1).running(asLaunchedWithASmallHeap(postgres)), postgres);
                FaultRun run = FaultRun.start("small-heap", ensemble)) {
            Node node = ensemble.node(1);
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            int edits = fill(ensemble, node.process());
            assertThat(node.process().awaitEnd(PATIENCE)).as("exit code").isEqualTo(EXIT_CODE_OUT_OF_MEMORY);
            assertThat(node.process().output()).contains("Terminating due to java.lang.OutOfMemoryError");
            System.out.println("small-heap: ended after " + edits + " large edits");
            node.start();
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    /** The options of the start script, but for the size of the heap; and what lets a server start quickly. */
    private static List<String> asLaunchedWithASmallHeap(PostgresProcess postgres) throws Exception {
        Matcher options = LAUNCHER.matcher(Files.readString(Program.projectFolder().resolve("inkwell")));
        assertThat(options.find()).as("the options in the start script").isTrue();
        List<String> java = new ArrayList<>(List.of(options.group(1).split(" ")));
        java.addAll(QuickStart.java(postgres));
        java.replaceAll(option -> option.startsWith("-Xmx") ? SMALL_HEAP : option);
        return java;
    }

    /**
     * Writes into one large document after the other, all of which stay open, until the server is gone.
     *
     * @return how many edits were saved before
     */
    private static int fill(Ensemble ensemble, ServerProcess server) throws Exception {
        List<InkwellClient> writers = new ArrayList<>();
        int saved = 0;
        try {
            for (int i = 0; i < DOCUMENTS_MAX && server.isRunning(); i++) {
                DocumentId document = new DocumentId(ensemble.newDocument("large", "text"));
                InkwellClient writer = InkwellClient.builder(server.address(), document).key(ensemble.key()).connect();
                writers.add(writer);
                for (int edit = 0; edit < EDITS_OF_A_DOCUMENT && savedOneMore(writer, server); edit++)
                    saved++;
            }
        } catch (IOException theServerIsGone) {
            assertThat(server.awaitEnd(PATIENCE)).isEqualTo(EXIT_CODE_OUT_OF_MEMORY);
        } finally {
            writers.forEach(InkwellClient::close);
        }
        return saved;
    }

    private static boolean savedOneMore(InkwellClient writer, ServerProcess server) throws InterruptedException {
        while (server.isRunning() && writer.state() != ConnectionState.CONNECTED)
            Thread.sleep(POLL_MILLIS);
        long before = writer.revision();
        if (server.isRunning())
            writer.edit(screen -> Delta.on(screen.length()).insert(LARGE_TEXT).build()).join();
        while (server.isRunning() && writer.revision() == before)
            Thread.sleep(POLL_MILLIS);
        return server.isRunning();
    }
}
