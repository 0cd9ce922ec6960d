package io.inkwell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command starts everything, a signal stops everything, and what was stored is there again: after a clean stop and after a kill. */
class TheServerStartsAndStopsIT {
    private static final Duration COMMAND_MAX = Duration.ofMinutes(1);
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    @Test
    void theAddressIsPrintedASignalStopsItCleanlyAndTheSecondStartKeepsAllDocuments() throws Exception {
        try (ServerProcess server = ServerProcess.startInNewFolder()) {
            assertThat(server.output()).contains("Open  http://localhost:" + server.port() + "/  in a browser.",
                    "Ctrl-C stops the server.");
            Rest ada = new Rest(server.address()).signIn("Ada");
            String notes = ada.createDocument("Notes", "rich");
            String code = ada.createDocument("Code", "text");

            assertThat(server.postgresProcesses()).isNotEmpty();
            assertThat(server.stop()).describedAs(server.output()).isZero();
            assertThat(server.output()).contains("Stopped. Everything that was acknowledged is stored.");
            assertThat(server.postgresProcesses()).isEmpty();

            server.start();
            assertThat(ada.get("/api/v1/documents").ok().json().path("documents").findValuesAsString("id"))
                    .containsExactlyInAnyOrder(notes, code);
            assertThat(ada.content(notes).path("content").toString()).isEqualTo("[{\"insert\":\"\\n\"}]");
            assertNoStackTrace(server);
        }
    }

    @Test
    void aKilledServerLeavesItsPostgresqlBehindAndTheNextStartTakesOverItsData() throws Exception {
        try (ServerProcess server = ServerProcess.startInNewFolder()) {
            Rest ada = new Rest(server.address()).signIn("Ada");
            String notes = ada.createDocument("Notes", "rich");

            server.kill();
            assertThat(server.postgresProcesses()).isNotEmpty();
            long orphan = postmaster(server);

            server.start();
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(ada.get("/api/v1/documents/" + notes).ok().json().path("title").asString()).isEqualTo("Notes");
            assertThat(server.stop()).isZero();
            assertThat(server.postgresProcesses()).isEmpty();
            assertNoStackTrace(server);
        }
    }

    @Test
    void aSignalDuringTheFirstStartLeavesNothingBehindAndTheNextStartWorks() throws Exception {
        try (ServerProcess server = ServerProcess.inNewFolder()) {
            Thread starter = Thread.ofVirtual().start(() -> {
                try {
                    server.start();
                } catch (IOException | InterruptedException | IllegalStateException stoppedBeforeReady) {
                    // What this test is about.
                }
            });
            await().atMost(COMMAND_MAX).until(() -> server.output().contains("Starting the built-in PostgreSQL"));
            assertThat(server.stop()).describedAs(server.output()).isZero();
            starter.join();
            assertThat(server.postgresProcesses()).isEmpty();

            server.start();
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void aTakenPortAndATakenFolderAreExplainedInASentence(@TempDir Path other) throws Exception {
        try (ServerProcess server = ServerProcess.startInNewFolder()) {
            Program.Outcome samePort = Program.run(COMMAND_MAX, "serve", "--port", Integer.toString(server.port()),
                    "--data", other.toString());
            assertThat(samePort.exitCode()).isEqualTo(EXIT_FAILED);
            assertThat(samePort.errors()).contains("port " + server.port(), "another program", "--port")
                    .doesNotContain("\tat ");

            Program.Outcome sameFolder = Program.run(COMMAND_MAX, "serve", "--port", "0", "--data",
                    server.data().toString());
            assertThat(sameFolder.exitCode()).isEqualTo(EXIT_FAILED);
            assertThat(sameFolder.errors()).contains(server.data().toString()).doesNotContain("\tat ");
            assertThat(new Rest(server.address()).answers("/health/ready"))
                    .describedAs("the first server goes on").isTrue();
        }
    }

    @Test
    void helpNamesTheCommandsAndAMistakeIsExplained() throws Exception {
        Program.Outcome help = Program.run(COMMAND_MAX, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("serve", "token", "replay");

        Program.Outcome mistake = Program.run(COMMAND_MAX, "serve", "--prot", "8080");
        assertThat(mistake.exitCode()).isEqualTo(EXIT_USAGE);
        assertThat(mistake.errors()).contains("--prot", "--help").doesNotContain("\tat ");
    }

    @Test
    void aTokenSignedWithoutARunningServerOpensTheServerThatIsStartedLater() throws Exception {
        try (ServerProcess server = ServerProcess.inNewFolder()) {
            String before = token(server);
            assertThat(server.data().resolve("postgres")).describedAs("no database is started for a token")
                    .doesNotExist();

            server.start();
            String after = token(server);
            Rest nobody = new Rest(server.address());
            String notes = nobody.signIn("Ada").createDocument("Notes", "rich");
            for (String token : new String[]{before, after}) {
                assertThat(nobody.as(token).get("/api/v1/documents/" + notes).status()).isEqualTo(200);
            }
            assertThat(nobody.as(after + "x").get("/api/v1/documents/" + notes).status()).isEqualTo(401);
            assertThat(nobody.get("/api/v1/documents/" + notes).status()).isEqualTo(401);
        }
    }

    private static String token(ServerProcess server) throws IOException, InterruptedException {
        Program.Outcome outcome = Program.run(COMMAND_MAX, "token", "--data", server.data().toString());
        assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
        return outcome.output().strip();
    }

    private static long postmaster(ServerProcess server) throws IOException {
        return Long.parseLong(
                Files.readAllLines(server.data().resolve("postgres").resolve("postmaster.pid")).getFirst().strip());
    }

    private static void assertNoStackTrace(ServerProcess server) {
        assertThat(server.output()).doesNotContain("\tat ", "Exception");
    }
}
