package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a real process that runs the embedded server; the next start finds everything and stops what was left. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AKilledServersDatabaseIsRecoveredIT {

    @TempDir
    Path dataFolder;

    private Process victim;
    private BufferedReader victimSays;

    @BeforeEach
    void startVictim() throws IOException {
        victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"), WritesUntilKilled.class.getName(), dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        victimSays = victim.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void leaveNothingRunning() throws Exception {
        killVictim();
        Path programs = PostgresBinaries.unpacked(TestCluster.BINARIES);
        new OrphanedPostgres(dataFolder.toRealPath().resolve("postgres"), PostgresPrograms.in(programs)).clear();
    }

    /** Through the handle: {@code Process.destroyForcibly} would also throw away what the victim said last. */
    private void killVictim() throws InterruptedException {
        victim.toHandle().destroyForcibly();
        victim.waitFor();
    }

    @Test
    void everyRowThatWasReportedStoredIsThereAfterwards() throws Exception {
        assertThat(victimSays.readLine()).isEqualTo("stored 1");
        killVictim();
        ProcessHandle orphan = postmaster();
        assertThat(runs(orphan)).as("the database outlives its killed server").isTrue();
        int stored = 1 + (int) victimSays.lines().filter(line -> line.startsWith("stored ")).count();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES);
                Database database = Database.open(server.settings())) {
            assertThat(runs(orphan)).isFalse();
            assertThat(countPeople(database)).isBetween(stored, stored + 1);
        }
    }

    @Test
    void aPostmasterKilledBesideABusyChildIsRecoveredToo() throws Exception {
        assertThat(victimSays.readLine()).isEqualTo("stored 1");
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> children = postmaster.children().toList();
        assertThat(children).isNotEmpty();
        killVictim();
        postmaster.destroyForcibly();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES);
                Database database = Database.open(server.settings())) {
            assertThat(children).noneMatch(AKilledServersDatabaseIsRecoveredIT::runs);
            assertThat(countPeople(database)).isPositive();
        }
    }

    @Test
    void whileTheServerLivesASecondOneIsRefusedAndDoesNoHarm() throws Exception {
        assertThat(victimSays.readLine()).isEqualTo("stored 1");
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("in use by another Inkwell server (process " + victim.pid() + ")");
        assertThat(victimSays.readLine()).startsWith("stored ");
        assertThat(victimSays.readLine()).startsWith("stored ");
    }

    /** A process that has ended but was not yet collected by its parent counts as alive for {@link ProcessHandle}. */
    private static boolean runs(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(dataFolder.resolve("postgres").resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static int countPeople(Database database) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from person")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The process that is killed: a server that stores one row after the other and says so after each. */
    static final class WritesUntilKilled {

        private WritesUntilKilled() {}

        public static void main(String[] arguments) throws Exception {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), TestCluster.BINARIES);
                    Database database = Database.open(server.settings());
                    Connection connection = database.pool().getConnection();
                    Statement statement = connection.createStatement()) {
                Thread.ofPlatform().daemon().start(() -> keepABackendBusy(database));
                for (int row = 1; row < 1_000_000; row++) {
                    statement.execute(
                            "insert into person(created_at, kind, id, name, colour, key_hash) values (now(), 0, 'p"
                                    + row
                                    + "', 'n', '#000000', sha256('" + row + "'))");
                    System.out.println("stored " + row);
                }
            }
        }

        /** A backend that computes does not look whether its postmaster lives. */
        private static void keepABackendBusy(Database database) {
            try (Connection connection = database.pool().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("set statement_timeout = 0");
                statement.execute("select count(*) from generate_series(1, 100000000000)");
            } catch (SQLException endsWithTheServer) {
                System.out.println("busy backend ended");
            }
        }
    }
}
