package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who says nothing that counts does not keep a connection. The limits of time are short here. */
class ASilentClientIsLetGoTest {
    private static final int SILENCE_MILLIS = 1_500;

    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.with(Map.of("openMillisMax", 300, "pingIntervalMillis", 300,
            "silenceMillisMax", SILENCE_MILLIS));

    private static final int SILENT = 4408;

    @Test
    void whoDoesNotOpenTheDocument() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            assertThat(scene.hostile().awaitClose()).isEqualTo(SILENT);
        }
    }

    @Test
    void whoSaysEverythingButTheOpening() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            RawSocket socket = scene.hostile().socket();
            Thread beating = Thread.ofVirtual().start(() -> {
                byte[] beat = Frame.text(JsonClient.message("heartbeat", "ping", "")).bytes();
                while (socket.sendAsFarAsItIsTaken(beat))
                    LockSupport.parkNanos(20_000_000);
            });
            assertThat(scene.hostile().awaitClose()).isEqualTo(SILENT);
            socket.close();
            beating.join();
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
            Thread sending = Thread.ofVirtual().start(() -> {
                byte[] piece = Frame.of(Frame.CONTINUATION, (byte) ' ').unfinished().bytes();
                while (socket.sendAsFarAsItIsTaken(piece))
                    LockSupport.parkNanos(20_000_000);
            });
            assertThat(scene.hostile().awaitClose()).isEqualTo(SILENT);
            socket.close();
            sending.join();
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
    void afterAllOfThemNoConnectionIsLeft() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
                scene.hostile().socket().reset();
            }
        }
        await().until(() -> SERVER.connections() == 0);
        await().until(() -> SERVER.openDocuments() == 0);
    }
}
