package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.ConfigException;
import io.inkwell.server.security.AdministratorTokens;
import io.inkwell.server.security.Secret;
import io.inkwell.server.security.SignedTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheCommandLineExplainsItselfTest {
    @TempDir
    private Path folder = Path.of("");

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    @ParameterizedTest
    @CsvSource({"--help,serve", "serve --help,--database-url", "token --help,--days"})
    void helpNamesWhatThereIs(String command, String named) {
        Outcome outcome = run(command.split(" "));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains(named, "--help", "--version");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "serve --version", "token --version"})
    void everyCommandTellsTheVersion(String command) {
        assertThat(run(command.split(" ")).out()).startsWith("Inkwell ");
    }

    @ParameterizedTest
    @CsvSource({"serve --prot 1,--port", "serve --bnd 1,--bind", "token --dayz 3,--days", "sevre,serve", "tokn,token"})
    void aSlipIsAnsweredWithWhatWasPerhapsMeant(String command, String meant) {
        Outcome outcome = run(command.split(" "));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("inkwell: ").contains(meant, "Try: inkwell").doesNotContain("\tat ",
                "Exception");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --port ten", "serve --port 70000", "serve --port -1", "token --days 0",
        "token --days 367", "token --days x", "serve --port"})
    void valuesThatCannotBe(String command) {
        Outcome outcome = run(command.split(" "));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("inkwell: ").contains("Try: inkwell").doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify --all", "checkpoint --all --out x", "export abc --out x", "thin --all",
        "redact abc 1 --reason order"})
    void lookingAfterDocumentsNeedsADatabase(String command) {
        Outcome outcome = run((command + " --data " + folder).split(" "));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("inkwell: There is no database in " + folder).contains("--data")
                .doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    @Test
    void aTakenPortIsASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = run("serve", "--data", folder.toString(), "--port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .startsWith(
                            "inkwell: The port " + taken.getLocalPort() + " of 127.0.0.1 is used by another program")
                    .contains("--port").doesNotContain("Exception", "\tat ");
        }
        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    @Test
    void anAddressThatIsNotOursIsASentence() {
        Outcome unknown = run("serve", "--data", folder.toString(), "--bind", "no-such-host.invalid", "--port", "0");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("inkwell: ").contains("no-such-host.invalid", "--bind")
                .doesNotContain("Exception", "\tat ");
        Outcome foreign = run("serve", "--data", folder.toString(), "--bind", "203.0.113.1", "--port", "0");
        assertThat(foreign.exitCode()).isEqualTo(1);
        assertThat(foreign.err()).contains("203.0.113.1", "--bind").doesNotContain("Exception");
    }

    @Test
    void aMisspeltLimitStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("limits.properties"), "documentLengtMax=5\n");
        Outcome outcome = run("serve", "--data", folder.toString(), "--port", "0");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("documentLengtMax", "limits.properties");
    }

    @Test
    void aTokenWorksWithoutAServer() throws ConfigException {
        Path data = folder.resolve("fresh");
        Outcome outcome = run("token", "--data", data.toString(), "--days", "3");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains(data.toString(), "valid until").doesNotContain(outcome.out().strip());
        AdministratorTokens tokens = new AdministratorTokens(
                new SignedTokens(Secret.ofFolder(data), InstantSource.system()));
        Duration left = Duration.between(Instant.now(), tokens.check(outcome.out().strip()).orElseThrow().expiresAt());
        assertThat(left).isBetween(Duration.ofDays(3).minusMinutes(1), Duration.ofDays(3));
        assertThat(run("token", "--data", data.toString()).out()).isNotEqualTo(outcome.out());
    }
}
