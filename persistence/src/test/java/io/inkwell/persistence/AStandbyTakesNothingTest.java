package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.Commit;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import io.inkwell.sync.port.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary that comes back as a standby is not written to, nor believed; promoted again it goes on where it stood. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class AStandbyTakesNothingTest {
    private static final long RECOVERY_SECONDS_MAX = 60;

    @TempDir
    private Path dataFolder;

    @Test
    void untilItIsThePrimaryAgain() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(dataFolder, TestCluster.BINARIES);
                Database database = Database.open(server.settings())) {
            Scribe ada = Scribe.on(new PostgresStorage(database));
            ada.write("a");
            List<Commit> next = ada.prepare("b");
            Append batch = ada.batch(next);

            restartAsStandby();
            // Every connection that the restart cut is met once, and its answer is that nobody knows.
            assertThat(onceItIsNot(AppendResult.Unknown.class, () -> database.revisionLog().append(batch)))
                    .isInstanceOf(AppendResult.Refused.class);
            assertThat(database.revisionLog().append(batch)).isInstanceOf(AppendResult.Refused.class);
            assertThatThrownBy(() -> ada.read(0)).isInstanceOf(StorageException.class);

            asSuperuser(server, "select pg_promote()");
            // The pool needs a moment to find its database again; until then it says truly that nothing was stored.
            assertThat(onceItIsNot(AppendResult.Refused.class, () -> ada.append(next)))
                    .isEqualTo(new AppendResult.Committed());
            assertThat(ada.read(0).head().revision()).isEqualTo(2);
        }
    }

    /** What is answered as soon as it is something else than this. */
    private static AppendResult onceItIsNot(Class<? extends AppendResult> passing, Callable<AppendResult> append)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RECOVERY_SECONDS_MAX);
        AppendResult result = append.call();
        while (passing.isInstance(result) && System.nanoTime() < deadline)
            result = append.call();
        return result;
    }

    private void restartAsStandby() throws Exception {
        Path cluster = dataFolder.resolve("postgres");
        Files.createFile(cluster.resolve("standby.signal"));
        PostgresPrograms programs = PostgresPrograms.in(PostgresBinaries.unpacked(TestCluster.BINARIES));
        PostgresPrograms.Outcome restarted = programs.run("pg_ctl", "restart", "-D", cluster.toString(), "-m", "fast",
                "-w", "-l", dataFolder.resolve("logs").resolve("restart.log").toString());
        assertThat(restarted.succeeded()).as(restarted.output()).isTrue();
    }

    private void asSuperuser(EmbeddedPostgres server, String sql) throws Exception {
        String password = Files.readString(dataFolder.resolve("postgres-password"), StandardCharsets.US_ASCII).strip();
        try (Connection connection = DriverManager
                .getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
