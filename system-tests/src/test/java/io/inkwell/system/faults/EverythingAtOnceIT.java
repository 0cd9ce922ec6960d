package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.Program;
import io.inkwell.system.faults.Ensemble.Plan;
import io.inkwell.system.faults.CommitPoints.Moment;
import io.inkwell.system.faults.Editor.Habits;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes, fifty people in one document and a hundred documents beside it, while all of this goes on at once: every few seconds a node is
 * killed with {@code kill -9}, PostgreSQL is killed and restarted, Redis is emptied, killed, stopped where it stands. No acknowledged edit is
 * lost, none is doubled, all replicas show the log, and the documents beside are as well as the one in the middle. The same with a lock that
 * says yes to everybody, and with one that says no to everybody.
 */
class EverythingAtOnceIT {
    private static final int EDITORS = 50;
    private static final int DOCUMENTS_BESIDE = 100;
    private static final int SECONDS = 20;
    private static final int SECONDS_WITH_ANOTHER_LOCK = 12;
    private static final int KILL_A_NODE_EVERY_SECONDS = 10;
    private static final int KILL_POSTGRES_EVERY_SECONDS = 17;
    private static final int TROUBLE_REDIS_EVERY_SECONDS = 3;
    private static final int REDIS_TROUBLES = 5;
    private static final int COMMIT_SECONDS_MAX = 60;
    private static final int PAUSE_MILLIS = 1_500;
    private static final Habits IN_THE_MIDDLE = new Habits(true, PAUSE_MILLIS, 3, 500);
    private static final Habits BESIDE = Habits.CALM.withPause(4 * PAUSE_MILLIS);

    private int nodesKilled;
    private int databasesKilled;
    private int redisTroubled;

    @Test
    void nothingIsLostNothingIsDoubledAndTheOthersAreUnaffected() throws Exception {
        run("everything-at-once", Plan.of(2).withRedis(), FaultRun.seconds(SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void theLockMayLie(String answer) throws Exception {
        String classes = String.join(File.pathSeparator, Program.jar().toString(),
                Path.of(EverythingAtOnceIT.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString());
        List<String> program = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes,
                "io.inkwell.server.ServerWithAnotherLock", answer);
        run("everything-at-once-lock-says-" + answer, Plan.of(2).withRedis().running(program),
                FaultRun.seconds(SECONDS_WITH_ANOTHER_LOCK));
    }

    private void run(String name, Plan plan, int seconds) throws Exception {
        try (Ensemble ensemble = Ensemble.start(plan); FaultRun run = FaultRun.start(name, ensemble)) {
            String document = run.document(EDITORS, IN_THE_MIDDLE);
            for (int i = 0; i < DOCUMENTS_BESIDE; i++)
                run.document(1, BESIDE);
            run.awaitSaved(document, EDITORS);
            makeTrouble(ensemble, run, document, seconds);
            ensemble.heal();
            Verdict verdict = run.end();
            System.out.printf(Locale.ROOT,
                    "%s: %d s, %d nodes killed, PostgreSQL killed %d times, Redis troubled %d times%n",
                    name, seconds, nodesKilled, databasesKilled, redisTroubled);
            assertThat(verdict.documents()).isGreaterThan(DOCUMENTS_BESIDE);
            assertThat(run.crowd().outcomesUnknown()).as("edits in flight when a connection was lost").isPositive();
            assertThat(verdict.outcomesUnknown()).isPositive();
            Map<String, List<Editor>> beside = run.crowd().byDocument();
            for (List<Editor> editors : beside.values())
                assertThat(editors.getFirst().saved()).as("edits of a document beside").isPositive();
        }
    }

    private void makeTrouble(Ensemble ensemble, FaultRun run, String document, int seconds) throws Exception {
        for (int second = 1; second <= seconds; second++) {
            long from = System.nanoTime();
            if (second % TROUBLE_REDIS_EVERY_SECONDS == 0)
                troubleRedis(ensemble);
            if (second % KILL_POSTGRES_EVERY_SECONDS == 0) {
                ensemble.postgres().kill();
                ensemble.postgres().start();
                databasesKilled++;
            }
            if (second % KILL_A_NODE_EVERY_SECONDS == 0)
                killANode(ensemble, run, document);
            long leftMillis = 1_000 - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
            if (leftMillis > 0)
                Thread.sleep(leftMillis);
        }
        while (redisTroubled % REDIS_TROUBLES != 0)
            troubleRedis(ensemble);
    }

    /** The first and every second one right after a commit that nobody was told of, the others at any moment. */
    private void killANode(Ensemble ensemble, FaultRun run, String document) throws Exception {
        Node victim = ensemble.node(1 + nodesKilled % ensemble.nodes().size());
        if (nodesKilled % 2 == 0) {
            killBeforeAnybodyIsTold(victim, document);
        } else {
            Thread.sleep(run.random().nextInt(500));
            victim.kill();
        }
        run.crowd().replaceSomebody(run.random());
        victim.start();
        run.moveHalfOfThem();
        nodesKilled++;
    }

    private static void killBeforeAnybodyIsTold(Node victim, String document) throws Exception {
        CompletableFuture<Void> killed = victim.commits().next(Moment.REPLY_ARRIVES, document, () -> {
            victim.kill();
            throw CommitPoints.lost();
        });
        killed.get(COMMIT_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** One trouble after the other: emptied, stopped where it stands, going on, killed, started empty. */
    private void troubleRedis(Ensemble ensemble) {
        switch (redisTroubled % REDIS_TROUBLES) {
            case 0 -> ensemble.redis().flush();
            case 1 -> ensemble.redis().pause();
            case 2 -> ensemble.redis().goOn();
            case 3 -> ensemble.redis().kill();
            default -> ensemble.redis().start();
        }
        redisTroubled++;
    }
}
