package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.client.ConnectionState;
import io.inkwell.client.InkwellClient;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.faults.Editor.Habits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three servers start at once on an empty database, and share one document and a crowd that comes all at once. */
class ManyNodesIT {
    private static final int WRITERS = 18;
    private static final int WRITERS_LONG = 50;
    private static final int SECONDS = 6;
    private static final int HERD = 300;
    private static final int HERD_LONG = 1_500;
    private static final int HERD_DOCUMENTS = 20;
    private static final int LONG_FROM_SECONDS = 60;
    private static final double MISSES_PER_COMMIT_MAX = 3;

    @AutoClose
    private static Ensemble ensemble;

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(3);
    }

    @Test
    void ofThreeThatStartAtOnceOnAnEmptyDatabaseOneMakesTheTables() throws Exception {
        // The ensemble was started so; that all three are ready is half of the proof.
        try (Connection connection = ensemble.postgres().superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), count(distinct script), count(*) filter (where not success) from flyway_schema_history")) {
            row.next();
            assertThat(row.getInt(1)).as("scripts that were run").isPositive().isEqualTo(row.getInt(2));
            assertThat(row.getInt(3)).as("scripts that failed").isZero();
        }
        for (Node node : ensemble.nodes())
            assertThat(ensemble.rest(node).get("/api/v1/documents").status()).isEqualTo(200);
    }

    @Test
    void writersOfOneDocumentOnThreeNodesGetFairShares() throws Exception {
        boolean isLong = FaultRun.seconds(0) >= LONG_FROM_SECONDS;
        double commitsBefore = ensemble.figure("inkwell_commits_total");
        double missesBefore = ensemble.figure("inkwell_head_moved_total");
        try (FaultRun run = FaultRun.start("one-document-on-three-nodes", ensemble)) {
            String document = run.document(isLong ? WRITERS_LONG : WRITERS, new Habits(true, 60, 1, 300));
            run.awaitSaved(document, WRITERS);
            Thread.sleep(1_000L * (isLong ? FaultRun.seconds(0) : SECONDS));
            run.end();
            List<Long> shares = run.crowd().editors().stream().filter(editor -> editor.document().equals(document))
                    .map(Editor::saved).sorted().toList();
            double commits = ensemble.figure("inkwell_commits_total") - commitsBefore;
            double misses = ensemble.figure("inkwell_head_moved_total") - missesBefore;
            long median = shares.get(shares.size() / 2);
            System.out.printf(Locale.ROOT,
                    "one-document-on-three-nodes: shares %d to %d, median %d; %.2f lost races per commit%n",
                    shares.getFirst(), shares.getLast(), median, misses / commits);
            assertThat(2 * shares.getFirst()).as("twice the smallest share; all: " + shares)
                    .isGreaterThanOrEqualTo(median);
            assertThat(misses / commits).as("lost races per commit").isLessThan(MISSES_PER_COMMIT_MAX);
        }
    }

    @Test
    void aCrowdThatComesBackAllAtOnceIsLetIn() throws Exception {
        int herd = FaultRun.seconds(0) >= LONG_FROM_SECONDS ? HERD_LONG : HERD;
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < HERD_DOCUMENTS; i++)
            documents.add(ensemble.newDocument("herd", "text"));
        List<InkwellClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < herd; i++) {
                DocumentId document = new DocumentId(documents.get(i % HERD_DOCUMENTS));
                clients.add(
                        InkwellClient.builder(ensemble.balancer().address(), document).key(ensemble.key()).connect());
            }
            for (InkwellClient client : clients)
                client.awaitConnected(Duration.ofSeconds(60));
            ensemble.balancer().resetAll();
            long from = System.nanoTime();
            await().atMost(Duration.ofSeconds(60)).until(() -> clients.stream().allMatch(ManyNodesIT::isBack));
            System.out.printf(Locale.ROOT, "crowd-comes-back: %d clients back after %d ms, %d connections in all%n",
                    herd,
                    (System.nanoTime() - from) / 1_000_000,
                    clients.stream().mapToLong(client -> client.statistics().connections()).sum());
        } finally {
            clients.forEach(InkwellClient::close);
        }
    }

    private static boolean isBack(InkwellClient client) {
        return client.state() == ConnectionState.CONNECTED && client.statistics().connections() > 1;
    }
}
