package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server on one data folder: first start, second start, what lies in the folder, who gets in. */
class StoredDataSurvivesARestartTest {

    @TempDir
    Path dataFolder;

    @Test
    void theSecondStartKeepsWhatTheFirstStored() throws StartRefusedException, SQLException {
        try (EmbeddedPostgres server = start(); Database database = Database.open(server.settings())) {
            insertPerson(database, "ada");
        }
        try (EmbeddedPostgres server = start(); Database database = Database.open(server.settings())) {
            insertPerson(database, "grace");
            assertThat(countPeople(database)).isEqualTo(2);
        }
    }

    @Test
    void nobodyGetsInWithoutThePasswordAndThePasswordIsReadableByItsOwnerAlone() throws Exception {
        try (EmbeddedPostgres server = start()) {
            String address = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
            assertThatThrownBy(() -> DriverManager.getConnection(address, "postgres", "guess"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(address, "postgres", ""))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(dataFolder.resolve("postgres-password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataFolder.resolve("postgres"))))
                .isEqualTo("rwx------");
        assertThat(dataFolder.resolve("logs")).isNotEmptyDirectory();
    }

    @Test
    void aPidFileThatNamesAnotherLivingProcessDoesNotKeepTheServerFromStarting() throws Exception {
        start().close();
        Path pidFile = dataFolder.toRealPath().resolve("postgres").resolve("postmaster.pid");
        Files.writeString(pidFile,
                ProcessHandle.current().pid() + "\n" + pidFile.getParent() + "\n1\n1\n\n127.0.0.1\n\nready   \n");
        try (EmbeddedPostgres server = start(); Database database = Database.open(server.settings())) {
            assertThat(countPeople(database)).isZero();
        }
    }

    @Test
    void aFolderThatWasInterruptedWhileItWasMadeIsMadeAgain() throws Exception {
        Files.createDirectories(dataFolder.resolve("postgres-new").resolve("base"));
        try (EmbeddedPostgres server = start(); Database database = Database.open(server.settings())) {
            assertThat(countPeople(database)).isZero();
        }
    }

    @Test
    void aLostPasswordFileIsNamedTogetherWithTheRemedy() throws Exception {
        start().close();
        Files.delete(dataFolder.resolve("postgres-password"));
        assertThatThrownBy(this::start).isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("postgres-password is missing").hasMessageContaining("backup");
    }

    private EmbeddedPostgres start() throws StartRefusedException {
        return EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES);
    }

    private static void insertPerson(Database database, String name) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into person(created_at, kind, id, name, colour, key_hash) values (now(), 0, '"
                    + name + "', '"
                    + name + "', '#000000', sha256('" + name + "'))");
        }
    }

    private static int countPeople(Database database) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from person")) {
            row.next();
            return row.getInt(1);
        }
    }
}
