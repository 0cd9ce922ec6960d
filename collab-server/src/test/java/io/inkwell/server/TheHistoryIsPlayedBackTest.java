package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.port.Scribe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheHistoryIsPlayedBackTest {
    private static final int REVISIONS = 60;
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final Scribe scribe = Scribe.on(server.storage);
    private final String path = "/api/v1/documents/" + scribe.document();

    TheHistoryIsPlayedBackTest() {
        server.clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < REVISIONS; i++) {
            scribe.write(Character.toString('a' + i % 26));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record Event(String name, JsonNode data) {}

    private List<Event> play(String query) {
        Reply reply = server.as(admin, "GET " + path + "/playback" + query, "");
        assertThat(reply.status()).as(reply.bodyText()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("text/event-stream");
        List<Event> events = new ArrayList<>();
        for (String event : unchunked(reply).split("\n\n", -1)) {
            if (event.isEmpty())
                continue;
            String[] lines = event.split("\n", -1);
            events.add(new Event(lines[0].replace("event: ", ""),
                    new JsonMapper().readTree(lines[1].replace("data: ", ""))));
        }
        return events;
    }

    /** Each chunk stands behind its length in hexadecimal digits. */
    private static String unchunked(Reply reply) {
        if (!reply.header("Transfer-Encoding").equals(Optional.of("chunked")))
            return reply.text();
        StringBuilder whole = new StringBuilder();
        String rest = reply.bodyText();
        while (true) {
            int lineEnd = rest.indexOf("\r\n");
            int length = Integer.parseInt(rest.substring(0, lineEnd), 16);
            if (length == 0)
                return whole.toString();
            whole.append(rest, lineEnd + 2, lineEnd + 2 + length);
            rest = rest.substring(lineEnd + 4 + length);
        }
    }

    private static Document after(Document before, JsonNode ops) throws Exception {
        Delta change = OpsJson.read(ops.toString().getBytes(StandardCharsets.UTF_8), OpsLimits.UNLIMITED)
                .on(before.length());
        return before.apply(change);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 20_000})
    void everyStepLeadsToTheNextAndTheLastToTheEnd(int speed) throws Exception {
        List<Event> events = play("?from=3&to=53&speed=" + speed);
        assertThat(events.getFirst().name()).isEqualTo("start");
        assertThat(events.getFirst().data().path("revision").asInt()).isEqualTo(3);
        Document document = after(Document.EMPTY, events.getFirst().data().path("content"));
        assertThat(document.text()).isEqualTo("abc");
        int reached = 3;
        for (Event event : events.subList(1, events.size() - 1)) {
            assertThat(event.name()).isEqualTo("change");
            assertThat(event.data().path("fromRevision").asInt()).isEqualTo(reached + 1);
            assertThat(event.data().path("authors").size()).isEqualTo(1);
            assertThat(event.data().path("authors").get(0).path("id").asString()).isEqualTo(scribe.person().value());
            reached = event.data().path("throughRevision").asInt();
            document = after(document, event.data().path("ops"));
        }
        assertThat(events.getLast().name()).isEqualTo("end");
        assertThat(events.getLast().data().path("revision").asInt()).isEqualTo(53).isEqualTo(reached);
        assertThat(document.text())
                .isEqualTo(server.as(admin, "GET " + path + "/content?format=text&revision=53", "").text());
        assertThat(events.size()).isEqualTo(2 + (50 + Math.max(1, speed / 20) - 1) / Math.max(1, speed / 20));
    }

    @Test
    void anEmptyStretchIsShort() {
        assertThat(play("?from=60")).extracting(Event::name).containsExactly("start", "end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=5&to=4", "?speed=0", "?speed=20001", "?from=-1", "?to=x", "?more=1"})
    void whatCannotBePlayedIsRefused(String query) {
        assertThat(server.as(admin, "GET " + path + "/playback" + query, "").status()).isEqualTo(400);
    }

    @Test
    void beyondTheHeadIsNotFound() {
        assertThat(server.as(admin, "GET " + path + "/playback?to=61", "").member("code"))
                .isEqualTo("REVISION_NOT_FOUND");
    }

    @Test
    void headTellsOnlyTheHeader() {
        Reply reply = server.as(admin, "HEAD " + path + "/playback?speed=1", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.bodyText()).isEmpty();
    }
}
