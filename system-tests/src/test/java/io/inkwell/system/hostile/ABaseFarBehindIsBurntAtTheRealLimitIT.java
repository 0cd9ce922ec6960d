package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** With the limits as they come: up to 2,000 revisions behind an operation is transformed, beyond that its sender is asked to rebase it. */
class ABaseFarBehindIsBurntAtTheRealLimitIT {
    private static final int WINDOW = 2_000;
    private static final int FAR_BEHIND = 3_000;
    private static final int WRITERS = 10;
    private static final String INSERT_A = "[{\"insert\":\"a\"}]";

    @Test
    void andNoTextIsLost() throws IOException, InterruptedException, ExecutionException {
        try (RealServer server = RealServer.start(Map.of("messagesPerSecondMax", 10_000, "messagesBurstMax", 10_000));
                Scene scene = Scene.of(server, DocumentType.TEXT);
                JsonClient late = JsonClient.open(server.port(), scene.document(), server.newPerson("Late"))) {
            write(server, scene.document(), WINDOW);
            scene.hostile().send(JsonClient.transform(0, 1, INSERT_A));
            assertThat(scene.hostile().awaitAck(1).at("/payload/revision").asInt()).isEqualTo(WINDOW + 1);

            write(server, scene.document(), FAR_BEHIND - WINDOW - 1);
            assertThat(scene.head()).isEqualTo(FAR_BEHIND);
            late.send(JsonClient.transform(0, 1, INSERT_A));
            assertThat(late.await("operation/rebase").at("/payload/revision").asInt()).isEqualTo(FAR_BEHIND + 1);
            assertThat(scene.text()).as("nothing is stored of it yet").containsOnlyOnce("a");
            late.edit(INSERT_A);
            assertThat(late.lastSeq()).isEqualTo(2);
            assertThat(scene.text()).hasSize(FAR_BEHIND + 1).startsWith("a");
            scene.bystander().awaitRevision(scene.head());
        }
    }

    /** Lets some people move the head on by so many revisions together. */
    private static void write(TestedServer server, String document, int revisions)
            throws InterruptedException, ExecutionException {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int share = revisions / WRITERS + (i < revisions % WRITERS ? 1 : 0);
                String key = server.newPerson("Writer " + i);
                work.add(() -> {
                    try (JsonClient writer = JsonClient.open(server.port(), document, key)) {
                        for (int edit = 0; edit < share; edit++)
                            writer.insert("b");
                    }
                    return null;
                });
            }
            for (Future<Void> done : writers.invokeAll(work))
                done.get();
        }
    }
}
