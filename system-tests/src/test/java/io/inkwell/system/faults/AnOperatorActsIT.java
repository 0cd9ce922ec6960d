package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.system.faults.Editor.Habits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who run the servers delete a document, and replace the servers one by one. */
class AnOperatorActsIT {
    private static final int EDITORS = 20;
    private static final long BACK_MILLIS_MAX = 5_000;
    private static final int PATIENCE_SECONDS = 60;

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
