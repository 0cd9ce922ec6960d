package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.Scribe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The document was made at {@code Scribe.START}, and one bit of text was added each millisecond after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPastStateCanBeReadTest {
    private static final String[] BITS = {"Hel", "lo ", "wörld ", "🖋", "!"};
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final Scribe scribe = Scribe.on(server.storage);
    private final String path = "/api/v1/documents/" + scribe.document();

    EveryPastStateCanBeReadTest() {
        server.clock.advance(Duration.ofMinutes(1));
        for (String bit : BITS) {
            scribe.write(bit);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply content(String query) {
        return server.as(admin, "GET " + path + "/content" + query, "");
    }

    private static String textAt(int revision) {
        return String.join("", List.of(BITS).subList(0, revision));
    }

    @Test
    void atEveryRevisionInBothFormats() {
        for (int revision = 0; revision <= BITS.length; revision++) {
            Reply text = content("?revision=" + revision + "&format=text");
            assertThat(text.text()).isEqualTo(textAt(revision));
            assertThat(text.header("Content-Type").orElseThrow().toLowerCase(Locale.ROOT).replace(" ", ""))
                    .isEqualTo("text/plain;charset=utf-8");
            assertThat(text.header("Inkwell-Revision")).contains(Integer.toString(revision));
            JsonNode delta = content("?revision=" + revision).json();
            assertThat(delta.path("revision").asInt()).isEqualTo(revision);
            assertThat(delta.path("documentId").asString()).isEqualTo(scribe.document().value());
            assertThat(delta.path("type").asString()).isEqualTo("text");
            assertThat(delta.path("chain").asString()).matches("[0-9a-f]{32}");
            assertThat(delta.path("at").asString()).isEqualTo(Scribe.START.plusMillis(revision).toString());
            assertThat(delta.path("content").toString())
                    .isEqualTo(revision == 0 ? "[]" : "[{\"insert\":\"" + textAt(revision) + "\"}]");
        }
    }

    @Test
    void withoutAQuestionTheNewest() {
        assertThat(content("").json().path("revision").asInt()).isEqualTo(BITS.length);
        assertThat(content("?format=text").text()).isEqualTo(textAt(BITS.length));
        assertThat(content("").json().path("chain").asString()).isEqualTo(scribe.head().chain().toString());
    }

    @Test
    void atAMoment() {
        String third = Scribe.START.plusMillis(3).toString();
        assertThat(content("?format=text&at=" + third).text()).isEqualTo(textAt(3));
        assertThat(content("?format=text&at=" + third.replace("Z", "%2B00:00")).text()).isEqualTo(textAt(3));
        assertThat(content("?format=text&at=" + third.replace("Z", "+00:00")).text()).isEqualTo(textAt(3));
        assertThat(content("?format=text&at=" + Scribe.START).text()).isEmpty();
        assertThat(content("?format=text&at=+9999-12-31T23:59:59Z").status()).isEqualTo(400);
        assertThat(content("?format=text&at=9999-12-31T23:59:59Z").text()).isEqualTo(textAt(BITS.length));
        Reply before = content("?at=" + Scribe.START.minusMillis(1));
        assertThat(before.status()).isEqualTo(404);
        assertThat(before.member("code")).isEqualTo("REVISION_NOT_FOUND");
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        Reply first = content("?revision=2");
        String tag = first.header("ETag").orElseThrow();
        Reply again = server.request("GET " + path + "/content?revision=2",
                "Authorization: Bearer " + admin + "\r\nIf-None-Match: \"x\", " + tag + "\r\n", "");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bodyText()).isEmpty();
        assertThat(again.header("ETag")).contains(tag);
        assertThat(content("?revision=3").header("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(content("?revision=2&format=text").header("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(first.header("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void headTellsTheSameWithoutTheContent() {
        Reply get = content("?format=text");
        Reply head = server.as(admin, "HEAD " + path + "/content?format=text", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Inkwell-Revision")).isEqualTo(get.header("Inkwell-Revision"));
    }

    @Test
    void longAnswersAreCompressedForWhoCanReadThat() {
        Scribe lengthy = Scribe.on(server.storage);
        lengthy.write("All work and no play makes Jack a dull boy. ".repeat(200));
        Reply reply = server.request("GET /api/v1/documents/" + lengthy.document() + "/content",
                "Authorization: Bearer " + admin + "\r\nAccept-Encoding: gzip\r\n", "");
        assertThat(reply.header("Content-Encoding")).contains("gzip");
        assertThat(reply.bodyText().length()).isLessThan(2_000);
        Reply known = server.request("GET /api/v1/documents/" + lengthy.document() + "/content",
                "Authorization: Bearer " + admin
                        + "\r\nAccept-Encoding: gzip\r\nIf-None-Match: " + reply.header("ETag").orElseThrow() + "\r\n",
                "");
        assertThat(known.status()).isEqualTo(304);
    }

    @Test
    void aRichDocumentBeginsWithALine() {
        String id = server.document("Rich", "rich");
        JsonNode start = server.as(admin, "GET /api/v1/documents/" + id + "/content?revision=0", "").json();
        assertThat(start.path("content").toString()).isEqualTo("[{\"insert\":\"\\n\"}]");
        assertThat(start.path("at").asString()).isEqualTo("2026-11-21T12:01:00.000Z");
    }

    @Test
    void theHistoryIsListedNewestFirst() {
        JsonNode all = server.as(admin, "GET " + path + "/revisions", "").json();
        assertThat(all.path("revisions").size()).isEqualTo(BITS.length);
        assertThat(all.has("next")).isFalse();
        JsonNode newest = all.path("revisions").get(0);
        assertThat(newest.path("revision").asInt()).isEqualTo(5);
        assertThat(newest.path("kind").asString()).isEqualTo("edit");
        assertThat(newest.path("author").path("id").asString()).isEqualTo(scribe.person().value());
        assertThat(newest.path("author").path("name").asString()).isEqualTo("Name of " + scribe.person());
        assertThat(newest.path("displayId").asInt()).isEqualTo(scribe.displayId());
        assertThat(newest.path("seq").asInt()).isEqualTo(5);
        assertThat(newest.path("at").asString()).isEqualTo(Scribe.START.plusMillis(5).toString());
        assertThat(newest.path("insertedUnits").asInt()).isEqualTo(1);
        assertThat(newest.path("deletedUnits").asInt()).isZero();
        assertThat(newest.path("opBytes").asInt()).isPositive();
    }

    @Test
    void theHistoryComesInPages() {
        List<Integer> seen = new ArrayList<>();
        String query = "?limit=2";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = server.as(admin, "GET " + path + "/revisions" + query, "").json();
            answer.path("revisions").forEach(line -> seen.add(line.path("revision").asInt()));
            query = "?limit=2&before=" + answer.path("next").asInt();
            assertThat(answer.has("next")).isEqualTo(page < 2);
        }
        assertThat(seen).containsExactly(5, 4, 3, 2, 1);
        assertThat(server.as(admin, "GET " + path + "/revisions?before=1", "").json().path("revisions").size())
                .isZero();
        assertThat(server.as(admin, "GET " + path + "/revisions?before=0", "").status()).isEqualTo(400);
    }
}
