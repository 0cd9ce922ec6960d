package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.faults.CommitPoints.Moment;
import io.inkwell.system.faults.Editor.Habits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers are killed with {@code kill -9}, at any moment and right before and after a commit, one and all of them. */
class AKilledNodeLosesNothingIT {
    private static final int EDITORS = 12;
    private static final int ROUNDS = 4;
    private static final int WAIT_MILLIS_MAX = 600;
    private static final int SECONDS_PER_ROUND = 15;
    private static final int PATIENCE_SECONDS = 30;

    @AutoClose
    private static Ensemble ensemble;

    /** When a node is killed. */
    private enum When {
        SOME_TIME, SOME_OTHER_TIME, ANY_TIME, BEFORE_THE_COMMIT, AFTER_THE_COMMIT
    }

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(2);
    }

    @Test
    void twentyKillsAtRandomMomentsAndAroundTheCommitLoseNothing() throws Exception {
        int rounds = Math.max(ROUNDS, FaultRun.seconds(0) / SECONDS_PER_ROUND);
        int kills = 0;
        try (FaultRun run = FaultRun.start("killed-nodes", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            for (int round = 0; round < rounds; round++) {
                List<When> moments = new ArrayList<>(List.of(When.values()));
                Collections.shuffle(moments, run.random());
                for (When when : moments) {
                    killAndRestart(run, ensemble.node(1 + kills % 2), document, when);
                    kills++;
                }
                run.crowd().replaceSomebody(run.random());
            }
            Verdict verdict = run.end();
            System.out.println("killed-nodes: " + kills + " kills");
            assertThat(kills).isGreaterThanOrEqualTo(20);
            assertThat(run.crowd().outcomesUnknown()).as("edits in flight at a kill").isPositive();
            assertThat(run.crowd().outcomesStored()).as("of these stored: those of the kills after the commit")
                    .isPositive();
            assertThat(verdict.outcomesUnknown()).isPositive();
        }
    }

    @Test
    void allNodesKilledAtOnceLoseNothing() throws Exception {
        try (FaultRun run = FaultRun.start("all-nodes-killed", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (int i = 0; i < 2; i++) {
                run.awaitSaved(document, EDITORS);
                ensemble.nodes().forEach(Node::kill);
                ensemble.startAll(ensemble.nodes());
            }
            run.awaitSaved(document, EDITORS);
            run.end();
            assertThat(run.crowd().outcomesUnknown()).as("edits in flight at a kill").isPositive();
        }
    }

    private static void killAndRestart(FaultRun run, Node victim, String document, When when) throws Exception {
        switch (when) {
            case SOME_TIME, SOME_OTHER_TIME, ANY_TIME -> {
                Thread.sleep(run.random().nextInt(WAIT_MILLIS_MAX));
                victim.kill();
            }
            case BEFORE_THE_COMMIT -> killAt(Moment.STATEMENT_LEAVES, victim, document);
            case AFTER_THE_COMMIT -> killAt(Moment.REPLY_ARRIVES, victim, document);
        }
        victim.start();
        run.moveHalfOfThem();
    }

    private static void killAt(Moment moment, Node victim, String document) throws Exception {
        CompletableFuture<Void> killed = victim.commits().next(moment, document, () -> {
            victim.kill();
            throw CommitPoints.lost();
        });
        killed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
