package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.port.Scribe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Ada writes "Hello " and "world" (revisions 1 and 2), Bob " and you" (3), and Ada deletes "Hello " (4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoDidWhatIsAnsweredTest {
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final Scribe ada = Scribe.on(server.storage);
    private final Scribe bob = ada.another();
    private final String path = "/api/v1/documents/" + ada.document();

    WhoDidWhatIsAnsweredTest() {
        server.clock.advance(Duration.ofMinutes(1));
        ada.write("Hello ", "world");
        bob.catchUp();
        bob.write(" and you");
        ada.catchUp();
        ada.append(List.of(ada.prepare(CommitKind.Edit.EDIT, Delta.on(19).delete(6).build())));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply ask(String question) {
        return server.as(admin, "GET " + path + question, "");
    }

    @Test
    void theDifferenceShowsWhatIsNewAndWhatIsGoneAndWhoseItIs() {
        JsonNode answer = ask("/diff?from=1&to=4").json();
        assertThat(answer.path("from").asInt()).isEqualTo(1);
        assertThat(answer.path("to").asInt()).isEqualTo(4);
        JsonNode steps = answer.path("steps");
        assertThat(steps.size()).isEqualTo(3);
        assertThat(steps.get(0).path("inserted").toString()).isEqualTo("[{\"insert\":\"world\"}]");
        assertThat(steps.get(0).path("author").asInt()).isEqualTo(ada.displayId());
        assertThat(steps.get(0).path("first").path("revision").asInt()).isEqualTo(2);
        assertThat(steps.get(1).path("inserted").toString()).isEqualTo("[{\"insert\":\" and you\"}]");
        assertThat(steps.get(1).path("author").asInt()).isEqualTo(bob.displayId());
        assertThat(steps.get(2).path("deleted").toString()).isEqualTo("[{\"insert\":\"Hello \"}]");
        assertThat(steps.get(2).path("last").path("revision").asInt()).isEqualTo(4);
        assertThat(answer.path("people").path(Integer.toString(bob.displayId())).path("id").asString())
                .isEqualTo(bob.person().value());
        assertThat(answer.has("next")).isFalse();
    }

    @Test
    void withoutRevisionsItIsWhatTheNewestOneDid() {
        JsonNode answer = ask("/diff").json();
        assertThat(answer.path("from").asInt()).isEqualTo(3);
        assertThat(answer.path("steps").size()).isEqualTo(1);
        assertThat(ask("/diff?from=4&to=1").json()).isEqualTo(ask("/diff?from=1&to=4").json());
        assertThat(ask("/diff?from=2&to=2").json().path("steps").size()).isZero();
        assertThat(ask("/diff?from=0&to=0").json().path("steps").size()).isZero();
    }

    @Test
    void blameSaysWhoseEveryUnitIs() {
        JsonNode answer = ask("/blame").json();
        assertThat(answer.path("revision").asInt()).isEqualTo(4);
        assertThat(answer.path("runs").valueStream().map(run -> run.path("length").asInt() + " by "
                + run.path("author").asInt() + " in " + run.path("revision").asInt()))
                .containsExactly("5 by " + ada.displayId() + " in 2", "8 by " + bob.displayId() + " in 3");
        assertThat(answer.path("runs").get(0).path("at").asString()).isEqualTo(Scribe.START.plusMillis(1).toString());
        assertThat(answer.path("people").size()).isEqualTo(2);
        assertThat(ask("/blame?revision=0").json().path("runs").size()).isZero();
        assertThat(ask("/blame?at=" + Scribe.START.plusMillis(1)).json().path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void theNewlineARichDocumentIsBornWithIsNobodys() {
        String id = server.document("Rich", "rich");
        JsonNode runs = server.as(admin, "GET /api/v1/documents/" + id + "/blame", "").json().path("runs");
        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.get(0).path("length").asInt()).isEqualTo(1);
        assertThat(runs.get(0).path("author").isNull()).isTrue();
        assertThat(runs.get(0).path("revision").asInt()).isZero();
    }

    @Test
    void aLongAnswerComesInParts() {
        JsonNode first = ask("/blame?limit=1").json();
        assertThat(first.path("runs").size()).isEqualTo(1);
        assertThat(first.path("next").asInt()).isEqualTo(1);
        JsonNode second = ask("/blame?limit=1&after=1").json();
        assertThat(second.path("runs").get(0).path("author").asInt()).isEqualTo(bob.displayId());
        assertThat(second.has("next")).isFalse();
        assertThat(ask("/blame?after=9223372036854775807").json().path("runs").size()).isZero();
        assertThat(ask("/diff?from=0&limit=1&after=1").json().path("steps").size()).isEqualTo(1);
    }

    @Test
    void whatTheCallerHasIsNotWorkedOutAgain() {
        for (String question : List.of("/blame?revision=3", "/diff?from=1&to=3")) {
            String tag = ask(question).header("ETag").orElseThrow();
            Reply again = server.request("GET " + path + question,
                    "Authorization: Bearer " + admin + "\r\nIf-None-Match: " + tag + "\r\n", "");
            assertThat(again.status()).isEqualTo(304);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diff?from=-1", "/diff?to=x", "/diff?from=99999999999999999999", "/diff?limit=0",
        "/diff?limit=1000000000", "/diff?after=-1", "/diff?at=1", "/blame?revision=-1", "/blame?at=yesterday",
        "/blame?revision=1&at=2026-11-21T12:00:00Z", "/blame?limit=0", "/blame?sort=id;--"})
    void whatIsNotPossibleIsRefused(String question) {
        assertThat(ask(question).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diff?from=5", "/diff?to=5", "/blame?revision=5", "/blame?revision=9223372036854775807",
        "/blame?at=2020-01-01T00:00:00Z"})
    void aRevisionThatIsNotThereIsNotFound(String question) {
        Reply reply = ask(question);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("code").asString()).isEqualTo("REVISION_NOT_FOUND");
    }

    @Test
    void whoMayNotReadIsToldNothing() {
        for (String question : List.of("/diff", "/blame")) {
            assertThat(server.request("GET " + path + question, "", "").status()).isEqualTo(401);
            assertThat(server.as(admin, "GET /api/v1/documents/nowhere" + question, "").status()).isEqualTo(404);
        }
    }
}
