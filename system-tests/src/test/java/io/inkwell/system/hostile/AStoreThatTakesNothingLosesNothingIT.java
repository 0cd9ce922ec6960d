package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.client.ConnectionState;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.system.Rest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A database that answers and stores nothing, because it only reads or its disk is full: whoever edits is told that it cannot be saved now,
 * what is stored can be read, and when the database takes something again, so are the edits, each once.
 */
class AStoreThatTakesNothingLosesNothingIT {
    private static final int STORAGE = 4503;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static RealServer server;

    @BeforeAll
    static void start() {
        server = RealServer.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Both sides of a fault. */
    private interface Fault {
        void begin();

        void end();
    }

    @Test
    void whenItOnlyReads() throws Exception {
        Fault readOnly = new Fault() {
            @Override
            public void begin() {
                server.asSuperuser("alter system set default_transaction_read_only = on", "select pg_reload_conf()",
                        "select pg_sleep(0.3)");
            }

            @Override
            public void end() {
                server.asSuperuser("alter system reset default_transaction_read_only", "select pg_reload_conf()");
            }
        };
        editsGoInAfterwards(readOnly, "SQLSTATE 25006", scene -> {
            Rest ada = new Rest(address()).as(scene.bystandersKey());
            Rest.Answer made = ada.post("/api/v1/documents", Map.of("title", "New", "type", "text"));
            assertThat(made.status()).isEqualTo(503);
            assertThat(made.json().path("code").asString()).isEqualTo("STORAGE_UNAVAILABLE");
            try (JsonClient newcomer = JsonClient.connect(server.port(), scene.document(), scene.bystandersKey())) {
                newcomer.send(JsonClient.message("document", "open", "\"attempt\":1"));
                assertThat(newcomer.awaitClose()).isEqualTo(STORAGE);
            }
        });
    }

    @Test
    void whenItsDiskIsFull() throws Exception {
        Fault diskFull = new Fault() {
            @Override
            public void begin() {
                server.asSuperuser(
                        """
                                create function no_space() returns trigger language plpgsql as $$ begin
                                    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
                                end $$""",
                        "create trigger no_space before insert on revision execute function no_space()");
            }

            @Override
            public void end() {
                server.asSuperuser("drop trigger no_space on revision", "drop function no_space()");
            }
        };
        editsGoInAfterwards(diskFull, "SQLSTATE 53100", scene -> {
            try (JsonClient newcomer = JsonClient.open(server.port(), scene.document(), scene.bystandersKey())) {
                newcomer.send(newcomer.transform("[{\"insert\":\"x\"}]"));
                newcomer.awaitRefusal("STORAGE");
            }
        });
    }

    /** What else is looked at meanwhile. */
    private interface Meanwhile {
        void look(Scene scene) throws IOException, InterruptedException;
    }

    private static void editsGoInAfterwards(Fault fault, String inTheLog, Meanwhile meanwhile)
            throws IOException, InterruptedException, TimeoutException {
        server.forgetLog();
        boolean faulty = false;
        try (Scene scene = Scene.of(server, DocumentType.TEXT);
                InkwellClient editor = InkwellClient.builder(address(), new DocumentId(scene.document()))
                        .key(server.newPerson("Grace")).connect()) {
            editor.awaitConnected(PATIENCE);
            insert(editor, "[before]");
            editor.awaitSaved(PATIENCE);
            scene.hostile().awaitRevision(1);

            fault.begin();
            faulty = true;
            String submission = scene.hostile().transform("[{\"insert\":\"[sent]\"}]");
            insert(editor, "[typed]");
            for (int i = 0; i < 2; i++) {
                scene.hostile().send(submission);
                JsonNode refusal = scene.hostile().awaitRefusal("STORAGE");
                assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(1);
                assertThat(refusal.at("/payload/retryAfterMillis").asInt()).isPositive();
                assertThat(refusal.at("/payload/revision").isMissingNode()).isTrue();
            }
            assertThatThrownBy(() -> editor.awaitSaved(A_WHILE)).isInstanceOf(TimeoutException.class);
            assertThat(editor.state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(scene.text()).isEqualTo("[before]");
            meanwhile.look(scene);
            fault.end();
            faulty = false;

            editor.awaitSaved(PATIENCE);
            scene.hostile().send(submission);
            scene.hostile().awaitAck(1);
            assertThat(scene.text()).hasSize("[before][typed][sent]".length()).contains("[before]")
                    .containsOnlyOnce("[typed]").containsOnlyOnce("[sent]");
            assertThat(server.logLines()).anyMatch(line -> line.contains("the database stores nothing: " + inTheLog))
                    .noneMatch(line -> line.contains("[typed]") || line.contains("[sent]"));
        } finally {
            if (faulty)
                fault.end();
        }
    }

    private static void insert(InkwellClient editor, String text) {
        var edited = editor.edit(screen -> Delta.on(screen.length()).insert(text).build());
        edited.join();
    }

    private static URI address() {
        return URI.create("http://localhost:" + server.port() + "/");
    }
}
