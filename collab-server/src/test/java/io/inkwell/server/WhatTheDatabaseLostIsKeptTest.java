package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.BackOff;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.InMemorySalvageStore;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SalvageStore;
import io.inkwell.sync.port.StorageException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A storage loses the end of a log under a running server: what the server still holds is kept for people, and editing goes on. */
@Timeout(120)
class WhatTheDatabaseLostIsKeptTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final BackOff AT_ONCE = new BackOff(20, 100);

    private final InMemoryStorage storage = new InMemoryStorage();

    @Test
    void withTheNamesOfThoseWhoWroteItAlsoIfTheyLeft() throws Exception {
        InMemorySalvageStore salvages = new InMemorySalvageStore();
        threeRevisionsOfWhichOneIsLeft(salvages, (server, document) -> {
            Awaitility.await().atMost(SOON).until(() -> !salvages.kept().isEmpty());
            assertThat(salvages.kept()).hasSize(1);
            InMemorySalvageStore.Kept kept = salvages.kept().getFirst();
            assertThat(kept.salvage().document()).isEqualTo(document);
            assertThat(kept.salvage().commits()).extracting(Commit::revision).containsExactly(2L, 3L);
            assertThat(kept.salvage().last().document().text()).isEqualTo("321");
            assertThat(kept.authors()).isEqualTo(Map.of(1, "Ada", 2, "Ben"));
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(figures(server)).contains(
                    "inkwell_salvages_total 1.0", "inkwell_salvaged_revisions_total 2.0",
                    "inkwell_salvages_failed_total 0.0"));
        });
    }

    @Test
    void andWhereItCannotBeKeptThatIsCounted() throws Exception {
        SalvageStore full = (salvage, authors) -> {
            throw new StorageException("no room, made for a test");
        };
        threeRevisionsOfWhichOneIsLeft(full, (server, document) -> Awaitility.await().atMost(SOON).until(
                () -> figures(server).contains("inkwell_salvages_failed_total 1.0")
                        && figures(server).contains("inkwell_salvages_total 0.0")));
    }

    /** The backup is older than the document. */
    @Test
    void allOfADocumentThatTheDatabaseDoesNotKnowAnyMore() throws Exception {
        InMemorySalvageStore salvages = new InMemorySalvageStore();
        ForgetfulLog log = new ForgetfulLog(storage.log());
        try (TestServer server = TestServer.start(storage, stores(log, salvages))) {
            DocumentId document = new DocumentId(server.document("Notes", "text"));
            try (InkwellClient ada = client(server, document, "Ada")) {
                type(ada, "1");
                type(ada, "2");
                log.forgetful = true;
                Awaitility.await().atMost(SOON).until(() -> !salvages.kept().isEmpty());
                assertThat(salvages.kept().getFirst().salvage().commits()).extracting(Commit::revision)
                        .containsExactly(1L, 2L);
            }
        }
    }

    /** A log that can be made to know no document any more. */
    private static final class ForgetfulLog implements RevisionLog {
        private final RevisionLog log;
        private volatile boolean forgetful;

        ForgetfulLog(RevisionLog log) {
            this.log = log;
        }

        @Override
        public AppendResult append(Append append) {
            return forgetful ? new AppendResult.HeadMoved() : log.append(append);
        }

        @Override
        public Tail tail(TailQuery query) {
            if (forgetful)
                throw new NoSuchElementException("There is no document " + query.document());
            return log.tail(query);
        }

        @Override
        public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
            return forgetful ? Map.of() : log.heads(documents);
        }

        @Override
        public Optional<Commit> find(DocumentId document, SubmissionId id) {
            return forgetful ? Optional.empty() : log.find(document, id);
        }
    }

    private Stores stores(RevisionLog log, SalvageStore salvages) {
        Stores good = TestServer.stores(storage);
        return new Stores(good.catalog(), good.people(), log, good.history(), good.snapshots(), good.blocks(),
                good.sessions(), good.versions(), good.archive(),
                salvages, () -> true);
    }

    private interface Judge {
        void judge(TestServer server, DocumentId document) throws Exception;
    }

    private void threeRevisionsOfWhichOneIsLeft(SalvageStore salvages, Judge then) throws Exception {
        try (TestServer server = TestServer.start(storage, stores(storage.log(), salvages))) {
            DocumentId document = new DocumentId(server.document("Notes", "text"));
            try (InkwellClient ada = client(server, document, "Ada")) {
                type(ada, "1");
                try (InkwellClient ben = client(server, document, "Ben")) {
                    type(ben, "2");
                }
                Awaitility.await().atMost(SOON).until(() -> ada.screen().text().equals("21"));
                type(ada, "3");
                storage.log().rewind(document, 1);
                then.judge(server, document);
                Awaitility.await().atMost(SOON).until(() -> ada.screen().text().equals("1"));
                type(ada, "again ");
                assertThat(ada.screen().text()).isEqualTo("again 1");
            }
        }
    }

    private static InkwellClient client(TestServer server, DocumentId document, String name) throws Exception {
        InkwellClient client = InkwellClient.builder(URI.create(server.origin()), document).key(server.local(name))
                .backOff(AT_ONCE).connect();
        client.awaitConnected(SOON);
        return client;
    }

    private static void type(InkwellClient client, String text) throws Exception {
        client.edit(screen -> Delta.on(screen.length()).insert(text).build()).join();
        client.awaitSaved(SOON);
    }

    private static String figures(TestServer server) {
        return server.as(server.administrator(), "GET /metrics", "").bodyText();
    }
}
