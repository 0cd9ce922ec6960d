package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentsAreMadeListedAndDeletedTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewDocumentIsDescribedAndHasAnAddressNobodyGuesses() {
        String key = server.local("Ada");
        Reply made = server.as(key, "POST /api/v1/documents", "{\"title\":\"Plan\",\"type\":\"rich\"}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.member("id");
        assertThat(id).matches("[A-Za-z0-9_-]{22}");
        assertThat(made.header("Location")).contains("/api/v1/documents/" + id);
        assertThat(made.json().path("revision").asInt()).isZero();
        assertThat(made.member("createdAt")).isEqualTo("2026-11-21T12:00:00.000Z");
        assertThat(made.member("role")).isEqualTo("write");
        assertThat(made.member("type")).isEqualTo("rich");
        assertThat(server.as(key, "GET /api/v1/documents/" + id, "").bodyText()).isEqualTo(made.bodyText());
    }

    @Test
    void everybodyAtThisComputerSeesAllDocuments() {
        String id = server.document("Plan", "text");
        String key = server.local("Grace");
        assertThat(server.as(key, "GET /api/v1/documents/" + id, "").member("role")).isEqualTo("write");
        assertThat(server.as(key, "GET /api/v1/documents", "").json().path("documents").get(0).path("id").asString())
                .isEqualTo(id);
    }

    @Test
    void theListComesInPagesNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(server.document("Document " + i, "text"));
        }
        List<String> seen = new ArrayList<>();
        String admin = server.administrator();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = server.as(admin, "GET /api/v1/documents?limit=3" + after, "").json();
            page.path("documents").forEach(document -> seen.add(document.path("id").asString()));
            after = page.has("next") ? "&after=" + page.path("next").asString() : "";
            pages++;
        } while (!after.isEmpty());
        assertThat(seen).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aDeletedDocumentIsGone() {
        String key = server.local("Ada");
        String id = server.document("Plan", "text");
        Reply deleted = server.as(key, "DELETE /api/v1/documents/" + id, "");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.bodyText()).isEmpty();
        assertThat(server.as(key, "GET /api/v1/documents/" + id, "").status()).isEqualTo(404);
        assertThat(server.as(key, "GET /api/v1/documents/" + id + "/content", "").status()).isEqualTo(404);
        assertThat(server.as(key, "DELETE /api/v1/documents/" + id, "").status()).isEqualTo(404);
        assertThat(server.as(key, "GET /api/v1/documents", "").json().path("documents").size()).isZero();
    }

    @Test
    void anAdministratorIsSomebodyToo() {
        Reply me = server.as(server.administrator(), "GET /api/v1/me", "");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("administrator").asBoolean()).isTrue();
        assertThat(me.json().path("person").path("name").asString()).isEqualTo("Administrator");
    }
}
