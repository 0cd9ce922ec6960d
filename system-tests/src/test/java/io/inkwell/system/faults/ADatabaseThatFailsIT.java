package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.system.ProxiedConnection;
import io.inkwell.system.faults.CommitPoints.Moment;
import io.inkwell.system.faults.Editor.Habits;
import io.inkwell.system.faults.Ensemble.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PostgreSQL dies, restarts, ends sessions in the middle of a commit, answers late or not at all, or stores nothing. */
class ADatabaseThatFailsIT {
    private static final int EDITORS = 8;
    private static final int KILLS = 6;
    private static final int SECONDS_PER_KILL = 3;
    private static final int PATIENCE_SECONDS = 30;
    private static final String SMALL_DISK = "inkwell.faults.smallDisk";
    private static final int BLOCK_BYTES = 4_096;
    private static final String REFUSED_BY_STORE = "inkwell_storage_failures_total";
    private static final String UNKNOWN = "inkwell_unknown_outcomes_total";
    private static final String UNKNOWN_STORED = "inkwell_unknown_outcomes_stored_total";
    private static final String WAITING_TO_COMMIT = "wait_event = 'SyncRep'";

    @AutoClose
    private static Ensemble ensemble;

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(2);
    }

    @AfterEach
    void heal() throws Exception {
        ensemble.heal();
    }

    @Test
    void killedUnderLoadAgainAndAgainItLosesNothingAndNobodyIsDisconnected() throws Exception {
        int kills = Math.max(KILLS, FaultRun.seconds(0) / SECONDS_PER_KILL);
        double unknownBefore = ensemble.figure(UNKNOWN);
        try (FaultRun run = FaultRun.start("database-killed", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (int i = 0; i < kills; i++) {
                run.awaitSaved(document, EDITORS);
                if (i % 2 == 0) {
                    ensemble.postgres().kill();
                } else {
                    killBeforeItsAnswerArrives(document);
                }
                ensemble.postgres().start();
            }
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
        assertThat(ensemble.figure(UNKNOWN) - unknownBefore).as("batches of unknown outcome").isPositive();
        assertThat(ensemble.figure(UNKNOWN_STORED)).as("of these stored").isPositive();
    }

    @Test
    void restartedFastOrAtOnceItLosesNothingAndNobodyIsDisconnected() throws Exception {
        try (FaultRun run = FaultRun.start("database-restarted", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (String mode : new String[]{"fast", "immediate"}) {
                run.awaitSaved(document, EDITORS);
                ensemble.postgres().stop(mode);
                ensemble.postgres().start();
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void aSessionEndedInTheMiddleOfItsCommitIsReadBack() throws Exception {
        double storedBefore = ensemble.figure(UNKNOWN_STORED);
        try (FaultRun run = FaultRun.start("session-ended-in-commit", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            // A commit that waits for a standby which does not exist is on disk, and not yet answered.
            configure("synchronous_standby_names", "'nobody'");
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> terminate(WAITING_TO_COMMIT) > 0);
            configure("synchronous_standby_names", "default");
            run.awaitSaved(document, EDITORS);
            run.end();
        }
        assertThat(ensemble.figure(UNKNOWN_STORED) - storedBefore).as("commits that were found stored").isPositive();
    }

    @Test
    void anAnswerThatIsLostIsReadBackAndTheEditIsAcknowledgedOnce() throws Exception {
        double storedBefore = ensemble.figure(UNKNOWN_STORED);
        try (FaultRun run = FaultRun.start("answer-lost", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (int i = 0; i < 2 * ensemble.nodes().size(); i++) {
                Node node = ensemble.nodes().get(i % ensemble.nodes().size());
                node.commits().next(Moment.REPLY_ARRIVES, document, () -> {
                    throw CommitPoints.lost();
                }).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
        assertThat(ensemble.figure(UNKNOWN_STORED) - storedBefore).as("commits that were found stored")
                .isGreaterThanOrEqualTo(2 * ensemble.nodes().size());
    }

    @Test
    void aStatementThatArrivesLateLosesAgainstItsOwnRepetition() throws Exception {
        Node node = ensemble.node(1);
        double unknownBefore = ensemble.rest(node).figure(UNKNOWN);
        try (FaultRun run = FaultRun.start("late-statement", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            CompletableFuture<Void> late = node.commits().next(Moment.STATEMENT_LEAVES, document,
                    () -> holdUntil(() -> ensemble.rest(node).figure(UNKNOWN) > unknownBefore));
            late.get(2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    @Test
    void connectionsThatGoSilentAreGivenUpAndOthersServe() throws Exception {
        try (FaultRun run = FaultRun.start("database-silent", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            ensemble.nodes().forEach(node -> node.database().connections().forEach(ProxiedConnection::goSilent));
            run.awaitSaved(document, EDITORS);
            run.end();
            long longest = run.crowd().editors().stream().mapToLong(Editor::longestWaitMillis).max().orElse(0);
            assertThat(longest).as("the longest wait for a save, in milliseconds").isBetween(2_000L, 30_000L);
        }
    }

    @Test
    void whatOnlyReadsAcknowledgesNothingAndCatchesUp() throws Exception {
        try (FaultRun run = FaultRun.start("database-only-reads", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            configure("default_transaction_read_only", "on");
            Thread.sleep(1_000);
            long saved = run.log().acknowledged();
            Thread.sleep(1_500);
            assertThat(run.log().acknowledged()).as("edits acknowledged while nothing can be stored").isEqualTo(saved);
            configure("default_transaction_read_only", "default");
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void aNodeThatIsCutOffFromItAcknowledgesNothingRefusesWhoIsNewAndCatchesUp() throws Exception {
        Node cutOff = ensemble.node(1);
        try (FaultRun run = FaultRun.start("node-cut-off", ensemble)) {
            ensemble.admitOnly(ensemble.node(2));
            String served = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(served, EDITORS);
            ensemble.admitOnly(cutOff);
            String stuck = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(stuck, EDITORS);

            cutOff.database().cut();
            Thread.sleep(500);
            long saved = run.crowd().saved(stuck);
            run.awaitSaved(served, EDITORS);
            assertThat(run.crowd().saved(stuck)).as("edits acknowledged by the node that is cut off").isEqualTo(saved);
            await().atMost(Duration.ofSeconds(15)).until(() -> cutOff.rest().get("/health/ready").status() == 503);
            assertThat(ensemble.rest(cutOff).get("/api/v1/documents").status()).as("a new request").isEqualTo(503);

            cutOff.database().resume();
            run.awaitSaved(stuck, EDITORS);
            run.end();
        }
    }

    /** Needs a small file system that somebody made, so it runs only where {@value #SMALL_DISK} names its folder. */
    @TestFactory
    Stream<DynamicTest> aDiskThatIsReallyFullAcknowledgesNothingAndCatchesUp() {
        return Stream.ofNullable(System.getProperty(SMALL_DISK))
                .map(folder -> DynamicTest.dynamicTest(folder, () -> fillsUp(Path.of(folder))));
    }

    private static void fillsUp(Path disk) throws Exception {
        Path cluster = Files.createTempDirectory(disk, "postgres-").toRealPath();
        try (Ensemble onDisk = Ensemble.start(Plan.of(2), PostgresProcess.startIn(cluster));
                FaultRun run = FaultRun.start("disk-full", onDisk)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            Path ballast = disk.resolve("ballast");
            try {
                fill(ballast);
                await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> onDisk.figure(REFUSED_BY_STORE) > 0);
                Thread.sleep(2_000);
                long saved = run.log().acknowledged();
                Thread.sleep(3_000);
                assertThat(run.log().acknowledged()).as("edits acknowledged on a full disk").isEqualTo(saved);
            } finally {
                Files.delete(ballast);
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            System.out.println("disk-full: the database refused " + onDisk.figure(REFUSED_BY_STORE) + " times, clients "
                    + "disconnected " + run.crowd().reconnects());
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (true)
                file.write(block);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void killBeforeItsAnswerArrives(String document) throws Exception {
        CompletableFuture<Void> reached = ensemble.node(1).commits().next(Moment.REPLY_ARRIVES, document, () -> {
            throw CommitPoints.lost();
        });
        reached.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ensemble.postgres().kill();
    }

    private static void configure(String setting, String value) throws SQLException {
        ensemble.postgres().sql("alter system set " + setting + " = " + value, "select pg_reload_conf()");
    }

    private static int terminate(String which) throws SQLException {
        try (Connection connection = ensemble.postgres().superuser();
                Statement statement = connection.createStatement();
                ResultSet ended = statement
                        .executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity where "
                                + which)) {
            ended.next();
            return ended.getInt(1);
        }
    }

    /** Holds what is passing until something has happened. */
    private static void holdUntil(Callable<Boolean> happened) {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(happened);
    }
}
