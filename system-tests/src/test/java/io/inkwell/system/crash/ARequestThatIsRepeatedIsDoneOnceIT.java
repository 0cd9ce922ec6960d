package io.inkwell.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.Rest;
import io.inkwell.system.Rest.Answer;
import io.inkwell.system.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Edits by single requests against the packaged server and its PostgreSQL, which are killed meanwhile; and the past brought back on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ARequestThatIsRepeatedIsDoneOnceIT {
    private static final int KILLS = Integer.getInteger("inkwell.kills", 2);
    private static final int PROGRAMS = 3;
    private static final int EDITS = 25 * KILLS;
    private static final long RETRY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ServerProcess server = ServerProcess.inNewFolder();
    private Rest ada = new Rest(java.net.URI.create("http://localhost/"));

    @BeforeAll
    void start() throws Exception {
        server.start();
        ada = new Rest(server.address()).signIn("Ada");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String path(String document, String rest) {
        return "/api/v1/documents/" + document + rest;
    }

    private Answer post(String path, String key, String body) throws IOException, InterruptedException {
        return ada.send("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    /** Sends the same request until it is answered for good. */
    private JsonNode insist(String path, String key, String body, AtomicInteger repeats) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = post(path, key, body);
                if (answer.status() != 503)
                    return answer.ok().json();
            } catch (IOException nobodyAnswers) {
                repeats.incrementAndGet();
            }
            Thread.sleep(RETRY_MILLIS);
        }
        throw new AssertionError("no answer to " + key);
    }

    @Test
    @Timeout(300)
    void killsAtAnyMomentNeitherLoseNorDoubleARequest() throws Exception {
        String document = ada.createDocument("Killed", "text");
        String append = path(document, "/operations/append");
        Map<String, Long> revisions = new ConcurrentHashMap<>();
        AtomicInteger repeats = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int program = 0; program < PROGRAMS; program++) {
                String name = "p" + program;
                Callable<Boolean> edits = () -> {
                    for (int i = 0; i < EDITS; i++) {
                        String key = name + "-" + i;
                        revisions.put(key, insist(append, key, "{\"text\":\"" + key + "\\n\"}", repeats)
                                .path("revision").asLong());
                    }
                    return true;
                };
                running.add(threads.submit(edits));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                while (revisions.size() < kill * PROGRAMS * EDITS / (KILLS + 1))
                    Thread.sleep(1);
                server.kill();
                server.start();
            }
            for (Future<?> each : running)
                each.get();
        }
        List<String> lines = ada.text(document).lines().toList();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(revisions.keySet());
        System.out.printf(Locale.ROOT, "%d kills, %d edits, %d requests without an answer were sent again%n", KILLS,
                lines.size(), repeats.get());
        for (int i = 0; i < EDITS; i += 7) {
            String key = "p0-" + i;
            JsonNode again = post(append, key, "{\"text\":\"" + key + "\\n\"}").ok().json();
            assertThat(again.path("revision").asLong()).isEqualTo(revisions.get(key));
            assertThat(again.path("repeated").asBoolean()).isTrue();
        }
        assertThat(post(append, "p0-0", "{\"text\":\"other\"}").status()).isEqualTo(422);
        assertThat(ada.revision(document)).isEqualTo(lines.size());
    }

    @Test
    @Timeout(120)
    void thePastIsBroughtBackInPostgres() throws Exception {
        String document = ada.createDocument("Past", "rich");
        Rest ben = new Rest(server.address()).signIn("Ben");
        post(path(document, "/operations/append"), "1", "{\"text\":\"Ada\"}").ok();
        ben.send("POST", path(document, "/operations/append"), "{\"text\":\" and Ben\"}", "Content-Type",
                "application/json").ok();
        post(path(document, "/operations/replace"), "2", "{\"find\":\"Ada\",\"replacement\":\"Grace\"}").ok();
        JsonNode version = ada.post(path(document, "/versions"), Map.of("name", "Both 🖋", "revision", 2)).ok().json();
        assertThat(ada.post(path(document, "/versions"), Map.of("name", "Both 🖋")).status()).isEqualTo(409);
        String author = ada.get("/api/v1/me").ok().json().path("person").path("id").asString();
        JsonNode reverted = ada.post(path(document, "/revert"), Map.of("author", author, "fromRevision", 3)).ok()
                .json();
        assertThat(reverted.path("reverted").asInt()).isEqualTo(1);
        assertThat(ada.text(document)).isEqualTo("Ada and Ben\n");
        ada.post(path(document, "/restore"), Map.of("revision", 0)).ok();
        assertThat(ada.text(document)).isEqualTo("\n");
        ada.post(path(document, "/restore"), Map.of("version", version.path("id").asString(), "headRevision", 5)).ok();
        assertThat(ada.text(document)).isEqualTo("Ada and Ben\n");
        assertThat(ada.post(path(document, "/restore"), Map.of("revision", 0, "headRevision", 5)).status())
                .isEqualTo(409);
        String copy = ada.post(path(document, "/copies"), Map.of("title", "Copy", "revision", 3)).ok().json()
                .path("id").asString();
        assertThat(ada.text(copy)).isEqualTo("Grace and Ben\n");
        assertThat(ada.revision(document)).isEqualTo(6);
        String versionPath = path(document, "/versions/" + version.path("id").asString());
        assertThat(ada.send("PATCH", versionPath, "{\"name\":\"Two\"}", "Content-Type", "application/json").ok().json()
                .path("name").asString()).isEqualTo("Two");
        assertThat(ada.send("DELETE", versionPath, null).status()).isEqualTo(204);
        assertThat(ada.get(path(document, "/versions")).ok().json().path("versions").size()).isZero();
    }
}
