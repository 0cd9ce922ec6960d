package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code replay}, against the server as it is. */
@Timeout(120)
class ATraceIsReplayedAndComparedTest {
    private static final String THREE_WRITERS = "src/test/resources/traces/three-writers.json";

    @TempDir
    private Path folder = Path.of("");
    private final TestServer server = TestServer.start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    private int replay(String file, String... more) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("replay", file));
        arguments.addAll(List.of(more));
        if (!arguments.toString().contains("--server"))
            arguments.add("--server=" + server.origin() + "/");
        return command.execute(arguments.toArray(String[]::new));
    }

    private Path trace(String transactions, String end) throws IOException {
        return Files.writeString(folder.resolve("trace.json"),
                "{\"startContent\":\"\",\"endContent\":\"" + end + "\",\"txns\":[" + transactions + "]}");
    }

    private static String letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"patches\":[[" + i + ",0,\"" + (char) ('a' + i % 26) + "\"]]}")
                .collect(Collectors.joining(","));
    }

    @Test
    void aLinearTraceByThreeClients() throws IOException {
        String end = IntStream.range(0, 100).mapToObj(i -> String.valueOf((char) ('a' + i % 26)))
                .collect(Collectors.joining());
        int exitCode = replay(trace(letters(100), end).toString(), "--clients", "3");
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("100 transactions, linear, played by 3 clients", "100 of 100 revisions",
                "Played 100 revisions",
                "Equal to the recording").doesNotContain("DIFFERENT");
        assertThat(exitCode).isZero();
    }

    @Test
    void aConcurrentTraceByItsAgents() {
        assertThat(replay(THREE_WRITERS)).isZero();
        assertThat(out.toString()).contains("17 transactions, concurrent, played by 3 clients", "Played 16 revisions",
                "Equal to the recording");
    }

    @Test
    void intoAnEmptyDocumentThatIsThere() throws IOException {
        String rich = server.document("Rich", "rich");
        assertThat(replay(trace("{\"patches\":[[0,0,\"Tea 🍵\"]]},{\"patches\":[[4,1,\"🥖\"]]}", "Tea 🥖").toString(),
                "--document", rich)).isZero();
        assertThat(replay(trace(letters(1), "a").toString(), "--document", rich)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("inkwell: Something is written in this document; a trace is played into an empty one.\n");
    }

    @Test
    void withTheKeyOfSomebody() throws IOException {
        assertThat(replay(trace(letters(5), "abcde").toString(), "--key", server.local("Ada"))).isZero();
        assertThat(replay(trace(letters(5), "abcde").toString(), "--key", "wrong")).isEqualTo(1);
        assertThat(err.toString()).startsWith("inkwell: The server answered 401");
    }

    @Test
    void mistakesAreToldInASentence() throws IOException {
        assertThat(replay("nowhere.json")).isEqualTo(1);
        assertThat(replay(trace(letters(2), "ba").toString())).isEqualTo(1);
        assertThat(replay(THREE_WRITERS, "--clients", "0")).isEqualTo(2);
        assertThat(replay(THREE_WRITERS, "--document", "../..")).isEqualTo(2);
        assertThat(replay(THREE_WRITERS, "--server", "http://localhost:1/")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file nowhere.json.", "another text than the one recorded",
                "--clients is 1 to 50",
                "--document is no id", "no server answers at http://localhost:1/").doesNotContain("Exception");
    }

    @Test
    void aServerThatAsksToBeSlowerIsObeyed() throws IOException {
        try (TestServer slow = TestServer.start("127.0.0.1", LimitsForTests.with("messagesBurstMax", 10))) {
            String end = "abcdefghijklmnopqrstuvwxyzabcdefghijklmn";
            assertThat(replay(trace(letters(40), end).toString(), "--clients=1", "--server=" + slow.origin())).isZero();
        }
        assertThat(out.toString()).contains("Equal to the recording", "times to be slower", "messagesPerSecondMax");
    }
}
