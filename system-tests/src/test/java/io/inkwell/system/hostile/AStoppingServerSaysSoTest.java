package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever speaks while the server goes down is told to come back, not that something failed. */
class AStoppingServerSaysSoTest {
    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.usual();

    private static final int RESTART = 1012;

    @Test
    void toWhoOpensADocumentAtThatMoment() throws IOException, InterruptedException {
        String document = SERVER.newDocument(DocumentType.TEXT);
        try (JsonClient late = JsonClient.connect(SERVER.port(), document, SERVER.newPerson("Ada"))) {
            SERVER.hub().close();
            late.send(JsonClient.message("document", "open", "\"attempt\":1"));
            assertThat(late.awaitClose()).isEqualTo(RESTART);
        }
    }
}
