package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TitlesAndNamesAreCleanTest {
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String TAG_A = Character.toString(0xE0041);
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply titled(String title) {
        return server.as(admin, "POST /api/v1/documents",
                "{\"title\":" + JSON.writeValueAsString(title) + ",\"type\":\"rich\"}");
    }

    private Reply named(String name) {
        return server.request("POST /api/v1/sign-in", "Content-Type: application/json\r\n",
                "{\"name\":" + JSON.writeValueAsString(name) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Größe 大 🖋", "a\u0301", "👨‍👩‍👧", "<script>alert(1)</script>", "=HYPERLINK(1)",
        "שלום", "a\u200Db"})
    void ordinaryTitlesAreKeptAsTheyAre(String title) {
        Reply made = titled(title);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.member("title")).isEqualTo(title);
        assertThat(server.as(admin, "GET " + made.header("Location").orElseThrow(), "").member("title"))
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u3000", "a\u0000", "a\r\nb", "a\tb", "a\u001Bb", "a\u007Fb", "a\u0085b",
        "a\u2028b", "a\u202Eb", "a\u202Ab",
        "a\u2066b", "a\u2069b", "a\u200Bb", "\uFEFFa", "a\uFFFE", "a\uFFFF", "\uD83D", "\uDE00a", "a\u2060b", "\u200D"})
    void titlesThatAreEmptyInvisibleOrBrokenAreRefused(String title) {
        refused(titled(title), "title");
        String id = server.document("x", "text");
        refused(server.as(admin, "PATCH /api/v1/documents/" + id, "{\"title\":" + JSON.writeValueAsString(title) + "}"),
                "title");
        assertThat(server.as(admin, "GET /api/v1/documents/" + id, "").member("title")).isEqualTo("x");
    }

    @Test
    void titlesHaveALength() {
        assertThat(titled("x".repeat(200)).status()).isEqualTo(201);
        refused(titled("x".repeat(201)), "title");
        refused(titled("x".repeat(10_240)), "title");
        refused(titled("a" + TAG_A), "title");
    }

    @Test
    void aTitleCanBeChanged() {
        String id = server.document("Before", "text");
        Reply renamed = server.as(admin, "PATCH /api/v1/documents/" + id, "{\"title\":\"  After \"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.member("title")).isEqualTo("After");
        assertThat(server.as(admin, "GET /api/v1/documents/" + id, "").member("title")).isEqualTo("After");
    }

    @Test
    void invisibleCharactersAreRemovedFromNames() {
        String dressed = "\u202EA\u200Bd\u2066a\u2069\uFEFF " + TAG_A + "\u2060 ";
        assertThat(named(dressed).json().path("person").path("name").asString()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\u202E\uFEFF", "a\u0000", "a\nb", "\uD83D", "\u200D"})
    void namesOfNothingAreRefused(String name) {
        refused(named(name), "name");
    }

    @Test
    void namesHaveALength() {
        assertThat(named("n".repeat(80)).status()).isEqualTo(200);
        refused(named("n".repeat(81)), "name");
        refused(named("n".repeat(10_240)), "name");
    }

    private static void refused(Reply reply, String field) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.member("code")).isIn("INVALID_FIELD", "INVALID_JSON");
        if (reply.member("code").equals("INVALID_FIELD"))
            assertThat(reply.member("field")).isEqualTo(field);
    }
}
