package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.server.config.ConfigException;
import io.inkwell.server.logging.LogFile;
import io.inkwell.sync.DocumentId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The word is in everything that is sent here, right and wrong, and the log tells as much as it can. */
class TheLogHoldsNoTextAndNoKeysTest {
    private static final String WORD = "Zwetschgendatschi";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void logToTheConsoleAgain() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
        context.start();
    }

    @Test
    void whateverIsSent() throws ConfigException, IOException, InterruptedException, TimeoutException {
        String key;
        String token;
        String invitation;
        Path file;
        try (LogFile log = LogFile.open(folder, "DEBUG"); TestServer server = TestServer.start()) {
            file = log.path();
            key = server.local(WORD);
            token = server.administrator();
            String id = server.document("Recipe", "rich");
            invitation = server.invitation(id, "write", 60);
            edit(server, id, key);
            sendWrongMessages(server, id, key);
            sendWrongRequests(server, id, key, invitation);
        }
        String logged = Files.readString(file);
        assertThat(logged).contains("document ").doesNotContain(WORD, WORD.substring(0, 8), key, token, invitation);
        assertThat(logged.lines())
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*Z (DEBUG|INFO |WARN |ERROR) .*"));
    }

    private static void edit(TestServer server, String id, String key) throws InterruptedException, TimeoutException {
        try (InkwellClient client = InkwellClient.builder(URI.create(server.origin() + "/"), new DocumentId(id))
                .key(key).connect()) {
            client.awaitConnected(PATIENCE);
            assertThat(client.edit(screen -> Delta.on(screen.length()).insert(WORD).build())).isNotNull();
            client.awaitSaved(PATIENCE);
        }
        assertThat(server.as(key, "GET /api/v1/documents/" + id + "/content?format=text", "").text()).contains(WORD);
    }

    private static void sendWrongMessages(TestServer server, String id, String key) throws InterruptedException {
        Answers answers = new Answers();
        URI address = URI.create("ws://localhost:" + server.port() + "/ws/documents/" + id);
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder().subprotocols("inkwell.v1")
                    .header("Authorization", "Bearer " + key)
                    .buildAsync(address, answers).join();
            socket.sendText("{\"type\":\"document\",\"action\":\"open\",\"payload\":{\"attempt\":1}}", true).join();
            answers.await("init");
            List<String> payloads = List.of("{\"revision\":1,\"seq\":1,\"ops\":[{\"insert\":\"" + WORD + "\\u0000\"}]}",
                    "{\"revision\":1,\"seq\":1,\"ops\":[{\"insert\":\"" + WORD + "\",\"attributes\":{\"" + WORD
                            + "\":true}}]}",
                    "{\"revision\":1,\"seq\":1,\"ops\":[{\"insert\":\"x\",\"attributes\":{\"link\":\"javascript:" + WORD
                            + "\"}}]}",
                    "{\"revision\":1,\"seq\":1,\"ops\":[{\"insert\":{\"" + WORD + "\":\"" + WORD + "\"}}]}",
                    "{\"revision\":9,\"seq\":1,\"" + WORD + "\":\"" + WORD + "\",\"ops\":\"" + WORD + "\"}",
                    "\"" + WORD + "\"");
            for (String payload : payloads) {
                socket.sendText("{\"type\":\"operation\",\"action\":\"transform\",\"payload\":" + payload + "}", true)
                        .join();
                answers.await("refused");
            }
            socket.sendText(WORD, true).join();
            answers.await("refused");
            socket.abort();
        }
    }

    private static void sendWrongRequests(TestServer server, String id, String key, String invitation) {
        String wrong = "{\"" + WORD + "\":\"" + WORD + "\"}";
        assertThat(server.as(key, "POST /api/v1/documents", wrong).status()).isEqualTo(400);
        assertThat(server.as(key, "PATCH /api/v1/documents/" + id, "{\"title\":\"\\u0000" + WORD + "\"}").status())
                .isEqualTo(400);
        assertThat(server.as(WORD, "GET /api/v1/documents", "").status()).isEqualTo(401);
        assertThat(server.as(key, "GET /api/v1/documents?" + WORD + "=1", "").status()).isEqualTo(400);
        assertThat(server.join(id, invitation + "x", WORD).status()).isEqualTo(403);
        assertThat(server.join(id, invitation, WORD).status()).isEqualTo(200);
        assertThat(
                server.raw(new String(new byte[]{0, 1, 2}, StandardCharsets.ISO_8859_1) + WORD + "\r\n\r\n").status())
                .isEqualTo(400);
    }

    /** Collects what the server says. */
    private static final class Answers implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        /** Waits for a message with this action. */
        void await(String action) throws InterruptedException {
            String message;
            do {
                message = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(message).as("waiting for " + action).isNotNull();
            } while (message != null && !message.contains("\"" + action + "\""));
        }
    }
}
