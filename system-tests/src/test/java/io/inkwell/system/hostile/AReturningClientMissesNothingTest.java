package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who comes back from far behind is brought to the head from the log, and then hears everything, also what happened in between. */
class AReturningClientMissesNothingTest {
    private static final int WINDOW = 10;
    private static final int COMMITS = 3 * WINDOW;
    /** Together far more than the buffers of a TCP connection hold. */
    private static final int LARGE = 300_000;

    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.with(Map.of("transformRevisionsMax", WINDOW,
            "receivedBytesPerSecondMax", 100_000_000));

    @Test
    void ofWhatIsStoredWhileItsCatchUpIsRead() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                RawSocket slow = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Eve"), "")) {
            String from = "\"revision\":0,\"chain\":\"" + scene.bystander().chain() + "\"";
            String large = "{\"insert\":\"" + "x".repeat(LARGE) + "\"}";
            scene.bystander().edit("[" + large + "]");
            for (int i = 1; i < COMMITS; i++) {
                scene.bystander().edit("[" + large + ",{\"delete\":" + LARGE + "}]");
            }
            SERVER.history().hold();
            try {
                slow.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1," + from)));
                SERVER.history().awaitHeld();
                scene.bystander().insert("meanwhile");
            } finally {
                SERVER.history().release();
            }
            JsonClient returning = JsonClient.on(slow);
            JsonNode init = returning.await("document/init");
            assertThat(init.at("/payload/changes")).hasSize(COMMITS);
            JsonNode remote = returning.await("operation/remote");
            assertThat(remote.at("/payload/to").asInt()).isEqualTo(COMMITS + 1);
        }
    }
}
