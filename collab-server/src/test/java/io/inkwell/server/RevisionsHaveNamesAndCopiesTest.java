package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisionsHaveNamesAndCopiesTest {
    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    private static void problem(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.member("code")).isEqualTo(code);
    }

    private Editing withThreeRevisions(String type) {
        Editing document = Editing.fresh(server, type);
        for (String text : List.of("one ", "two ", "three"))
            document.append(text);
        return document;
    }

    @Test
    void aVersionIsMadeListedRenamedUsedAndDeleted() {
        Editing document = withThreeRevisions("text").as(server.local("Ada"));
        Reply made = document.post("/versions", "{\"name\":\"  Sent to the printer\",\"revision\":2}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.member("id");
        assertThat(made.header("Location")).contains(document.address("/versions/" + id));
        assertThat(made.member("name")).isEqualTo("Sent to the printer");
        assertThat(made.json().path("createdBy").path("name").asString()).isEqualTo("Ada");
        assertThat(made.member("createdAt")).isEqualTo("2026-11-21T12:00:00.000Z");
        problem(document.post("/versions", "{\"name\":\"Sent to the printer\"}"), 409, "CONFLICT");
        assertThat(document.post("/versions", "{\"name\":\"Final\"}").json().path("revision").asInt()).isEqualTo(3);
        Reply renamed = server.as(document.token(), "PATCH " + document.address("/versions/" + id),
                "{\"name\":\"Printed\"}");
        assertThat(renamed.member("name")).isEqualTo("Printed");
        problem(server.as(document.token(), "PATCH " + document.address("/versions/" + id), "{\"name\":\"Final\"}"),
                409, "CONFLICT");
        assertThat(document.post("/restore", "{\"version\":\"" + id + "\"}").json().path("restored").asInt())
                .isEqualTo(2);
        assertThat(document.text()).isEqualTo("one two ");
        int revisions = document.commits().size();
        assertThat(document.ask("DELETE", "/versions/" + id).status()).isEqualTo(204);
        problem(document.ask("DELETE", "/versions/" + id), 404, "NOT_FOUND");
        problem(server.as(document.token(), "PATCH " + document.address("/versions/" + id), "{\"name\":\"x\"}"), 404,
                "NOT_FOUND");
        assertThat(document.commits()).hasSize(revisions);
    }

    @Test
    void versionsComeInPagesToEverybodyWhoMayRead() {
        Editing document = withThreeRevisions("text");
        for (int revision = 0; revision <= 3; revision++)
            document.post("/versions", "{\"name\":\"v" + revision + "\",\"revision\":" + revision + "}");
        Editing reader = document.as(server
                .join(document.document(), server.invitation(document.document(), "read", 600), "Guest").member("key"));
        List<String> seen = new ArrayList<>();
        String query = "?limit=3";
        for (int page = 0; page < 2; page++) {
            JsonNode answer = reader.ask("GET", "/versions" + query).json();
            answer.path("versions").forEach(version -> seen.add(version.path("name").asString()));
            assertThat(answer.has("next")).isEqualTo(page == 0);
            query = "?limit=3&after=" + answer.path("next").asString();
        }
        assertThat(seen).containsExactly("v3", "v2", "v1", "v0");
        String id = reader.ask("GET", "/versions").json().path("versions").get(0).path("id").asString();
        problem(reader.post("/versions", "{\"name\":\"mine\"}"), 403, "FORBIDDEN");
        problem(reader.ask("DELETE", "/versions/" + id), 403, "FORBIDDEN");
        problem(reader.ask("GET", "/versions?limit=1000000000"), 400, "INVALID_FIELD");
        problem(reader.ask("GET", "/versions?after=%00"), 400, "INVALID_FIELD");
        problem(reader.ask("GET", "/versions?sort=id"), 400, "INVALID_FIELD");
    }

    @Test
    void aNamedVersionEndsAnEditingSession() {
        Editing document = withThreeRevisions("text");
        assertThat(document.ask("GET", "/sessions").json().path("sessions").size()).isEqualTo(1);
        document.post("/versions", "{\"name\":\"half\",\"revision\":2}");
        JsonNode sessions = document.ask("GET", "/sessions").json().path("sessions");
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.get(0).path("fromRevision").asInt()).isEqualTo(3);
        assertThat(sessions.get(1).path("throughRevision").asInt()).isEqualTo(2);
    }

    @Test
    void aNameIsOneLineThatCanBeSeen() {
        Editing document = withThreeRevisions("text");
        problem(document.post("/versions", "{\"name\":\"\"}"), 400, "INVALID_FIELD");
        problem(document.post("/versions", "{\"name\":\"a\\nb\"}"), 400, "INVALID_FIELD");
        problem(document.post("/versions", "{\"name\":\"\\u0000\"}"), 400, "INVALID_FIELD");
        problem(document.post("/versions", "{\"name\":\"" + "x".repeat(201) + "\"}"), 400, "INVALID_FIELD");
        problem(document.post("/versions", "{\"name\":\"x\",\"revision\":4}"), 404, "REVISION_NOT_FOUND");
        problem(document.post("/versions", "{\"name\":\"x\",\"revision\":-1}"), 400, "INVALID_FIELD");
        assertThat(document.post("/versions", "{\"name\":\"a\\u202Eb\"}").member("name")).isEqualTo("ab");
    }

    @Test
    void aCopyBeginsItsOwnHistory() {
        Editing source = withThreeRevisions("rich").as(server.local("Ada"));
        source.post("/operations/append", "{\"ops\":[{\"insert\":\"!\",\"attributes\":{\"bold\":true}}]}");
        Reply reply = source.post("/copies", "{\"title\":\"Copy\"}");
        assertThat(reply.status()).isEqualTo(201);
        Editing copy = new Editing(server, source.token(), reply.member("id"));
        assertThat(reply.header("Location")).contains(copy.address(""));
        assertThat(reply.member("title")).isEqualTo("Copy");
        assertThat(reply.member("type")).isEqualTo("rich");
        assertThat(copy.content()).isEqualTo(source.content());
        assertThat(copy.commits()).hasSize(1);
        assertThat(copy.ask("GET", "/revisions").json().path("revisions").get(0).path("author").path("name").asString())
                .isEqualTo("Ada");
        copy.append(" more");
        assertThat(source.commits()).hasSize(4);
        Reply old = source.post("/copies", "{\"title\":\"Old\",\"revision\":1}");
        assertThat(new Editing(server, source.token(), old.member("id")).text()).isEqualTo("one \n");
        Reply empty = source.post("/copies", "{\"title\":\"Empty\",\"revision\":0}");
        assertThat(empty.json().path("revision").asInt()).isZero();
        problem(source.post("/copies", "{\"title\":\"x\",\"revision\":9}"), 404, "REVISION_NOT_FOUND");
        problem(source.post("/copies", "{\"revision\":1}"), 400, "INVALID_FIELD");
    }

    @Test
    void aLongCopyComesInSeveralOperationsAndAFailedOneLeavesNothing() {
        String text = "ä line of text\\n".repeat(30_000);
        try (TestServer small = TestServer.start("127.0.0.1", LimitsForTests.with("operationBytesMax", 100_000))) {
            Editing source = Editing.fresh(small, "text");
            for (int i = 0; i < 6; i++)
                assertThat(source.post("/operations/append", "{\"text\":\"" + text.substring(0, 80_000) + "\"}")
                        .status()).isEqualTo(200);
            Reply reply = source.post("/copies", "{\"title\":\"Long\"}");
            Editing copy = new Editing(small, source.token(), reply.member("id"));
            assertThat(copy.text()).isEqualTo(source.text());
            assertThat(copy.commits().size()).isBetween(2, 20);
        }
        try (TestServer tiny = TestServer.start("127.0.0.1", LimitsForTests.with("documentLengthMax", 5))) {
            Editing source = Editing.fresh(tiny, "text");
            source.append("12345");
            assertThat(source.post("/copies", "{\"title\":\"Fits\"}").status()).isEqualTo(201);
            problem(source.post("/operations/append", "{\"text\":\"6\"}"), 422, "DOC_FULL");
            assertThat(tiny.storage.documents().find(new DocumentId(source.document())).orElseThrow().revision())
                    .isEqualTo(2);
        }
    }
}
