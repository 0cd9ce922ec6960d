package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Sequence numbers and bases that are repeated, reused, skipped, too old or too new. */
class EverySubmissionIsTakenOnceTest {
    private static final int WINDOW = 50;
    private static final String INSERT_A = "[{\"insert\":\"a\"}]";

    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer
            .with(Map.of("transformRevisionsMax", WINDOW, "messagesBurstMax", 10_000, "messagesPerSecondMax", 10_000,
                    "documentLengthMax", 100_000));

    @Test
    void aRepeatedSubmissionGetsItsStoredAnswerAgain() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String submission = scene.hostile().transform(INSERT_A);
            scene.hostile().send(submission);
            JsonNode first = scene.hostile().awaitAck(1);
            scene.bystander().insert("b");
            scene.hostile().send(submission);
            JsonNode again = scene.hostile().awaitAck(1);
            assertThat(again.path("payload")).isEqualTo(first.path("payload"));
            assertThat(again.path("correlationId").asString()).isEqualTo("c");
            assertThat(scene.head()).isEqualTo(2);
            scene.hostileIsKept();
        }
    }

    @Test
    void alsoWhenItIsLongAgo() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String submission = scene.hostile().transform(INSERT_A);
            scene.hostile().send(submission);
            JsonNode first = scene.hostile().awaitAck(1);
            move(scene, 2 * WINDOW);
            scene.hostile().takeWhatCame();
            scene.hostile().send(submission);
            assertThat(scene.hostile().awaitAck(1).path("payload")).isEqualTo(first.path("payload"));
            scene.hostileIsKept();
        }
    }

    @Test
    void aSequenceNumberForOtherBytesEndsTheConnection() throws IOException, InterruptedException {
        for (String other : List.of(JsonClient.transform(0, 1, "[{\"insert\":\"x\"}]"),
                JsonClient.transform(1, 1, INSERT_A))) {
            try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
                scene.hostile().edit(INSERT_A);
                scene.hostile().send(other);
                JsonNode refusal = scene.hostile().awaitRefusal("SEQ_REUSED");
                assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
                assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(1);
                assertThat(scene.hostile().awaitClose()).isEqualTo(4409);
                assertThat(scene.head()).isEqualTo(1);
            }
        }
    }

    @Test
    void alsoWhenItWasUsedLongAgo() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().edit(INSERT_A);
            move(scene, 2 * WINDOW);
            scene.hostile().takeWhatCame();
            scene.hostile().send(JsonClient.transform(scene.hostile().revision(), 1, "[{\"insert\":\"x\"}]"));
            scene.hostile().awaitRefusal("SEQ_REUSED");
            assertThat(scene.hostile().awaitClose()).isEqualTo(4409);
        }
    }

    @Test
    void aSkippedSequenceNumberIsToldTheLastOne() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().edit(INSERT_A);
            for (int seq : new int[]{3, 4, 1_000_000, Integer.MAX_VALUE}) {
                scene.hostile().send(JsonClient.transform(1, seq, INSERT_A));
                JsonNode refusal = scene.hostile().awaitRefusal("SEQ_GAP");
                assertThat(refusal.at("/payload/lastSeq").asInt()).isEqualTo(1);
                assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(seq);
                assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
            }
            assertThat(scene.head()).isEqualTo(1);
            scene.hostileIsKept();
        }
    }

    @Test
    void aRepetitionWhileTheFirstIsOnItsWayIsNotTakenTwice() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String submission = scene.hostile().transform(INSERT_A);
            SERVER.holdCommits();
            try {
                scene.hostile().send(submission);
                SERVER.awaitHeldCommit();
                scene.hostile().send(submission);
                scene.hostile().send(JsonClient.transform(0, 2, INSERT_A));
                JsonNode refusal = scene.hostile().awaitRefusal("SEQ_GAP");
                assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(2);
                assertThat(refusal.at("/payload/lastSeq").asInt()).isZero();
            } finally {
                SERVER.releaseCommits();
            }
            scene.hostile().awaitAck(1);
            assertThat(scene.head()).isEqualTo(1);
            assertThat(scene.text()).isEqualTo("a");
            scene.hostileIsKept();
        }
    }

    @Test
    void otherBytesWhileTheFirstAreOnTheirWayEndTheConnectionAndTheFirstAreStored()
            throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            SERVER.holdCommits();
            try {
                scene.hostile().send(scene.hostile().transform(INSERT_A));
                SERVER.awaitHeldCommit();
                scene.hostile().send(JsonClient.transform(0, 1, "[{\"insert\":\"x\"}]"));
                scene.hostile().awaitRefusal("SEQ_REUSED");
                assertThat(scene.hostile().awaitClose()).isEqualTo(4409);
            } finally {
                SERVER.releaseCommits();
            }
            scene.bystander().await("operation/remote");
            assertThat(scene.text()).isEqualTo("a");
        }
    }

    @Test
    void aBaseThatDoesNotExistYetEndsTheConnection() throws IOException, InterruptedException {
        for (long base : new long[]{1, 1_000_000, (1L << 53) - 1}) {
            try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
                scene.hostile().send(JsonClient.transform(base, 1, INSERT_A));
                JsonNode refusal = scene.hostile().awaitRefusal("BASE_FUTURE");
                assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
                assertThat(scene.hostile().awaitClose()).isEqualTo(4410);
                assertThat(scene.head()).isZero();
            }
        }
    }

    @Test
    void aBaseTooFarBehindIsBurntAndTheTextComesAgain() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String old = scene.hostile().transform(INSERT_A);
            move(scene, 2 * WINDOW);
            scene.hostile().takeWhatCame();
            scene.hostile().send(old);
            JsonNode rebase = scene.hostile().await("operation/rebase");
            assertThat(rebase.at("/payload/seq").asInt()).isEqualTo(1);
            assertThat(rebase.path("correlationId").asString()).isEqualTo("c");
            scene.hostile().send(old);
            assertThat(scene.hostile().await("operation/rebase").path("payload")).isEqualTo(rebase.path("payload"));
            assertThat(scene.text()).doesNotContain("a");
            scene.hostile().edit(INSERT_A);
            assertThat(scene.hostile().lastSeq()).isEqualTo(2);
            assertThat(scene.text()).startsWith("a");
        }
    }

    @Test
    void aRefusalThatIsARevisionIsToldAgainToo() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            String submission = scene.hostile().transform("[{\"delete\":1}]");
            scene.hostile().send(submission);
            JsonNode first = scene.hostile().awaitRefusal("OP_FINAL_NEWLINE");
            assertThat(first.at("/payload/revision").asInt()).isEqualTo(1);
            scene.hostile().send(submission);
            assertThat(scene.hostile().awaitRefusal("OP_FINAL_NEWLINE").path("payload"))
                    .isEqualTo(first.path("payload"));
            scene.hostileIsKept();
        }
    }

    /** Lets the bystander move the head on by so many revisions. */
    private static void move(Scene scene, int revisions) throws IOException, InterruptedException {
        for (int i = 0; i < revisions; i++) {
            scene.bystander().insert("b");
        }
    }
}
