package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.client.InkwellClient;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.TcpProxy;
import io.inkwell.system.faults.Editor.Habits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Revisions that were stored and shown as saved are gone: somebody puts an old backup back, or promotes a standby that lagged. The servers notice
 * by themselves, leave files with exactly what is gone, and nothing is doubled.
 */
class ADatabaseThatLostItsEndIT {
    private static final int EDITORS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofMillis(1_500);
    private static final long POLL_MILLIS = 50;

    @AutoClose
    private Ensemble ensemble;

    @BeforeEach
    void start() throws Exception {
        ensemble = Ensemble.start(Ensemble.Plan.of(2).withRedis());
    }

    /** Something that takes the end of the log away. */
    private interface Loss {
        /** What is stored from here on will be lost. */
        void begin() throws Exception;

        /** It is lost. */
        void happen() throws Exception;
    }

    @Test
    void anOldBackupUnderRunningServers() throws Exception {
        isNoticedAndSalvaged("old-backup", new Loss() {
            private Path backup = Path.of("");

            @Override
            public void begin() throws Exception {
                backup = copied();
            }

            @Override
            public void happen() throws Exception {
                ensemble.postgres().stop("immediate");
                ensemble.postgres().putBack(backup);
                ensemble.postgres().start();
            }
        });
    }

    /** The standby follows through a proxy that is cut; what the primary stores afterwards never reaches it. */
    @Test
    void aStandbyThatLaggedIsPromoted() throws Exception {
        try (TcpProxy replication = TcpProxy.to(ensemble.postgres().port())) {
            List<PostgresProcess> standby = new ArrayList<>();
            isNoticedAndSalvaged("lagging-standby", new Loss() {
                @Override
                public void begin() throws Exception {
                    standby.add(ensemble.postgres().standby(copied(), replication.port()));
                    String written = ensemble.postgres().ask("select pg_current_wal_lsn()");
                    await().atMost(PATIENCE).until(() -> standby.getFirst()
                            .ask("select pg_last_wal_replay_lsn() >= '" + written + "'").equals("t"));
                    replication.cut();
                }

                @Override
                public void happen() throws Exception {
                    ensemble.postgres().kill();
                    standby.getFirst().promote();
                    ensemble.goOnWith(standby.getFirst());
                }
            });
        }
    }

    private Path copied() throws IOException, InterruptedException {
        ensemble.postgres().stop("fast");
        Path copy = ensemble.postgres().copy();
        ensemble.postgres().start();
        return copy;
    }

    /**
     * What people type is held back while it happens, so that the servers have to notice by themselves and what was lost is known exactly. On each
     * server somebody only reads, so that the document stays open there.
     */
    private void isNoticedAndSalvaged(String name, Loss loss) throws Exception {
        try (FaultRun run = FaultRun.start(name, ensemble); Readers readers = new Readers()) {
            String document = run.document(EDITORS, Habits.HURRIED);
            readers.open(document);
            run.awaitSaved(document, EDITORS);
            loss.begin();
            run.awaitSaved(document, 2 * EDITORS);
            ensemble.balancer().flow(TcpProxy.Direction.TO_SERVER).hold();
            awaitRest(document);
            List<String> stored = revisions(document);
            String content = ensemble.rest(ensemble.node(1)).content(document).path("content").toString();
            loss.happen();
            int left = revisions(document).size();
            assertThat(left).as("the newest revision that is left").isLessThan(stored.size());
            for (Node node : ensemble.nodes())
                isSalvaged(name, node, document, stored.subList(left, stored.size()), content);

            ensemble.balancer().flow(TcpProxy.Direction.TO_SERVER).release();
            run.awaitSaved(document, 2 * EDITORS);
            Verdict verdict = run.endHavingLost();
            assertThat(verdict.doubled()).isEmpty();
            assertThat(verdict.flaws()).isEmpty();
            assertThat(verdict.differing()).isEmpty();
            assertThat(verdict.lost()).as("what is gone, and the check says so").isNotEmpty();
            assertThat(ensemble.figure("inkwell_chain_mismatches_total")).as("alerts").isPositive();
            assertThat(ensemble.figure("inkwell_salvages_total")).as("files").isPositive();
            assertThat(ensemble.figure("inkwell_salvages_failed_total")).as("files that failed").isZero();
        }
    }

    private static void isSalvaged(String name, Node node, String document, List<String> lost, String content)
            throws Exception {
        await().atMost(PATIENCE)
                .until(() -> SalvageFiles.about(document, node).stream().anyMatch(SalvageFiles::isComplete));
        List<Path> files = SalvageFiles.about(document, node);
        assertThat(files).as("files of node %d", node.number()).hasSize(1);
        Path file = files.getFirst();
        assertThat(SalvageFiles.commits(file)).as("commits salvaged by node %d", node.number()).isEqualTo(lost);
        List<JsonNode> lines = SalvageFiles.read(file);
        assertThat(lines.getFirst().path("extent").asString()).isEqualTo("ALL");
        assertThat(lines.getLast().path("content").toString()).isEqualTo(content);
        System.out.println(name + ": node " + node.number() + " left " + file.getFileName() + " with " + lost.size()
                + " revisions, " + Files.size(file) + " bytes");
    }

    /** Waits until nothing more is stored, and every server had the time to hear of all of it. */
    private void awaitRest(String document) throws Exception {
        int revisions = 0;
        long since = System.nanoTime();
        while (System.nanoTime() - since < REST.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            int now = revisions(document).size();
            if (now != revisions)
                since = System.nanoTime();
            revisions = now;
        }
    }

    private List<String> revisions(String document) throws Exception {
        List<String> revisions = new ArrayList<>();
        try (var connection = ensemble.postgres().superuser();
                var statement = connection.prepareStatement(
                        "select r.rev, encode(r.chain, 'hex'), convert_from(r.op, 'UTF8') from revision r"
                                + " join document d on d.number = r.document_no where d.id = ? order by r.rev")) {
            statement.setString(1, document);
            try (var row = statement.executeQuery()) {
                while (row.next())
                    revisions.add(SalvageFiles.revision(row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
        return revisions;
    }

    /** Somebody on each server who only reads. */
    private final class Readers implements AutoCloseable {
        private final List<InkwellClient> clients = new ArrayList<>();

        void open(String document) throws Exception {
            for (Node node : ensemble.nodes()) {
                InkwellClient client = InkwellClient.builder(node.process().address(), new DocumentId(document))
                        .key(ensemble.key()).connect();
                clients.add(client);
                client.awaitConnected(PATIENCE);
            }
        }

        @Override
        public void close() {
            clients.forEach(InkwellClient::close);
        }
    }
}
