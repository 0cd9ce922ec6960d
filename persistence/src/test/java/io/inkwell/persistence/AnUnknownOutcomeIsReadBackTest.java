package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.Commit;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import io.inkwell.sync.port.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the commit statement answers when its connection, its database or its reply is lost, and what is stored then. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AnUnknownOutcomeIsReadBackTest {

    private final TestCluster cluster = TestCluster.shared();
    private final PostgresStorage storage = PostgresStorage.shared();

    @Test
    void aBackendThatIsEndedInTheMiddleLeavesTheOutcomeUnknownAndNothingStored() throws Exception {
        Scribe ada = Scribe.on(storage);
        Append batch = ada.batch(ada.prepare("a"));
        try (Connection blocker = lockHead(ada)) {
            CompletableFuture<AppendResult> result = inBackground(() -> storage.log().append(batch));
            endBackend(waitingAppend());
            assertThat(result.get()).isInstanceOf(AppendResult.Unknown.class);
            blocker.rollback();
        }
        assertThat(ada.read(0).head().revision()).isZero();
        assertThat(storage.log().append(batch)).as("the same decision again").isEqualTo(new AppendResult.Committed());
    }

    @Test
    void aLostReplyLeavesTheOutcomeUnknownAndReadingBackFindsTheRow() throws Exception {
        try (CuttableProxy proxy = CuttableProxy.before(cluster.server().port());
                Database database = Database.open(through(proxy))) {
            Scribe ada = Scribe.on(new PostgresStorage(database));
            List<Commit> written = ada.prepare("a");
            proxy.answers(CuttableProxy.Answers.CUT);
            assertThat(database.revisionLog().append(ada.batch(written))).isInstanceOf(AppendResult.Unknown.class);
            proxy.answers(CuttableProxy.Answers.ARRIVE);
            assertThat(database.revisionLog().find(ada.document(), written.getFirst().id()))
                    .contains(written.getFirst());
            assertThat(database.revisionLog().append(ada.batch(written))).as("a second copy")
                    .isEqualTo(new AppendResult.HeadMoved());
        }
    }

    @Test
    void aDatabaseThatFallsSilentLeavesTheOutcomeUnknownWithinTheSocketTimeout() throws Exception {
        try (CuttableProxy proxy = CuttableProxy.before(cluster.server().port());
                Database database = Database.open(through(proxy))) {
            Scribe ada = Scribe.on(new PostgresStorage(database));
            List<Commit> written = ada.prepare("a");
            proxy.answers(CuttableProxy.Answers.VANISH);
            long before = System.nanoTime();
            assertThat(database.revisionLog().append(ada.batch(written))).isInstanceOf(AppendResult.Unknown.class);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isBetween(9L, 20L);
            proxy.answers(CuttableProxy.Answers.ARRIVE);
            assertThat(readBack(database, ada, written.getFirst())).isPresent();
        }
    }

    @Test
    void aHeadThatStaysLockedIsRefusedAndStoresNothing() throws Exception {
        Scribe ada = Scribe.on(storage);
        try (Connection blocker = lockHead(ada)) {
            assertThat(storage.log().append(ada.batch(ada.prepare("a")))).isInstanceOfSatisfying(
                    AppendResult.Refused.class,
                    refused -> assertThat(refused.reason()).contains("55P03"));
            blocker.rollback();
        }
        assertThat(ada.read(0).head().revision()).isZero();
        ada.write("a");
    }

    @Test
    void aReadOnlyDatabaseIsRefusedAndStoresNothing() {
        DatabaseSettings settings = cluster.freshDatabase();
        String name = settings.url().replaceFirst(".*/", "");
        try (Database writable = TestCluster.open(settings)) {
            Scribe ada = Scribe.on(new PostgresStorage(writable));
            cluster.asSuperuser("alter role " + settings.application().user() + " in database " + name
                    + " set default_transaction_read_only = on");
            try (Database readOnly = TestCluster.open(settings)) {
                assertThat(readOnly.revisionLog().append(ada.batch(ada.prepare("a"))))
                        .isInstanceOfSatisfying(AppendResult.Refused.class,
                                refused -> assertThat(refused.reason()).contains("25006"));
            }
            ada.write("a");
        }
    }

    @Test
    void withoutADatabaseEverythingIsRefusedAndTheReasonHoldsNoText() throws Exception {
        CuttableProxy proxy = CuttableProxy.before(cluster.server().port());
        try (Database database = Database.open(through(proxy))) {
            Scribe ada = Scribe.on(new PostgresStorage(database));
            Append batch = ada.batch(ada.prepare("secret text"));
            proxy.close();
            AppendResult first = database.revisionLog().append(batch);
            assertThat(first.toString()).doesNotContain("secret");
            AppendResult later = database.revisionLog().append(batch);
            assertThat(later).isInstanceOfSatisfying(AppendResult.Refused.class,
                    refused -> assertThat(refused.reason()).contains("no connection"));
            assertThat(database.answers()).isFalse();
        }
    }

    /** As a node does: asks again until the database answers. */
    private static Optional<Commit> readBack(Database database, Scribe scribe, Commit commit)
            throws InterruptedException {
        while (true) {
            try {
                return database.revisionLog().find(scribe.document(), commit.id());
            } catch (StorageException notYet) {
                Thread.sleep(50);
            }
        }
    }

    private DatabaseSettings through(CuttableProxy proxy) {
        DatabaseSettings direct = cluster.server().settings();
        return DatabaseSettings
                .of(direct.url().replace(":" + cluster.server().port() + "/", ":" + proxy.port() + "/"), direct.owner(),
                        direct.application())
                .withConnectionsMax(1);
    }

    private Connection lockHead(Scribe scribe) throws SQLException {
        Connection connection = cluster.superuser(EmbeddedRoles.DATABASE);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 from document_head h join document d on d.number = h.document_no where d.id = '"
                    + scribe.document() + "' for update of h");
        }
        return connection;
    }

    /** The process id of the backend in which a commit waits for a lock. */
    private int waitingAppend() throws SQLException, InterruptedException {
        try (Connection connection = cluster.superuser(EmbeddedRoles.DATABASE);
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement
                        .executeQuery("select pid from pg_stat_activity where wait_event_type = 'Lock' "
                                + "and query like 'with head as%'")) {
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
                Thread.sleep(10);
            }
        }
    }

    private void endBackend(int pid) {
        cluster.asSuperuser("select pg_terminate_backend(" + pid + ")");
    }

    private static CompletableFuture<AppendResult> inBackground(Supplier<AppendResult> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }
}
