package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not read what is sent, or does not go when told to, is cut off. */
class ADeafClientIsLetGoTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.with(Map.of("sendMillisMax", 700, "messagesPerSecondMax",
            10_000, "messagesBurstMax", 10_000, "receivedBytesPerSecondMax", 100_000_000));

    private static final int TOO_SLOW = 4508;
    /** Far more than the buffers of a TCP connection hold. */
    private static final int EDITS_MAX = 500;
    private static final Duration FAREWELL = Duration.ofSeconds(6);

    @Test
    void whoNeverReads() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                RawSocket deaf = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Mallory"), "")) {
            deaf.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
            String large = "{\"insert\":\"" + "x".repeat(200_000) + "\"}";
            scene.bystander().edit("[" + large + "]");
            int edits = 1;
            while (scene.bystander().seen("presence/leave") == 0) {
                scene.bystander().edit("[" + large + ",{\"delete\":200000}]");
                assertThat(edits++).isLessThan(EDITS_MAX);
            }
            deaf.startReading();
            assertThat(deaf.awaitClose()).isEqualTo(TOO_SLOW);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 4400})
    void whoDoesNotAnswerTheFarewell(int code) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().socket().ignorePings();
            scene.hostile().socket().ignoreCloses();
            Frame offence = switch (code) {
                case 1002 -> Frame.of(7);
                case 1003 -> Frame.of(Frame.BINARY);
                default -> Frame.text("{}");
            };
            for (int i = 0; i < 10; i++) {
                scene.hostile().socket().sendAsFarAsItIsTaken(offence.bytes());
            }
            assertThat(scene.hostile().awaitClose()).isEqualTo(code);
            scene.bystander().await("presence/leave");
            long start = System.nanoTime();
            scene.hostile().socket().awaitEnd();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAREWELL);
        }
    }
}
