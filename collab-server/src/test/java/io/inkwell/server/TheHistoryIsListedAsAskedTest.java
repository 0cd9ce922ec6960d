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

/** Ada writes revisions 1 and 2 in the first millisecond after {@code Scribe.START}, Bob 3 in the next and 4 in the third, Ada 5 and 6 in the fourth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheHistoryIsListedAsAskedTest {
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final Scribe ada = Scribe.on(server.storage);
    private final Scribe bob = ada.another();
    private final String path = "/api/v1/documents/" + ada.document();

    TheHistoryIsListedAsAskedTest() {
        server.clock.advance(Duration.ofMinutes(1));
        ada.write("one", "two");
        bob.catchUp();
        bob.write("three");
        bob.append(List.of(bob.prepare(CommitKind.Restore.RESTORE, Delta.identity(11))));
        ada.catchUp();
        ada.write("four", "five");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply revisions(String query) {
        return server.as(admin, "GET " + path + "/revisions" + query, "");
    }

    private List<Integer> numbers(String query) {
        return revisions(query).json().path("revisions").valueStream().map(line -> line.path("revision").asInt())
                .toList();
    }

    @Test
    void ofOnePerson() {
        assertThat(numbers("?author=" + bob.person())).containsExactly(4, 3);
        assertThat(numbers("?author=" + ada.person())).containsExactly(6, 5, 2, 1);
        assertThat(numbers("?author=nobody")).isEmpty();
    }

    @Test
    void ofOneKind() {
        assertThat(numbers("?kind=restore")).containsExactly(4);
        assertThat(numbers("?kind=edit&author=" + bob.person())).containsExactly(3);
        assertThat(numbers("?kind=burnt")).isEmpty();
    }

    @Test
    void ofSomeTime() {
        assertThat(numbers("?from=" + Scribe.START.plusMillis(2))).containsExactly(6, 5, 4, 3);
        assertThat(numbers("?to=" + Scribe.START.plusMillis(2))).containsExactly(3, 2, 1);
        assertThat(numbers("?from=" + Scribe.START.plusMillis(2) + "&to=" + Scribe.START.plusMillis(3) + "&limit=2"))
                .containsExactly(4, 3);
        assertThat(numbers("?to=" + Scribe.START.minusMillis(1))).isEmpty();
        assertThat(numbers("?from=9999-12-31T23:59:59Z")).isEmpty();
    }

    @Test
    void pagesOfAFilteredListMeetEveryRevisionOnce() {
        JsonNode page = revisions("?limit=1&author=" + bob.person()).json();
        assertThat(page.path("next").asInt()).isEqualTo(4);
        assertThat(numbers("?limit=1&before=4&author=" + bob.person())).containsExactly(3);
        assertThat(revisions("?limit=1&before=4&author=" + bob.person()).json().has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?author=%00", "?author=", "?kind=EDIT", "?kind=", "?from=yesterday", "?to=",
        "?limit=1000000000",
        "?limit=-1", "?sort=id;--", "?before=99999999999999999999"})
    void whatIsNotPossibleIsRefused(String query) {
        assertThat(revisions(query).status()).isEqualTo(400);
    }

    @Test
    void inEditingSessions() {
        JsonNode sessions = server.as(admin, "GET " + path + "/sessions", "").json();
        assertThat(sessions.has("next")).isFalse();
        assertThat(sessions.path("sessions").size()).isEqualTo(1);
        JsonNode session = sessions.path("sessions").get(0);
        assertThat(session.path("fromRevision").asInt()).isEqualTo(1);
        assertThat(session.path("throughRevision").asInt()).isEqualTo(6);
        assertThat(session.path("startedAt").asString()).isEqualTo(Scribe.START.plusMillis(1).toString());
        assertThat(session.path("shares").valueStream().map(share -> share.path("author").path("id").asString() + " "
                + share.path("revisions").asInt())).containsExactlyInAnyOrder(ada.person() + " 4", bob.person() + " 2");
        assertThat(server.as(admin, "GET " + path + "/sessions?before=3", "").json().path("sessions").get(0)
                .path("throughRevision").asInt()).isEqualTo(2);
        assertThat(server.as(admin, "GET " + path + "/sessions?before=1", "").json().path("sessions").size()).isZero();
    }

    @Test
    void asAPageForABrowserOnlyToSave() {
        Reply page = server.as(admin, "GET " + path + "/content?format=html&revision=2", "");
        assertThat(page.header("Content-Disposition"))
                .contains("attachment; filename=\"" + ada.document() + "-2.html\"");
        assertThat(page.headerLines()).anyMatch(line -> line.equalsIgnoreCase("Content-Security-Policy: sandbox"));
        assertThat(page.text()).contains("<pre>\nonetwo</pre>");
        assertThat(server.as(admin, "GET " + path + "/content?format=markdown&revision=2", "").text())
                .isEqualTo("onetwo");
    }
}
