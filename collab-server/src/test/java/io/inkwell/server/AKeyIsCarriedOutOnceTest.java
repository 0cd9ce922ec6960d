package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.cluster.Cluster;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The same Idempotency-Key with the same body is one edit for ever: its answer is told again, on every node, after every restart. */
@Timeout(120)
class AKeyIsCarriedOutOnceTest {
    private static final String BODY = "{\"baseRevision\":0,\"ops\":[{\"insert\":\"once\"}]}";
    private static final String OPERATIONS = "/operations";

    private static JsonNode stored(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json();
    }

    private static void repeated(JsonNode again, JsonNode first) {
        assertThat(again.path("repeated").asBoolean()).isTrue();
        for (String member : List.of("revision", "chain", "at", "ops"))
            assertThat(again.path(member)).as(member).isEqualTo(first.path(member));
    }

    @Test
    void itIsToldAgainAndNothingElseMayHaveIt() {
        try (TestServer server = TestServer.start()) {
            Editing document = Editing.fresh(server, "text");
            JsonNode first = stored(document.post(OPERATIONS, "key-1", BODY));
            document.append(" and more");
            repeated(stored(document.post(OPERATIONS, "key-1", BODY)), first);
            repeated(stored(document.post(OPERATIONS, "key-1", BODY.replace("{\"base", "{ \"base"))), first);
            Reply other = document.post(OPERATIONS, "key-1", BODY.replace("once", "twice"));
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.member("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(document.post("/operations/append", "key-1", "{\"text\":\"once\"}").status()).isEqualTo(422);
            assertThat(document.text()).isEqualTo("once and more");
            // A key belongs to a person and a document.
            stored(document.as(server.local("Ada")).post(OPERATIONS, "key-1", BODY));
            stored(Editing.fresh(server, "text").post(OPERATIONS, "key-1", BODY));
            assertThat(document.text()).isEqualTo("once and moreonce");
        }
    }

    @Test
    void everyWayOfWritingHasKeys() {
        try (TestServer server = TestServer.start()) {
            Editing document = Editing.fresh(server, "text");
            for (String[] each : new String[][]{{"/operations/append", "{\"text\":\"aa\"}"},
                {"/operations/replace", "{\"find\":\"a\",\"replacement\":\"aa\"}"}, {"/restore", "{\"revision\":1}"},
                {"/revert", "{\"author\":\"administrator\",\"fromRevision\":2,\"toRevision\":2}"}}) {
                JsonNode first = stored(document.post(each[0], "key" + each[0], each[1]));
                JsonNode again = stored(document.post(each[0], "key" + each[0], each[1]));
                assertThat(again.path("revision")).as(each[0]).isEqualTo(first.path("revision"));
                assertThat(again.path("repeated").asBoolean()).as(each[0]).isTrue();
            }
        }
    }

    @Test
    void alsoARefusalThatIsARevision() {
        try (TestServer server = TestServer.start()) {
            Editing document = Editing.fresh(server, "rich");
            String body = "{\"baseRevision\":0,\"ops\":[{\"delete\":1}]}";
            Reply first = document.post(OPERATIONS, "key-1", body);
            Reply again = document.post(OPERATIONS, "key-1", body);
            assertThat(first.status()).isEqualTo(422);
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.member("code")).isEqualTo("OP_FINAL_NEWLINE");
            assertThat(again.json().path("revision").asInt()).isEqualTo(1);
            assertThat(document.commits()).hasSize(1);
        }
    }

    @Test
    void afterARestart() {
        InMemoryStorage storage = new InMemoryStorage();
        Path folder = TestServer.freshFolder();
        Editing document;
        JsonNode first;
        try (TestServer server = TestServer.start(storage, folder, "127.0.0.1")) {
            document = Editing.fresh(server, "text");
            first = stored(document.post(OPERATIONS, "key-1", BODY));
        }
        try (TestServer server = TestServer.start(storage, folder, "127.0.0.1")) {
            repeated(stored(document.on(server).post(OPERATIONS, "key-1", BODY)), first);
            assertThat(document.on(server).post(OPERATIONS, "key-1", BODY.replace("once", "2")).status())
                    .isEqualTo(422);
            assertThat(document.on(server).text()).isEqualTo("once");
        }
    }

    @Test
    void whenItIsAskedManyTimesAtOnceOnTwoNodes() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        Path folder = TestServer.freshFolder();
        try (TestServer one = TestServer.start(storage, folder, Cluster.ALONE);
                TestServer two = TestServer.start(storage, folder, Cluster.ALONE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Editing document = Editing.fresh(one, "text");
            AtomicInteger turn = new AtomicInteger();
            Callable<Reply> ask = () -> document.on(turn.incrementAndGet() % 2 == 0 ? one : two).post(OPERATIONS,
                    "key-1", BODY);
            long repeats = 0;
            for (Future<Reply> reply : threads.invokeAll(Collections.nCopies(12, ask))) {
                JsonNode answer = stored(reply.get());
                assertThat(answer.path("revision").asInt()).isEqualTo(1);
                repeats += answer.path("repeated").asBoolean() ? 1 : 0;
            }
            assertThat(repeats).isBetween(10L, 11L);
            assertThat(document.commits()).hasSize(1);
        }
    }

    @Test
    void whenNobodyKnowsWhatBecameOfItTheLogIsAsked() {
        InMemoryStorage storage = new InMemoryStorage();
        LosingLog log = new LosingLog(storage.log());
        Stores good = TestServer.stores(storage);
        Stores losing = new Stores(good.catalog(), good.people(), log, good.history(), good.snapshots(),
                good.blocks(), good.sessions(), good.versions(), good.archive(), good.salvages(), () -> true);
        try (TestServer server = TestServer.start(storage, losing)) {
            Editing document = Editing.fresh(server, "text");
            log.losesNext = true;
            JsonNode first = stored(document.post(OPERATIONS, "key-1", BODY));
            assertThat(first.path("repeated").asBoolean()).isFalse();
            repeated(stored(document.post(OPERATIONS, "key-1", BODY)), first);
            assertThat(document.commits()).hasSize(1);
            log.refusesAll = true;
            Reply refused = document.post(OPERATIONS, "key-2", BODY);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            log.refusesAll = false;
            assertThat(stored(document.post(OPERATIONS, "key-2", BODY)).path("revision").asInt()).isEqualTo(2);
        }
    }

    /** A log whose answers get lost, or that stores nothing. */
    private static final class LosingLog implements RevisionLog {
        private final RevisionLog log;
        private volatile boolean losesNext;
        private volatile boolean refusesAll;

        LosingLog(RevisionLog log) {
            this.log = log;
        }

        @Override
        public AppendResult append(Append append) {
            if (refusesAll)
                return new AppendResult.Refused("disk full");
            AppendResult result = log.append(append);
            if (!losesNext)
                return result;
            losesNext = false;
            return new AppendResult.Unknown("the connection was lost");
        }

        @Override
        public Tail tail(TailQuery query) {
            return log.tail(query);
        }

        @Override
        public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
            return log.heads(documents);
        }

        @Override
        public Optional<Commit> find(DocumentId document, SubmissionId id) {
            return log.find(document, id);
        }
    }
}
