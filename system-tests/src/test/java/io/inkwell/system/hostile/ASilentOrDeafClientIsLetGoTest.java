package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who says nothing, answers nothing or reads nothing does not keep a connection. The limits of time are short here. */
class ASilentOrDeafClientIsLetGoTest {
    private static final int SILENCE_MILLIS = 1_500;

    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.with(Map.of("openMillisMax", 300, "pingIntervalMillis", 300,
            "silenceMillisMax", SILENCE_MILLIS, "sendMillisMax", 700, "messagesPerSecondMax", 10_000,
            "messagesBurstMax", 10_000, "receivedBytesPerSecondMax", 100_000_000));

    /** Far more than the buffers of a TCP connection hold. */
    private static final int EDITS_MAX = 500;
    private static final int SILENT = 4408;
    private static final int TOO_SLOW = 4508;

    @Test
    void whoDoesNotOpenTheDocument() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            assertThat(scene.hostile().awaitClose()).isEqualTo(SILENT);
        }
    }

    @Test
    void whoSaysEverythingButTheOpening() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            long deadline = System.nanoTime() + 5_000_000_000L;
            int code = 0;
            while (code == 0 && System.nanoTime() < deadline) {
                scene.hostile().socket().sendAsFarAsItIsTaken(
                        Frame.text(JsonClient.message("heartbeat", "ping", "")).bytes());
                if (scene.hostile().socket()
                        .next(Duration.ofMillis(50)) instanceof RawSocket.Received.Closed closed)
                    code = closed.code();
            }
            assertThat(code).isEqualTo(SILENT);
        }
    }

    @Test
    void whoReadsButAnswersNoPing() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().socket().ignorePings();
            assertThat(scene.hostile().awaitClose()).isEqualTo(SILENT);
        }
    }

    @Test
    void whoOnlyEverSendsPiecesOfAMessage() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            RawSocket socket = scene.hostile().socket();
            socket.ignorePings();
            socket.send(Frame.text(" ").unfinished());
            int code = 0;
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (code == 0 && System.nanoTime() < deadline) {
                socket.sendAsFarAsItIsTaken(Frame.of(Frame.CONTINUATION, (byte) ' ').unfinished().bytes());
                if (socket.next(Duration.ofMillis(50)) instanceof RawSocket.Received.Closed closed)
                    code = closed.code();
            }
            assertThat(code).isEqualTo(SILENT);
        }
    }

    @Test
    void butNotWhoAnswersThePings() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            Thread.sleep(2L * SILENCE_MILLIS);
            scene.hostileIsKept();
        }
    }

    @Test
    void whoNeverReads() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                RawSocket deaf = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Mallory"), "")) {
            deaf.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
            String large = "{\"insert\":\"" + "x".repeat(200_000) + "\"}";
            scene.bystander().edit("[" + large + "]");
            int edits = 1;
            while (!scene.bystander().hasSeen("presence/leave")) {
                scene.bystander().edit("[" + large + ",{\"delete\":200000}]");
                assertThat(edits++).isLessThan(EDITS_MAX);
            }
            deaf.startReading();
            assertThat(deaf.awaitClose()).isEqualTo(TOO_SLOW);
        }
    }

    @Test
    void afterAllOfThemNoConnectionIsLeft() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
                scene.hostile().socket().reset();
            }
        }
        await().until(() -> SERVER.connections() == 0);
        assertThat(SERVER.metrics().scrape()).contains("inkwell_connections 0.0")
                .contains("inkwell_documents_open 0.0");
    }
}
