package io.inkwell.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.InkwellApi;
import io.inkwell.server.replay.Plan;
import io.inkwell.server.replay.Replay;
import io.inkwell.server.replay.ReplayCheck;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.traces.RecordedTraces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The server is killed, without a word to it, again and again in the middle of a replay, and started again on the same data and port. The
 * clients come back by themselves and finish. What was acknowledged is there, what was in flight is settled, nothing is there twice.
 */
class AKilledServerLosesNothingIT {
    /** Eight in a usual build; twenty are asked for by {@code -Dinkwell.kills=20}. */
    private static final int KILLS = Integer.getInteger("inkwell.kills", 8);
    /** So much of the recording is replayed for each kill: all of it for twenty. */
    private static final int STEPS_A_KILL = 920;
    private static final int CLIENTS = 3;
    private static final int REVISIONS_CHECKED = 20;
    private static final double LAST_KILL_SHARE = 0.95;
    private static final int KILL_DELAY_MICROS_MAX = 300_000;
    private static final long POLL_MILLIS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void killsAtRandomMomentsLoseNoEditAndDoubleNone() throws Exception {
        long seed = Long.getLong("inkwell.seed", System.nanoTime());
        System.out.println("kills at random moments, -Dinkwell.seed=" + seed);
        Random random = new Random(seed);
        Plan plan = beginning(RecordedTraces.SVELTE_COMPONENT.plan(CLIENTS));
        try (ServerProcess server = ServerProcess.inNewFolder().withoutRateLimits()) {
            server.start();
            List<String> keys = new ArrayList<>();
            for (int i = 1; i <= CLIENTS; i++)
                keys.add(new Rest(server.address()).signIn("Client " + i).key());
            DocumentId document = new DocumentId(
                    new Rest(server.address()).as(keys.getFirst()).createDocument("Killed", "text"));

            AtomicInteger stored = new AtomicInteger();
            AtomicInteger kills = new AtomicInteger();
            CompletableFuture<Void> killer = killAtMoments(server, moments(random, plan.steps().size()), random, stored,
                    kills);
            Replay.Result result = new Replay(plan, PATIENCE).play(server.address(), document, keys,
                    (steps, elapsedNanos) -> {
                        stored.set(steps);
                        if (killer.isCompletedExceptionally())
                            killer.join();
                    });
            killer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            System.out.printf(Locale.ROOT,
                    "%d kills, %,d revisions in %.1f s, %d reconnects, %d outcomes unknown at a kill: %d were stored, the others were sent again%n",
                    kills.get(), result.steps(), result.elapsedNanos() / 1e9, result.reconnects(),
                    result.outcomesUnknown(), result.outcomesStored());
            assertThat(kills).hasValue(KILLS);
            assertThat(new ReplayCheck(new InkwellApi(server.address()).as(keys.getFirst()), document, plan)
                    .differences(result, REVISIONS_CHECKED, random)).isEmpty();
            assertThat(new Rest(server.address()).as(keys.getFirst()).text(document.toString()))
                    .isEqualTo(plan.endText());
        }
    }

    private static Plan beginning(Plan whole) {
        int steps = Math.min(KILLS * STEPS_A_KILL, whole.steps().size());
        String endText = whole.textsAfter(List.of(steps)).get(steps);
        return new Plan(whole.clients(), whole.steps().subList(0, steps), Objects.requireNonNull(endText));
    }

    /** After how many stored steps each kill comes, ascending. */
    private static int[] moments(Random random, int steps) {
        return random.ints(KILLS, 1, (int) (steps * LAST_KILL_SHARE)).sorted().toArray();
    }

    private static CompletableFuture<Void> killAtMoments(ServerProcess server, int[] moments, Random random,
            AtomicInteger stored, AtomicInteger kills) {
        int[] delaysMicros = random.ints(KILLS, 0, KILL_DELAY_MICROS_MAX).toArray();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("killer").start(() -> {
            try {
                for (int i = 0; i < KILLS; i++) {
                    while (stored.get() < moments[i])
                        Thread.sleep(POLL_MILLIS);
                    TimeUnit.MICROSECONDS.sleep(delaysMicros[i]);
                    server.kill();
                    kills.incrementAndGet();
                    server.start();
                }
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
