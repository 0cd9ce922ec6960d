package io.inkwell.system.hostile;

import static io.inkwell.system.hostile.JsonClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Whoever sends more than the limits allow is slowed down first and then sent away; carets alone are only thinned out. */
class AFloodEndsOnlyItsOwnConnectionTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final int RATE = 4429;
    private static final int BURST = 200;

    @Test
    void ofOperations() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            flood(scene.hostile(), 1_000, i -> Frame.text(JsonClient.transform(0, i + 1, "[{\"insert\":\"a\"}]")));
            JsonNode refusal = scene.hostile().await(
                    message -> message.at("/payload/code").asString().equals("RATE"), "a refusal with RATE");
            assertThat(refusal.at("/payload/retryAfterMillis").asInt()).isBetween(1, 1_000);
            int refused = refusal.at("/payload/seq").asInt();
            assertThat(refused).as("what the burst allows beside the request to open").isBetween(BURST, 999);
            assertThat(scene.hostile().awaitClose()).isEqualTo(RATE);
            assertThat(scene.head()).isLessThan(refused);
            scene.hostile().socket().awaitEnd();
        }
    }

    @Test
    void ofPings() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            flood(scene.hostile(), 1_000, i -> Frame.ping(100));
            assertThat(scene.hostile().awaitClose()).isEqualTo(RATE);
            scene.hostile().socket().awaitEnd();
        }
    }

    @Test
    void ofHeartbeats() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            flood(scene.hostile(), 1_000, i -> Frame.text(message("heartbeat", "ping", "")));
            assertThat(scene.hostile().awaitClose()).isEqualTo(RATE);
        }
    }

    @Test
    void ofBytes() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String large = message("heartbeat", "ping", "\"x\":\"" + "x".repeat(500_000) + "\"");
            flood(scene.hostile(), 12, i -> Frame.text(large));
            assertThat(scene.hostile().awaitClose()).isEqualTo(RATE);
        }
    }

    @Test
    void ofCaretsIsThinnedOut() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.bystander().insert("Minutes");
            scene.hostile().await("operation/remote");
            flood(scene.hostile(), 2_000, i -> Frame.text(message("cursor", "move",
                    "\"index\":" + i % 7 + ",\"length\":0,\"revision\":1")));
            scene.hostileIsKept();
            scene.bystander().insert("b");
            List<JsonNode> came = scene.bystander().takeWhatCame();
            assertThat(came).filteredOn(message -> JsonClient.name(message).equals("cursor/move"))
                    .hasSizeLessThan(100);
            assertThat(scene.head()).isEqualTo(3);
        }
    }

    @Test
    void caretsThatMakeNoSenseAreRefusedOrPassedOver() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            for (String caret : List.of("\"index\":2147483648,\"length\":0,\"revision\":0",
                    "\"index\":-2,\"length\":0,\"revision\":0", "\"index\":0,\"length\":-1,\"revision\":0",
                    "\"index\":2147483647,\"length\":2147483647,\"revision\":0")) {
                scene.hostile().send(message("cursor", "move", caret));
                assertThat(scene.hostile().awaitRefusal("PRESENCE").path("correlationId").asString()).isEqualTo("c");
            }
            for (String caret : List.of("\"index\":1,\"length\":0,\"revision\":0",
                    "\"index\":0,\"length\":2147483647,\"revision\":0",
                    "\"index\":0,\"length\":0,\"revision\":9007199254740991")) {
                scene.hostile().send(message("cursor", "move", caret));
            }
            scene.hostileIsKept();
            assertThat(scene.bystander().takeWhatCame())
                    .noneMatch(message -> JsonClient.name(message).equals("cursor/move"));
        }
    }

    /** What one frame of a flood is. */
    private interface Drop {
        Frame frame(int number);
    }

    /** Sends all at once. That the server hangs up in the middle is what it may do. */
    private static void flood(JsonClient client, int frames, Drop drop) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < frames; i++) {
            all.writeBytes(drop.frame(i).bytes());
        }
        client.socket().sendAsFarAsItIsTaken(all.toByteArray());
    }
}
