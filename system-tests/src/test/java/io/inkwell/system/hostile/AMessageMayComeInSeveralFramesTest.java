package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A document larger than a frame arrives whole: the server cuts the message, clients join it. */
class AMessageMayComeInSeveralFramesTest {
    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.with(Map.of("receivedBytesPerSecondMax", 1_000_000_000));

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Three bytes each, so that most frames end inside a character. */
    private static final String PIECE = "\u20AC".repeat(150_000);
    private static final int PIECES = 8;

    @Test
    void whichEveryClientJoins() throws IOException, InterruptedException, TimeoutException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            for (int i = 0; i < PIECES; i++) {
                scene.bystander().insert(PIECE);
            }
            String text = scene.text();
            String key = SERVER.newPerson("Eve");
            try (RawSocket socket = RawSocket.connect(SERVER.port(), scene.document(), key)) {
                socket.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
                if (!(socket.next(PATIENCE) instanceof RawSocket.Received.Text(String init, int frames)))
                    throw new AssertionError("no document/init came");
                assertThat(frames).as("frames of document/init").isGreaterThan(2);
                assertThat(init).contains(text);
            }
            URI server = URI.create("http://localhost:" + SERVER.port() + "/");
            try (InkwellClient client = InkwellClient.builder(server, new DocumentId(scene.document())).key(key)
                    .connect()) {
                client.awaitConnected(PATIENCE);
                assertThat(client.screen().text()).isEqualTo(text);
                var edited = client.edit(screen -> Delta.on(screen.length()).insert("!").build());
                client.awaitSaved(PATIENCE);
                assertThat(edited).isCompleted();
            }
            assertThat(scene.text()).isEqualTo("!" + text);
        }
    }
}
