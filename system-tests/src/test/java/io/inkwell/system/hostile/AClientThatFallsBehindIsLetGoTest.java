package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who does not read while others write large operations is cut off as soon as more than the limit waits for it, long before a single frame
 * takes too long. Others do not notice, and when it comes back it is brought to the head.
 */
class AClientThatFallsBehindIsLetGoTest {
    private static final int LAG_MILLIS = 700;

    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.with(Map.of("lagMillisMax", LAG_MILLIS, "messagesPerSecondMax",
            10_000, "messagesBurstMax", 10_000, "receivedBytesPerSecondMax", 1_000_000_000));

    private static final int TOO_SLOW = 4508;
    private static final int DEAF = 4;
    private static final int LARGE = 200_000;
    /** Far more than the buffers of a TCP connection and the limit together, and far fewer than the limit of revisions. */
    private static final int EDITS_MAX = 400;

    @Test
    void byTheBytesThatWaitForItAndComesBack() throws IOException, InterruptedException {
        List<RawSocket> deaf = new ArrayList<>();
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            JsonClient writer = scene.bystander();
            for (int i = 0; i < DEAF; i++) {
                RawSocket socket = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Deaf " + i), "");
                deaf.add(socket);
                socket.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
                writer.await("presence/join");
            }
            long start = System.nanoTime();
            List<JsonClient> cutOff = new ArrayList<>();
            String large = "{\"insert\":\"" + "x".repeat(LARGE) + "\"}";
            writer.edit("[" + large + "]");
            for (int edits = 1; cutOff.isEmpty(); edits++) {
                assertThat(edits).isLessThan(EDITS_MAX);
                writer.edit("[" + large + ",{\"delete\":" + LARGE + "}]");
                if (writer.seen("presence/leave") == DEAF) {
                    for (RawSocket socket : deaf)
                        cutOff.add(JsonClient.on(socket));
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("cut off before one send takes too long")
                    .isLessThan(Duration.ofMillis(SERVER.limits().sendMillisMax() / 2));
            for (JsonClient slow : cutOff)
                comesBack(scene, slow);
            scene.hostile().awaitRevision(scene.head());
        } finally {
            for (RawSocket socket : deaf) {
                socket.close();
            }
        }
    }

    private static void comesBack(Scene scene, JsonClient slow) throws IOException, InterruptedException {
        slow.await("document/init");
        long revision = slow.revision();
        String chain = slow.chain();
        assertThat(slow.awaitClose()).isEqualTo(TOO_SLOW);
        try (JsonClient back = JsonClient.connect(SERVER.port(), scene.document(), SERVER.newPerson("Eve"))) {
            back.open("\"attempt\":1,\"revision\":" + revision + ",\"chain\":\"" + chain + "\"");
            assertThat(back.revision()).isEqualTo(scene.head());
            assertThat(back.chain()).isEqualTo(scene.chain());
        }
    }
}
