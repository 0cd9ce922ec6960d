package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.system.TcpProxy.Direction;
import io.inkwell.system.faults.CommitPoints.Moment;
import io.inkwell.system.faults.Editor.Habits;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that are stopped where they stand, networks between clients and servers that go silent, clients that are moved. */
class ANodeThatStandsStillIT {
    private static final int EDITORS = 8;
    private static final int PAUSE_SECONDS = 7;
    private static final int PAUSE_SECONDS_MAX = 60;
    private static final int PATIENCE_SECONDS = 60;
    private static final String HEAD_MOVED = "inkwell_head_moved_total";
    private static final String UNKNOWN = "inkwell_unknown_outcomes_total";
    private static final String CONNECTIONS = "inkwell_connections";
    private static final Map<String, Integer> SOON_NOTICED = Map.of("pingIntervalMillis", 1_500, "silenceMillisMax",
            4_000);

    @AutoClose
    private static Ensemble ensemble;

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(Ensemble.Plan.of(2).withLimits(SOON_NOTICED));
    }

    @AfterEach
    void heal() throws Exception {
        ensemble.heal();
    }

    @Test
    void aNodeStoppedInsideABatchChangesNothingWhenItWakesUp() throws Exception {
        Node sleeper = ensemble.node(1);
        int pauseSeconds = Math.clamp(FaultRun.seconds(0), PAUSE_SECONDS, PAUSE_SECONDS_MAX);
        double lateBefore = ensemble.figure(HEAD_MOVED) + ensemble.figure(UNKNOWN);
        try (FaultRun run = FaultRun.start("node-stopped-in-batch", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            CountDownLatch asleep = new CountDownLatch(1);
            CountDownLatch awake = new CountDownLatch(1);
            CompletableFuture<Void> batch = sleeper.commits().next(Moment.STATEMENT_LEAVES, document, () -> {
                sleeper.pause();
                asleep.countDown();
                awaitUninterrupted(awake);
            });
            assertThat(asleep.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            long from = System.nanoTime();
            run.awaitSaved(document, EDITORS);
            long leftMillis = TimeUnit.SECONDS.toMillis(pauseSeconds) - (System.nanoTime() - from) / 1_000_000;
            Thread.sleep(Math.max(0, leftMillis));
            awake.countDown();
            sleeper.unpause();
            batch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            run.awaitSaved(document, EDITORS);
            run.end();
        }
        assertThat(ensemble.figure(HEAD_MOVED) + ensemble.figure(UNKNOWN) - lateBefore)
                .as("batches that came too late").isPositive();
    }

    @Test
    void aClientMovedWhileItsEditIsInABatchElsewhereHasItStoredOnce() throws Exception {
        Node left = ensemble.node(1);
        double movedBefore = ensemble.figure(HEAD_MOVED);
        try (FaultRun run = FaultRun.start("client-moved-in-batch", ensemble)) {
            ensemble.admitOnly(left);
            String document = run.document(2, Habits.HURRIED);
            run.awaitSaved(document, 2);
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            CompletableFuture<Void> batch = left.commits().next(Moment.STATEMENT_LEAVES, document, () -> {
                reached.countDown();
                awaitUninterrupted(over);
            });
            assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            ensemble.admitOnly(ensemble.node(2));
            ensemble.balancer().resetAll();
            run.awaitSaved(document, 2);
            over.countDown();
            batch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            run.awaitSaved(document, 2);
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> ensemble.figure(HEAD_MOVED) > movedBefore);
            run.end();
            assertThat(run.crowd().outcomesStored()).as("edits stored by the node they were moved to").isNotNegative();
        }
    }

    @Test
    void aNetworkThatGoesSilentIsNoticedOnBothSidesAndHealsWithoutLoss() throws Exception {
        try (FaultRun run = FaultRun.start("clients-silent", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            assertThat(ensemble.figure(CONNECTIONS)).isPositive();
            ensemble.balancer().goSilent();
            await().atMost(Duration.ofSeconds(20)).until(() -> ensemble.figure(CONNECTIONS) == 0);
            ensemble.balancer().heal();
            long from = System.nanoTime();
            run.awaitSaved(document, EDITORS);
            System.out.println("clients-silent: saving again " + (System.nanoTime() - from) / 1_000_000 + " ms after");
            run.end();
            assertThat(run.crowd().outcomesUnknown()).as("edits in flight when the network went silent").isPositive();
        }
    }

    @Test
    void aNetworkThatOnlyLosesWhatTheServerSaysIsNoticedToo() throws Exception {
        try (FaultRun run = FaultRun.start("server-unheard", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            ensemble.balancer().flow(Direction.TO_CLIENT).hold();
            await().atMost(Duration.ofSeconds(20)).until(() -> ensemble.figure(CONNECTIONS) == 0);
            ensemble.balancer().heal();
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().outcomesStored()).as("edits whose acknowledgement was not heard").isPositive();
        }
    }

    @Test
    void connectionsCutInTheMiddleOfAMessageLoseNothing() throws Exception {
        try (FaultRun run = FaultRun.start("cut-in-a-message", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (int i = 0; i < 12; i++) {
                run.awaitSaved(document, 2);
                Direction direction = i % 2 == 0
                        ? Direction.TO_SERVER
                        : Direction.TO_CLIENT;
                ensemble.balancer().flow(direction).cutAfter(1 + run.random().nextInt(500));
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("connections that were cut").isGreaterThan(5);
        }
    }

    @Test
    void aSlowNetworkOnlyTakesLonger() throws Exception {
        try (FaultRun run = FaultRun.start("slow-network", ensemble)) {
            ensemble.nodes().forEach(
                    node -> node.database().flow(Direction.TO_CLIENT).delay(50));
            ensemble.balancer().flow(Direction.TO_CLIENT).delay(100);
            ensemble.balancer().flow(Direction.TO_SERVER).delay(100);
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("connections given up though they only were slow").isZero();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(2L * PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new IOException("never released");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
