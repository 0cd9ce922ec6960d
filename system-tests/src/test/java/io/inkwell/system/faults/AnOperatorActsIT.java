package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.client.InkwellClient;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.TcpProxy;
import io.inkwell.system.faults.Editor.Habits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People who run the servers delete a document, replace the servers one by one, and put an old backup back. */
class AnOperatorActsIT {
    private static final int EDITORS = 20;
    private static final long BACK_MILLIS_MAX = 5_000;
    private static final int PATIENCE_SECONDS = 60;
    private static final Duration REST = Duration.ofMillis(1_500);
    private static final long POLL_MILLIS = 50;

    @AutoClose
    private Ensemble ensemble;

    @BeforeEach
    void start() throws Exception {
        ensemble = Ensemble.start(Ensemble.Plan.of(2).withRedis());
    }

    @Test
    void aDocumentDeletedWhileTwentyTypeTakesNothingAfterwardsAndTheyKeepTheirText() throws Exception {
        try (FaultRun run = FaultRun.start("document-deleted", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            run.awaitSaved(document, EDITORS);
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> run.crowd().allConnected());
            ensemble.rest(ensemble.node(2)).send("DELETE", "/api/v1/documents/" + document, null).ok();
            long revision = newestRevision(document);
            List<Editor> typists = run.crowd().byDocument().getOrDefault(document, List.of());
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> typists.stream().allMatch(editor -> editor.gaveUp() != null));
            assertThat(newestRevision(document)).as("the newest revision after the answer").isEqualTo(revision);
            assertThat(typists).extracting(Editor::gaveUp).doesNotContainNull()
                    .allMatch(reason -> String.valueOf(reason).contains("gone"));
            typists.forEach(Editor::abandon);
            run.end();
        }
    }

    @Test
    void serversReplacedOneByOneUnderLoadLoseNothingAndEverybodyIsBackWithinSeconds() throws Exception {
        try (FaultRun run = FaultRun.start("rolling-restart", ensemble)) {
            String document = run.document(EDITORS, Habits.HURRIED);
            for (Node node : ensemble.nodes()) {
                run.awaitSaved(document, EDITORS);
                node.admit(false);
                assertThat(node.process().stop()).as("the exit code of a server told to stop").isZero();
                long from = System.nanoTime();
                await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                        .until(() -> run.crowd().allConnected());
                long millis = (System.nanoTime() - from) / 1_000_000;
                System.out.println(
                        "rolling-restart: everybody back " + millis + " ms after node " + node.number() + " ended");
                assertThat(millis).as("milliseconds until everybody was back").isLessThan(BACK_MILLIS_MAX);
                node.start();
            }
            run.awaitSaved(document, EDITORS);
            run.end();
        }
    }

    /**
     * What people type is held back while it happens, so that the servers have to notice by themselves and what was lost is known exactly. On each
     * server somebody only reads, so that the document stays open there.
     */
    @Test
    void anOldBackupUnderRunningServersIsNoticedWhatItLacksIsSalvagedAndNothingIsDoubled() throws Exception {
        try (FaultRun run = FaultRun.start("old-backup", ensemble); Readers readers = new Readers()) {
            String document = run.document(EDITORS, Habits.HURRIED);
            readers.open(document);
            run.awaitSaved(document, 2 * EDITORS);
            ensemble.postgres().stop("fast");
            Path backup = ensemble.postgres().copy();
            ensemble.postgres().start();
            run.awaitSaved(document, 2 * EDITORS);
            ensemble.balancer().flow(TcpProxy.Direction.TO_SERVER).hold();
            long ahead = awaitRest(document);
            List<String> stored = revisions(document);
            String content = ensemble.rest(ensemble.node(1)).content(document).path("content").toString();

            ensemble.postgres().stop("immediate");
            ensemble.postgres().putBack(backup);
            ensemble.postgres().start();
            int left = Math.toIntExact(newestRevision(document));
            assertThat(left).as("the newest revision of the backup").isLessThan(Math.toIntExact(ahead));
            for (Node node : ensemble.nodes())
                isSalvaged(node, document, stored.subList(left, stored.size()), content);

            ensemble.balancer().flow(TcpProxy.Direction.TO_SERVER).release();
            run.awaitSaved(document, 2 * EDITORS);
            Verdict verdict = run.endHavingLost();
            assertThat(verdict.doubled()).isEmpty();
            assertThat(verdict.flaws()).isEmpty();
            assertThat(verdict.differing()).isEmpty();
            assertThat(verdict.lost()).as("what came after the backup is gone, and the check says so").isNotEmpty();
            assertThat(ensemble.figure("inkwell_chain_mismatches_total")).as("alerts").isPositive();
            assertThat(ensemble.figure("inkwell_salvages_total")).as("files").isPositive();
            assertThat(ensemble.figure("inkwell_salvages_failed_total")).as("files that failed").isZero();
        }
    }

    /** Somebody on each server who only reads. */
    private final class Readers implements AutoCloseable {
        private final List<InkwellClient> clients = new ArrayList<>();

        void open(String document) throws Exception {
            for (Node node : ensemble.nodes()) {
                InkwellClient client = InkwellClient.builder(node.process().address(), new DocumentId(document))
                        .key(ensemble.key()).connect();
                clients.add(client);
                client.awaitConnected(Duration.ofSeconds(PATIENCE_SECONDS));
            }
        }

        @Override
        public void close() {
            clients.forEach(InkwellClient::close);
        }
    }

    private static void isSalvaged(Node node, String document, List<String> lost, String content) throws Exception {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> SalvageFiles.about(document, node).stream().anyMatch(SalvageFiles::isComplete));
        List<Path> files = SalvageFiles.about(document, node);
        assertThat(files).as("files of node %d", node.number()).hasSize(1);
        assertThat(SalvageFiles.commits(files.getFirst())).as("commits salvaged by node %d", node.number())
                .isEqualTo(lost);
        JsonNode first = SalvageFiles.read(files.getFirst()).getFirst();
        assertThat(first.path("extent").asString()).isEqualTo("ALL");
        assertThat(SalvageFiles.read(files.getFirst()).getLast().path("content").toString()).isEqualTo(content);
        System.out.println("old-backup: node " + node.number() + " left " + files.getFirst().getFileName() + " with "
                + lost.size() + " revisions, " + Files.size(files.getFirst()) + " bytes");
    }

    /** Waits until nothing more is stored, and every server had the time to hear of all of it. */
    private long awaitRest(String document) throws Exception {
        long revision = newestRevision(document);
        long since = System.nanoTime();
        while (System.nanoTime() - since < REST.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            long now = newestRevision(document);
            if (now != revision)
                since = System.nanoTime();
            revision = now;
        }
        return revision;
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

    private long newestRevision(String document) throws Exception {
        try (var connection = ensemble.postgres().superuser();
                var statement = connection.prepareStatement(
                        "select head_rev from document_head h join document d on d.number = h.document_no where d.id = ?")) {
            statement.setString(1, document);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
