package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server does not start on a database that could lose a saved edit or that it does not understand, and says what to do. */
class AnUnsafeDatabaseIsRefusedTest {

    private final TestCluster cluster = TestCluster.shared();

    @ParameterizedTest
    @ValueSource(strings = {"off", "local", "remote_write"})
    void aUserWhoDoesNotWaitForTheDisk(String synchronousCommit) {
        DatabaseSettings settings = cluster.freshDatabase();
        cluster.asSuperuser("alter role " + settings.application().user() + " in database " + name(settings)
                + " set synchronous_commit = " + synchronousCommit);
        assertRefused(settings, "synchronous_commit = " + synchronousCommit, "could be lost",
                "alter role inkwell_app set synchronous_commit = on");
    }

    @Test
    void aSettingThatBecomesUnsafeWhileWeRunLetsNoNewConnectionThrough() {
        DatabaseSettings settings = cluster.freshDatabase();
        try (Database database = TestCluster.open(settings.withConnectionsMax(1))) {
            Scribe ada = Scribe.on(new PostgresStorage(database));
            ada.write("safe");
            cluster.asSuperuser("alter role " + settings.application().user() + " in database " + name(settings)
                    + " set synchronous_commit = off");
            cluster.asSuperuser(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(settings) + "'");
            ada.append(ada.prepare("on the connection that was cut"));
            assertThat(ada.append(ada.prepare("unsafe"))).isInstanceOf(AppendResult.Refused.class);
            cluster.asSuperuser("alter role " + settings.application().user() + " in database " + name(settings)
                    + " reset synchronous_commit");
            ada.catchUp();
            assertThat(ada.head().revision()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatDoesNotFlush(@TempDir Path dataFolder) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES)) {
            for (String setting : List.of("fsync", "full_page_writes")) {
                asSuperuser(server, dataFolder, "alter system set " + setting + " = off");
                awaitReload(server, dataFolder, setting);
                assertRefused(server.settings(), setting + " = off", "could be lost",
                        "Set " + setting + " = on in postgresql.conf");
                asSuperuser(server, dataFolder, "alter system reset " + setting);
                asSuperuser(server, dataFolder, "select pg_reload_conf()");
            }
        }
    }

    /** The postmaster reads the new settings a moment after it is asked to; connections made from then on have them. */
    private static void awaitReload(EmbeddedPostgres server, Path dataFolder, String setting) throws Exception {
        asSuperuser(server, dataFolder, "select pg_reload_conf()");
        boolean unsafe = false;
        while (!unsafe) {
            Thread.sleep(20);
            unsafe = asSuperuser(server, dataFolder, "show " + setting).equals("off");
        }
    }

    @Test
    void aDatabaseInAnotherEncoding() {
        cluster.asSuperuser(
                "create database latin encoding 'LATIN1' locale 'C' template template0 owner " + EmbeddedRoles.OWNER);
        assertRefused(named("latin"), "encoding is LATIN1", "UTF8");
    }

    @Test
    void aDatabaseOfANewerInkwell() throws SQLException {
        DatabaseSettings settings = cluster.freshDatabase();
        TestCluster.open(settings).close();
        try (Connection owner = DriverManager.getConnection(settings.url(), settings.owner().user(),
                settings.owner().password());
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "insert into flyway_schema_history values (99, '999', 'from the future', 'SQL', 'V999__x.sql', 1, 'x', now(), 1, true)");
        }
        assertRefused(settings, "newer Inkwell", "version 999", "Start that version");
    }

    @Test
    void aDatabaseWhoseTablesSomebodyChanged() throws SQLException {
        DatabaseSettings settings = cluster.freshDatabase();
        TestCluster.open(settings).close();
        try (Connection owner = DriverManager.getConnection(settings.url(), settings.owner().user(),
                settings.owner().password());
                Statement statement = owner.createStatement()) {
            statement.execute("alter table person drop column colour");
        }
        assertRefused(settings, "colour", "Somebody changed them");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        assertRefused(named("nowhere"), "cannot be used", "nowhere", "Check the address");
        Credentials wrong = new Credentials(EmbeddedRoles.OWNER, "wrong");
        assertRefused(DatabaseSettings.of(cluster.server().settings().url(), wrong, wrong), "password",
                "Check the address");
    }

    @Test
    void migratingAgainAndFromSeveralServersAtOnceChangesNothing() throws Exception {
        DatabaseSettings settings = cluster.freshDatabase().withConnectionsMax(2);
        Callable<Database> open = () -> Database.open(settings);
        List<Database> opened = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Database> database : threads.invokeAll(List.of(open, open, open))) {
                opened.add(database.get());
            }
        }
        Scribe ada = Scribe.on(new PostgresStorage(opened.getFirst()));
        ada.write("a");
        for (Database database : opened) {
            assertThat(database.revisionLog().heads(List.of(ada.document()))).hasSize(1);
            database.close();
        }
        try (Database again = Database.open(settings)) {
            assertThat(again.revisionLog().heads(List.of(ada.document())).values()).singleElement()
                    .isEqualTo(ada.head());
        }
    }

    private static void assertRefused(DatabaseSettings settings, String... words) {
        assertThatThrownBy(() -> Database.open(settings).close()).isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(words);
    }

    private DatabaseSettings named(String databaseName) {
        DatabaseSettings usual = cluster.server().settings();
        return DatabaseSettings.of(usual.url().replaceFirst("/[^/]+$", "/" + databaseName), usual.owner(),
                usual.application());
    }

    private static String name(DatabaseSettings settings) {
        return settings.url().replaceFirst(".*/", "");
    }

    private static String asSuperuser(EmbeddedPostgres server, Path dataFolder, String sql) throws Exception {
        String password = Files.readString(dataFolder.resolve("postgres-password")).strip();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
                "postgres", password); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet row = statement.getResultSet();
            row.next();
            return row.getString(1);
        }
    }
}
