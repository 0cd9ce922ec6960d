package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What waits for somebody who does not read stays in the log and is read from there when it is wanted: nothing is piled up in memory. */
class ASlowReaderCostsNoMemoryIT {
    private static final int LONG = 600_000;
    private static final int SLOW = 5;
    private static final int LARGE = 200_000;
    private static final int EDITS = 200;
    /** A part of what is written, and of it once for each slow reader. */
    private static final long HEAP_GROWTH_MAX = 12L * 1_024 * 1_024;

    @Test
    void howeverMuchOthersWrite() throws IOException, InterruptedException {
        Map<String, Integer> limits = Map.of("lagMillisMax", LONG, "sendMillisMax", LONG, "silenceMillisMax", LONG,
                "receivedBytesPerSecondMax", 1_000_000_000);
        List<RawSocket> slow = new ArrayList<>();
        try (RealServer server = RealServer.start(limits); Scene scene = Scene.of(server, DocumentType.TEXT)) {
            JsonClient writer = scene.bystander();
            for (int i = 0; i < SLOW; i++) {
                RawSocket socket = RawSocket.connectWithoutReading(server.port(), scene.document(),
                        server.newPerson("Slow " + i), "");
                slow.add(socket);
                socket.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
                writer.await("presence/join");
            }
            String large = "{\"insert\":\"" + "x".repeat(LARGE) + "\"}";
            writer.edit("[" + large + "]");
            long before = server.usedHeap();
            for (int i = 0; i < EDITS; i++) {
                writer.edit("[" + large + ",{\"delete\":" + LARGE + "}]");
            }
            assertThat(server.usedHeap() - before).as("growth of the heap in bytes").isLessThan(HEAP_GROWTH_MAX);
            for (RawSocket socket : slow) {
                JsonClient reader = JsonClient.on(socket);
                reader.awaitRevision(EDITS + 1);
                assertThat(reader.chain()).isEqualTo(scene.chain());
            }
        } finally {
            for (RawSocket socket : slow) {
                socket.close();
            }
        }
    }
}
