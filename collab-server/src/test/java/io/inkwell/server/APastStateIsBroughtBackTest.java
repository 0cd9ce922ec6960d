package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.client.BackOff;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Restore: a new revision that everybody sees, nothing rewritten. Revert: what one author did is gone, what others did stays. */
@Timeout(120)
class APastStateIsBroughtBackTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private InkwellClient connect(Editing document) throws Exception {
        InkwellClient client = InkwellClient.builder(URI.create(server.origin() + "/"),
                new DocumentId(document.document())).key(document.token()).backOff(new BackOff(5, 50)).connect();
        client.awaitConnected(SOON);
        return client;
    }

    private static void problem(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.member("code")).isEqualTo(code);
    }

    @Test
    void aRestoredStateIsANewRevisionThatEverybodySeesAtOnce() throws Exception {
        Editing document = Editing.fresh(server, "rich");
        document.append("first line\\n");
        document.append("second line");
        try (InkwellClient client = connect(document)) {
            document.post("/operations/replace", "{\"find\":\"first\",\"replacement\":\"last\"}");
            List<Commit> before = document.commits();
            JsonNode answer = document.post("/restore", "{\"revision\":1}").json();
            assertThat(answer.path("revision").asInt()).isEqualTo(4);
            assertThat(answer.path("restored").asInt()).isEqualTo(1);
            assertThat(answer.path("changed").asBoolean()).isTrue();
            assertThat(document.text()).isEqualTo("first line\n\n");
            await().atMost(SOON).until(() -> client.revision() == 4);
            assertThat(client.screen().text()).isEqualTo("first line\n\n");
            assertThat(client.members()).as("nobody is shown for one edit").hasSize(1);
            assertThat(document.commits().subList(0, 3)).isEqualTo(before);
            assertThat(document.commits().getLast().kind()).isEqualTo(CommitKind.Restore.RESTORE);
            assertThat(document.ask("GET", "/revisions").json().path("revisions").get(0).path("kind").asString())
                    .isEqualTo("restore");
            client.edit(screen -> Delta.on(screen.length()).insert("> ").build()).join();
            client.awaitSaved(SOON);
            assertThat(document.text()).isEqualTo("> first line\n\n");
            assertThat(document.post("/restore", "{\"revision\":3}").json().path("revision").asInt()).isEqualTo(6);
            assertThat(document.text()).isEqualTo("last line\nsecond line\n");
        }
    }

    @Test
    void whileSomebodyTypesItIsThatStateAndNoOther() throws Exception {
        Editing document = Editing.fresh(server, "text");
        document.append("the state to come back to");
        try (InkwellClient typist = connect(document);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean stopped = new AtomicBoolean();
            Future<Integer> typing = threads.submit(() -> {
                int edits = 0;
                while (!stopped.get()) {
                    typist.edit(screen -> Delta.on(screen.length()).insert("x").build()).join();
                    typist.awaitSaved(SOON);
                    edits++;
                }
                return edits;
            });
            for (int i = 0; i < 20; i++) {
                Reply reply = document.post("/restore", "{\"revision\":1}");
                assertThat(reply.status()).as("%s", reply).isEqualTo(200);
                long revision = reply.json().path("revision").asLong();
                assertThat(document.ask("GET", "/content?format=text&revision=" + revision).text())
                        .isEqualTo("the state to come back to");
            }
            stopped.set(true);
            assertThat(typing.get()).isPositive();
            assertThat(document.commits()).allMatch(commit -> commit.kind().equals(CommitKind.Edit.EDIT)
                    || commit.kind().equals(CommitKind.Restore.RESTORE));
            typist.awaitSaved(SOON);
            await().atMost(SOON).until(() -> typist.screen().text().equals(document.text()));
        }
    }

    @Test
    void aStateOfAnySizeComesBackAsOneRevision() throws Exception {
        Editing document = Editing.fresh(server, "text");
        String text = "ä line that is long enough to fill an operation\\n".repeat(8_000);
        for (int i = 0; i < 6; i++)
            document.append(text);
        int length = document.text().length();
        try (InkwellClient client = connect(document)) {
            document.operation(6, "[{\"delete\":" + length + "}]");
            await().atMost(SOON).until(() -> client.screen().length() == 0);
            JsonNode answer = document.post("/restore", "key-1", "{\"revision\":6}").json();
            assertThat(answer.path("revision").asInt()).isEqualTo(8);
            assertThat(answer.path("repeated").asBoolean()).isFalse();
            await().atMost(SOON).until(() -> client.screen().length() == length);
            assertThat(document.commits().getLast().opBytes().length).isGreaterThan(2_000_000);
            client.edit(screen -> Delta.on(screen.length()).insert("on ").build()).join();
            assertThat(client.awaitSaved(SOON)).isEqualTo(9);
            assertThat(document.text()).hasSize(length + 3);
        }
    }

    @Test
    void ofTwoWhoRestoreOnOneHeadTheSecondIsToldSo() {
        Editing document = Editing.fresh(server, "text");
        document.append("a");
        document.append("b");
        Editing ada = document.as(server.local("Ada"));
        assertThat(document.post("/restore", "{\"revision\":1,\"headRevision\":2}").status()).isEqualTo(200);
        Reply second = ada.post("/restore", "{\"revision\":0,\"headRevision\":2}");
        problem(second, 409, "CONFLICT");
        assertThat(second.json().path("expectedRevision").asInt()).isEqualTo(2);
        assertThat(second.json().path("headRevision").asInt()).isEqualTo(3);
        assertThat(document.text()).isEqualTo("a");
        assertThat(ada.post("/restore", "{\"revision\":0}").json().path("revision").asInt()).isEqualTo(4);
    }

    @Test
    void whatIsThereAlreadyNeedsNoRevision() {
        Editing document = Editing.fresh(server, "text");
        document.append("a");
        JsonNode answer = document.post("/restore", "{\"revision\":1}").json();
        assertThat(answer.path("revision").asInt()).isEqualTo(1);
        assertThat(answer.path("changed").asBoolean()).isFalse();
        assertThat(document.commits()).hasSize(1);
    }

    @Test
    void aRevisionThatIsNotThereAndACallerWhoMayNot() {
        Editing document = Editing.fresh(server, "text");
        document.append("a");
        problem(document.post("/restore", "{\"revision\":2}"), 404, "REVISION_NOT_FOUND");
        problem(document.post("/restore", "{\"revision\":-1}"), 400, "INVALID_FIELD");
        problem(document.post("/restore", "{\"revision\":9223372036854775808}"), 400, "INVALID_FIELD");
        problem(document.post("/restore", "{}"), 400, "INVALID_FIELD");
        problem(document.post("/restore", "{\"version\":\"nowhere\"}"), 404, "NOT_FOUND");
        String guest = server.join(document.document(), server.invitation(document.document(), "write", 600), "Guest")
                .member("key");
        for (String path : List.of("/restore", "/revert", "/copies", "/versions"))
            problem(document.as(guest).post(path, "{}"), 403, "FORBIDDEN");
    }

    @Test
    void whatOneAuthorDidIsTakenBackAndTheOthersTextStays() throws Exception {
        Editing document = Editing.fresh(server, "rich");
        String adaKey = server.local("Ada");
        String benKey = server.local("Ben");
        Editing ada = document.as(adaKey);
        Editing ben = document.as(benKey);
        ben.append("Ben was here.");
        ada.append(" Ada too.");
        ben.append(" Really.");
        ada.post("/operations/replace", "{\"find\":\"Ben\",\"replacement\":\"Bob\"}");
        try (InkwellClient typing = connect(ben)) {
            typing.edit(screen -> Delta.on(screen.length()).retain(screen.length() - 1).insert(" Yes!").build()).join();
            typing.awaitSaved(SOON);
            assertThat(document.text()).isEqualTo("Bob was here. Ada too. Really. Yes!\n");
            String adaId = server.as(adaKey, "GET /api/v1/me", "").json().path("person").path("id").asString();
            JsonNode answer = document.post("/revert", "{\"author\":\"" + adaId + "\",\"fromRevision\":1}").json();
            assertThat(answer.path("reverted").asInt()).isEqualTo(2);
            assertThat(answer.path("revision").asInt()).isEqualTo(6);
            assertThat(document.text()).isEqualTo("Ben was here. Really. Yes!\n");
            await().atMost(SOON).until(() -> typing.screen().text().equals("Ben was here. Really. Yes!\n"));
            JsonNode nothing = document.post("/revert", "{\"author\":\"" + adaId + "\",\"fromRevision\":6}").json();
            assertThat(nothing.path("reverted").asInt()).isZero();
            assertThat(nothing.path("revision").asInt()).isEqualTo(6);
            assertThat(document.post("/revert", "{\"author\":\"nobody\",\"fromRevision\":1}").json().path("reverted")
                    .asInt()).isZero();
        }
    }

    @Test
    void aRangeIsGivenByRevisionsOrTimes() {
        Editing document = Editing.fresh(server, "text");
        for (String text : List.of("a", "b", "c")) {
            server.clock.advance(Duration.ofSeconds(10));
            document.append(text);
        }
        String second = TestServer.START.plusSeconds(20).toString();
        String between = TestServer.START.plusSeconds(25).toString();
        JsonNode answer = document.post("/revert",
                "{\"author\":\"administrator\",\"from\":\"" + second + "\",\"to\":\"" + between + "\"}").json();
        assertThat(answer.path("reverted").asInt()).isEqualTo(1);
        assertThat(document.text()).isEqualTo("ac");
        String author = "{\"author\":\"administrator\",";
        problem(document.post("/revert", author + "\"fromRevision\":9}"), 404, "REVISION_NOT_FOUND");
        problem(document.post("/revert", author + "\"fromRevision\":0}"), 400, "INVALID_FIELD");
        problem(document.post("/revert", author + "\"from\":\"yesterday\"}"), 400, "INVALID_FIELD");
        problem(document.post("/revert", author + "\"from\":\"" + second + "\",\"fromRevision\":1}"), 400,
                "INVALID_FIELD");
        problem(document.post("/revert", "{\"author\":\"a\\u0000\",\"fromRevision\":1}"), 400, "INVALID_FIELD");
    }

    @Test
    void aRangeThatIsTooLongIsRefusedWithWhatToDo() {
        try (TestServer small = TestServer.start("127.0.0.1", LimitsForTests.with("revertRevisionsMax", 3))) {
            Editing document = Editing.fresh(small, "text");
            for (int i = 0; i < 4; i++)
                document.append("a");
            Reply reply = document.post("/revert", "{\"author\":\"administrator\",\"fromRevision\":1}");
            problem(reply, 422, "RANGE_TOO_LONG");
            assertThat(reply.member("detail")).contains("revertRevisionsMax=3");
            assertThat(document.post("/revert", "{\"author\":\"administrator\",\"fromRevision\":2}").status())
                    .isEqualTo(200);
            assertThat(document.text()).isEqualTo("a");
        }
    }
}
