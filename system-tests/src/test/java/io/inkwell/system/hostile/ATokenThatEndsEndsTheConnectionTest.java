package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator's connection lives as long as the token that opened it. */
class ATokenThatEndsEndsTheConnectionTest {
    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.usual();

    private static final int AUTHENTICATION = 4401;

    @Test
    void becauseTheCredentialsHaveExpired() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                JsonClient administrator = JsonClient.open(SERVER.port(), scene.document(),
                        SERVER.newAdministrator(Duration.ofSeconds(2)))) {
            administrator.insert("in time");
            assertThat(administrator.awaitClose()).isEqualTo(AUTHENTICATION);
        }
    }
}
