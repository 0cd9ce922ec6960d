package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.system.TcpProxy;
import io.inkwell.system.TcpProxy.Direction;
import io.inkwell.system.faults.CommitPoints.Moment;
import io.inkwell.system.faults.Editor.Habits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redis dies, is emptied, stands still, lies and goes silent: that may cost time, never an edit. */
class ARedisThatFailsIT {
    private static final int EDITORS = 8;
    private static final int PATIENCE_SECONDS = 30;
    private static final int LAG_EDITS = 5;
    private static final long LAG_MILLIS_MAX = 2_500;
    private static final String BUS_WORKS = "inkwell_bus_works";
    private static final String LOCK_HELD = "inkwell_contended_commits_total{lock=\"held\"}";

    @AutoClose
    private static Ensemble ensemble;

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(Ensemble.Plan.of(2).withRedis());
    }

    @AfterEach
    void heal() throws Exception {
        ensemble.heal();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> works(ensemble.node(1)) && works(ensemble.node(2)));
    }

    @Test
    void killedAndBackItCostsOnlyTime() throws Exception {
        try (FaultRun run = FaultRun.start("redis-killed", ensemble);
                Lag lag = Lag.between(ensemble, ensemble.node(1), ensemble.node(2))) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            long with = lag.longestMillis(LAG_EDITS);
            ensemble.redis().kill();
            run.awaitSaved(document, EDITORS);
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> !works(ensemble.node(2)));
            long without = lag.longestMillis(LAG_EDITS);
            System.out.println(
                    "redis-killed: other node's screen after " + with + " ms, without Redis " + without + " ms");
            assertThat(without).as("milliseconds to another node's screen").isLessThan(LAG_MILLIS_MAX);
            ensemble.redis().start();
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void standingStillItHoldsUpNobody() throws Exception {
        try (FaultRun run = FaultRun.start("redis-stopped", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            ensemble.redis().pause();
            run.awaitSaved(document, 4 * EDITORS);
            ensemble.redis().goOn();
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void awayWhileANodeStartsItIsNotMissed() throws Exception {
        try (FaultRun run = FaultRun.start("redis-away-at-start", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            ensemble.redis().kill();
            ensemble.node(1).kill();
            ensemble.node(1).start();
            run.moveHalfOfThem();
            run.awaitSaved(document, EDITORS);
            assertThat(works(ensemble.node(1))).as("the bus of the new node").isFalse();
            ensemble.redis().start();
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    @Test
    void emptiedAgainAndAgainNobodyNotices() throws Exception {
        try (FaultRun run = FaultRun.start("redis-emptied", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (int i = 0; i < 100; i++) {
                ensemble.redis().flush();
                Thread.sleep(20);
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void aNodeStoppedWhileItHoldsTheLockStopsNobodyElse() throws Exception {
        Node sleeper = ensemble.node(1);
        double heldBefore = ensemble.figure(LOCK_HELD);
        try (FaultRun run = FaultRun.start("lock-holder-stopped", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> ensemble.figure(LOCK_HELD) > heldBefore);
            CountDownLatch asleep = new CountDownLatch(1);
            CountDownLatch awake = new CountDownLatch(1);
            CompletableFuture<Void> batch = sleeper.commits().next(Moment.STATEMENT_LEAVES, document, () -> {
                sleeper.pause();
                asleep.countDown();
                awaitAwake(awake);
            });
            assertThat(asleep.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            long from = System.nanoTime();
            run.awaitSaved(document, 2);
            System.out.println(
                    "lock-holder-stopped: others saved after " + (System.nanoTime() - from) / 1_000_000 + " ms");
            Thread.sleep(2_500);
            awake.countDown();
            sleeper.unpause();
            batch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    @Test
    void hintsThatLieAreHarmless() throws Exception {
        try (FaultRun run = FaultRun.start("hints-that-lie", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            for (int i = 0; i < 60; i++) {
                long revision = switch (i % 3) {
                    case 0 -> 1;
                    case 1 -> Long.MAX_VALUE;
                    default -> i;
                };
                publish("{\"type\":\"stored\",\"document\":\"" + document + "\",\"revision\":" + revision + "}");
                publish("{\"type\":\"touched\",\"document\":\"" + document + "\"}");
                publish("no message at all");
                Thread.sleep(20);
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().reconnects()).as("clients that were disconnected").isZero();
        }
    }

    @Test
    void aBusThatGoesSilentIsNoticedAndReplacedByLooking() throws Exception {
        TcpProxy bus = ensemble.node(2).bus().orElseThrow();
        try (FaultRun run = FaultRun.start("bus-silent", ensemble);
                Lag lag = Lag.between(ensemble, ensemble.node(1), ensemble.node(2))) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            bus.flow(Direction.TO_CLIENT).hold();
            long atOnce = lag.longestMillis(LAG_EDITS);
            await().atMost(Duration.ofSeconds(10)).until(() -> !works(ensemble.node(2)));
            long noticed = lag.longestMillis(LAG_EDITS);
            System.out.println("bus-silent: other node's screen after " + atOnce + " ms before it is noticed, then "
                    + noticed + " ms");
            assertThat(Math.max(atOnce, noticed)).as("milliseconds to another node's screen")
                    .isLessThan(LAG_MILLIS_MAX);
            bus.heal();
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    private static boolean works(Node node) throws IOException, InterruptedException {
        return ensemble.rest(node).figure(BUS_WORKS) == 1;
    }

    private static void awaitAwake(CountDownLatch awake) throws IOException {
        try {
            if (!awake.await(2L * PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new IOException("never released");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Says something on the channel of the nodes, in Redis' own protocol. */
    private static void publish(String message) throws IOException {
        String user = ensemble.redis().address().getUserInfo();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ensemble.redis().port())) {
            socket.getOutputStream().write((command("AUTH", user.substring(user.indexOf(':') + 1))
                    + command("PUBLISH", "inkwell:nodes", message) + command("QUIT")).getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).as("how many nodes heard it").contains(":2");
        }
    }

    private static String command(String... words) {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words)
            command.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n").append(word)
                    .append("\r\n");
        return command.toString();
    }
}
