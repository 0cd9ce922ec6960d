package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Edits by programs over REST: judged as on the sockets, on any base, answered with what was stored. */
@Timeout(120)
class OneRequestIsOneEditTest {
    private static final int WINDOW = 10;
    private final TestServer server = TestServer.start("127.0.0.1",
            LimitsForTests.with("transformRevisionsMax", WINDOW));

    @AfterEach
    void stop() {
        server.close();
    }

    private static void refused(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.member("code")).isEqualTo(code);
        assertThat(reply.member("detail")).isNotBlank();
    }

    @Test
    void theAnswerTellsTheRevisionAndTheOperationAsApplied() {
        Editing document = Editing.fresh(server, "text");
        JsonNode first = document.operation(0, "[{\"insert\":\"world\"}]").json();
        assertThat(first.path("revision").asInt()).isEqualTo(1);
        assertThat(first.path("carriedOver").asInt()).isZero();
        assertThat(first.path("repeated").asBoolean()).isFalse();
        JsonNode second = document.operation(0, "[{\"insert\":\"hello \"}]").json();
        assertThat(second.path("revision").asInt()).isEqualTo(2);
        assertThat(second.path("ops").toString()).isEqualTo("[{\"retain\":5},{\"insert\":\"hello \"}]");
        assertThat(second.path("carriedOver").asInt()).isEqualTo(1);
        assertThat(second.path("chain").asString()).isEqualTo(document.commits().getLast().chain().toString());
        assertThat(document.text()).isEqualTo("worldhello ");
        JsonNode line = document.ask("GET", "/revisions").json().path("revisions").get(0);
        assertThat(line.path("author").path("name").asString()).isEqualTo("Administrator");
        Editing ada = document.as(server.local("Ada"));
        ada.append("!");
        line = document.ask("GET", "/revisions").json().path("revisions").get(0);
        assertThat(line.path("author").path("name").asString()).isEqualTo("Ada");
    }

    @Test
    void anyAgeOfBaseIsCarriedOverOneByOne() throws MalformedOpsException {
        Editing document = Editing.fresh(server, "text");
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            int length = document.text().length();
            int position = length == 0 ? 0 : random.nextInt(length);
            String retain = position == 0 ? "" : "{\"retain\":" + position + "},";
            String change = length > 6 && random.nextBoolean() ? "{\"delete\":1}" : "{\"insert\":\"ab" + i + "\"}";
            assertThat(document.operation(i, "[" + retain + change + "]").status()).isEqualTo(200);
        }
        String sent = "[{\"retain\":1},{\"insert\":\"X\"},{\"retain\":1},{\"delete\":2}]";
        Ops ops = OpsJson.read(sent, OpsLimits.DEFAULT);
        for (long base : new long[]{3, 20, 58, 61}) {
            List<Commit> history = document.commits();
            Delta naive = ops.on(history.get((int) base).op().baseLength());
            for (Commit commit : history.subList((int) base, history.size()))
                naive = naive.transformOver(commit.op());
            JsonNode answer = document.operation(base, sent).json();
            assertThat(answer.path("ops").toString()).as("base %d", base)
                    .isEqualTo(new String(OpsJson.write(naive.ops()), StandardCharsets.UTF_8));
            assertThat(answer.path("carriedOver").asLong()).isEqualTo(history.size() - base);
        }
    }

    @Test
    void aBaseThatIsNotThereIsRefused() {
        Editing document = Editing.fresh(server, "text");
        refused(document.operation(1, "[{\"insert\":\"x\"}]"), 404, "REVISION_NOT_FOUND");
        refused(document.operation(-1, "[{\"insert\":\"x\"}]"), 400, "INVALID_FIELD");
        refused(document.post("/operations", "{\"baseRevision\":9223372036854775808,\"ops\":[{\"insert\":\"x\"}]}"),
                400, "INVALID_FIELD");
        assertThat(document.commits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[]|422|OP_EMPTY", "[{\"retain\":1}]|422|OP_EMPTY",
        "[{\"retain\":2147483647},{\"insert\":\"x\"}]|422|OP_RANGE", "[{\"delete\":2147483648}]|422|OP_RANGE",
        "[{\"delete\":1}]|422|OP_FINAL_NEWLINE", "[{\"retain\":1},{\"insert\":\"x\"}]|422|OP_FINAL_NEWLINE",
        "[{\"insert\":\"\\ud83d\"}]|422|TEXT", "[{\"insert\":\"a\\u0000\"}]|422|TEXT",
        "[{\"insert\":\"x\",\"attributes\":{\"onclick\":\"y\"}}]|422|ATTR_KEY",
        "[{\"insert\":\"x\",\"attributes\":{\"link\":\"javascript:alert(1)\"}}]|422|ATTR_VALUE",
        "[{\"insert\":\"x\",\"attributes\":{\"header\":1}}]|422|ATTR_PLACE",
        "[{\"insert\":{\"video\":\"x\"}}]|422|EMBED", "[{\"insert\":\"x\",\"delete\":1}]|400|INVALID_FIELD",
        "[{\"retain\":1.5}]|400|INVALID_FIELD", "[{\"insrt\":\"x\"}]|400|INVALID_FIELD", "\"x\"|400|INVALID_FIELD",
        "[{\"insert\":\"x\"|400|INVALID_FIELD"})
    void whatTheSocketsRefuseIsRefused(String ops, int status, String code) {
        Editing document = Editing.fresh(server, "rich");
        refused(document.operation(0, ops), status, code);
        assertThat(document.content()).isEqualTo("[{\"insert\":\"\\n\"}]");
    }

    @Test
    void limitsAndFormsAreThoseOfEveryRequest() {
        Editing document = Editing.fresh(server, "text");
        String large = "[{\"insert\":\"" + "x".repeat(600_000) + "\"}]";
        refused(document.operation(0, large), 422, "OP_LIMIT");
        refused(document.operation(0, "[{\"insert\":\"" + "x".repeat(1_100_000) + "\"}]"), 413, "BODY_TOO_LARGE");
        refused(document.post("/operations", "{\"baseRevision\":0,\"ops\":[{\"insert\":\"x\"}],\"admin\":true}"), 400,
                "INVALID_FIELD");
        refused(document.post("/operations", "{\"baseRevision\":0}"), 400, "INVALID_FIELD");
        refused(document.post("/operations", "{\"ops\":[{\"insert\":\"x\"}],\"ops\":[{\"insert\":\"y\"}]}"), 400,
                "INVALID_JSON");
        refused(server.request("POST " + document.address("/operations"), "Authorization: Bearer " + document.token()
                + "\r\nContent-Type: text/plain\r\n", "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
        refused(document.ask("GET", "/operations"), 405, "METHOD_NOT_ALLOWED");
        Reply key = document.post("/operations", "k".repeat(201),
                "{\"baseRevision\":0,\"ops\":[{\"insert\":\"x\"}]}");
        refused(key, 400, "INVALID_FIELD");
        assertThat(key.member("field")).isEqualTo("Idempotency-Key");
        assertThat(document.commits()).isEmpty();
    }

    @Test
    void whoEditsTooOftenIsToldToWaitAndOthersAreNot() {
        try (TestServer small = TestServer.start("127.0.0.1", LimitsForTests.with("programEditsPerMinuteMax", 3))) {
            Editing document = Editing.fresh(small, "text");
            for (int i = 0; i < 3; i++)
                document.append("a");
            Reply tooMany = document.post("/operations/append", "{\"text\":\"b\"}");
            refused(tooMany, 429, "TOO_MANY_REQUESTS");
            assertThat(tooMany.header("Retry-After")).isPresent();
            document.as(small.local("Ada")).append("c");
            small.clock.advance(Duration.ofSeconds(20));
            document.append("d");
            assertThat(document.text()).isEqualTo("aaacd");
        }
    }

    @Test
    void whoMayOnlyReadMayNotWrite() {
        Editing document = Editing.fresh(server, "text");
        String guest = server.join(document.document(), server.invitation(document.document(), "read", 600), "Guest")
                .member("key");
        Editing reader = document.as(guest);
        refused(reader.operation(0, "[{\"insert\":\"x\"}]"), 403, "FORBIDDEN");
        refused(reader.post("/operations/append", "{\"text\":\"x\"}"), 403, "FORBIDDEN");
        refused(reader.post("/operations/replace", "{\"find\":\"x\",\"replacement\":\"y\"}"), 403, "FORBIDDEN");
        String writer = server.join(document.document(), server.invitation(document.document(), "write", 600), "Writer")
                .member("key");
        assertThat(document.as(writer).operation(0, "[{\"insert\":\"x\"}]").status()).isEqualTo(200);
        refused(document.as("no-such-key").operation(0, "[{\"insert\":\"x\"}]"), 401, "UNAUTHENTICATED");
    }

    @Test
    void aFrozenOrDeletedDocumentTakesNothing() {
        Editing document = Editing.fresh(server, "text");
        server.storage.putState(new DocumentId(document.document()), Head.State.FROZEN);
        refused(document.operation(0, "[{\"insert\":\"x\"}]"), 409, "FROZEN");
        server.storage.putState(new DocumentId(document.document()), Head.State.OPEN);
        assertThat(document.operation(0, "[{\"insert\":\"x\"}]").status()).isEqualTo(200);
        document.ask("DELETE", "");
        refused(document.operation(1, "[{\"insert\":\"x\"}]"), 404, "NOT_FOUND");
    }

    @Test
    void textIsReplacedAndAddedWithoutKnowingThePlace() {
        Editing document = Editing.fresh(server, "rich");
        document.append("Cats and cats.\\nA concat.");
        assertThat(document.text()).isEqualTo("Cats and cats.\nA concat.\n");
        JsonNode two = document.post("/operations/replace",
                "{\"find\":\"cat\",\"replacement\":\"dog\",\"matchCase\":false,\"limit\":2}").json();
        assertThat(two.path("replaced").asInt()).isEqualTo(2);
        assertThat(two.path("revision").asInt()).isEqualTo(2);
        assertThat(document.text()).isEqualTo("dogs and dogs.\nA concat.\n");
        JsonNode none = document.post("/operations/replace",
                "{\"find\":\"cat\",\"replacement\":\"dog\",\"wholeWords\":true}").json();
        assertThat(none.path("replaced").asInt()).isZero();
        assertThat(none.path("revision").asInt()).isEqualTo(2);
        assertThat(document.commits()).hasSize(2);
        refused(document.post("/operations/replace", "{\"find\":\"\",\"replacement\":\"x\"}"), 400, "INVALID_FIELD");
        refused(document.post("/operations/replace", "{\"find\":\"a\",\"replacement\":\"\\ud800\"}"), 422, "TEXT");
        refused(document.post("/operations/append", "{\"text\":\"\"}"), 422, "OP_EMPTY");
        refused(document.post("/operations/append", "{\"text\":\"a\",\"ops\":[{\"insert\":\"b\"}]}"), 400,
                "INVALID_FIELD");
        refused(document.post("/operations/append", "{\"ops\":[{\"retain\":1},{\"insert\":\"b\"}]}"), 400,
                "INVALID_FIELD");
        assertThat(document.post("/operations/append",
                "{\"ops\":[{\"insert\":\"!\",\"attributes\":{\"bold\":true}}]}").status()).isEqualTo(200);
        assertThat(document.text()).isEqualTo("dogs and dogs.\nA concat.!\n");
    }
}
