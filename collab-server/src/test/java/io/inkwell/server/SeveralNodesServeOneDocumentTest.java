package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.BackOff;
import io.inkwell.client.InkwellApi;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.protocol.Member;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.cluster.RedisCluster;
import io.inkwell.server.cluster.RedisProcess;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.InMemoryStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one storage, with a real Redis between them: one document, whatever the Redis does. */
@Timeout(180)
class SeveralNodesServeOneDocumentTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int EDITS = 60;

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Path folder = TestServer.freshFolder();
    private final RedisProcess redis = RedisProcess.started();
    private final RedisCluster busOfOne = RedisCluster.connect(redis.address(), "one", "same");
    private final RedisCluster busOfTwo = RedisCluster.connect(redis.address(), "two", "same");

    @AfterEach
    void stop() {
        busOfOne.close();
        busOfTwo.close();
        redis.close();
    }

    @Test
    void whatOneNodeStoresTheOtherShows() throws Exception {
        awaitBus();
        withTwoNodes(busOfOne.cluster(), busOfTwo.cluster(), this::bothTypeAndAgree);
    }

    @Test
    void withALockThatAlwaysSaysYes() throws Exception {
        withTwoNodes(new Cluster(document -> Optional.of(() -> {}), busOfOne),
                new Cluster(document -> Optional.of(() -> {}), busOfTwo), this::bothTypeAndAgree);
    }

    @Test
    void withALockThatAlwaysSaysNo() throws Exception {
        withTwoNodes(new Cluster(document -> Optional.empty(), busOfOne),
                new Cluster(document -> Optional.empty(), busOfTwo), this::bothTypeAndAgree);
    }

    @Test
    void withoutRedisTheyAgreeALittleLater() throws Exception {
        withTwoNodes(Cluster.WITHOUT_REDIS, Cluster.WITHOUT_REDIS, this::bothTypeAndAgree);
    }

    @Test
    void aRedisThatDiesAndComesBackLosesNobodysEdit() throws Exception {
        awaitBus();
        withTwoNodes(busOfOne.cluster(), busOfTwo.cluster(), (one, two, ada, ben) -> {
            bothTypeAndAgree(one, two, ada, ben);
            redis.kill();
            bothTypeAndAgree(one, two, ada, ben);
            redis.start();
            redis.pause();
            bothTypeAndAgree(one, two, ada, ben);
            redis.goOn();
            awaitBus();
            bothTypeAndAgree(one, two, ada, ben);
        });
    }

    @Test
    void peopleOnTheOtherNodeAreSeenUntilTheyLeave() throws Exception {
        awaitBus();
        withTwoNodes(busOfOne.cluster(), busOfTwo.cluster(), (one, two, ada, ben) -> {
            Awaitility.await().atMost(SOON).until(() -> names(ada).equals(List.of("Ada", "Ben"))
                    && names(ben).equals(List.of("Ada", "Ben")));
            try (InkwellClient carl = client(two, new DocumentId(documentOf(ada)), key(two, "Carl"))) {
                carl.awaitConnected(SOON);
                Awaitility.await().atMost(SOON).until(() -> names(ada).equals(List.of("Ada", "Ben", "Carl"))
                        && names(carl).equals(List.of("Ada", "Ben", "Carl")));
            }
            Awaitility.await().atMost(SOON).until(() -> names(ada).equals(List.of("Ada", "Ben")));
        });
    }

    @Test
    void aDocumentDeletedOnOneNodeIsGoneOnTheOther() throws Exception {
        awaitBus();
        withTwoNodes(busOfOne.cluster(), busOfTwo.cluster(), (one, two, ada, ben) -> {
            assertThat(one.as(one.administrator(), "DELETE /api/v1/documents/" + documentOf(ada), "").status())
                    .isEqualTo(204);
            Awaitility.await().atMost(SOON)
                    .until(() -> ben.state() == io.inkwell.client.ConnectionState.DISCONNECTED);
        });
    }

    private interface Story {
        void tell(TestServer one, TestServer two, InkwellClient ada, InkwellClient ben) throws Exception;
    }

    private String document = "";

    private String documentOf(InkwellClient client) {
        assertThat(client.info()).isPresent();
        return document;
    }

    private void withTwoNodes(Cluster first, Cluster second, Story story) throws Exception {
        try (TestServer one = TestServer.start(storage, folder, first);
                TestServer two = TestServer.start(storage, folder, second)) {
            InkwellApi owner = new InkwellApi(address(one)).as(key(one, "Owner"));
            DocumentId id = owner.createDocument("Shared", DocumentType.TEXT);
            document = id.value();
            try (InkwellClient ada = client(one, id, key(one, "Ada"));
                    InkwellClient ben = client(two, id, key(two, "Ben"))) {
                ada.awaitConnected(SOON);
                ben.awaitConnected(SOON);
                story.tell(one, two, ada, ben);
            }
        }
    }

    private void bothTypeAndAgree(TestServer one, TestServer two, InkwellClient ada, InkwellClient ben)
            throws Exception {
        int before = ada.screen().length();
        Awaitility.await().atMost(SOON).until(() -> ben.screen().length() == before);
        for (int i = 0; i < EDITS; i++) {
            ada.edit(screen -> Delta.on(screen.length()).insert("a").build()).join();
            ben.edit(screen -> Delta.on(screen.length()).retain(screen.length()).insert("🖋").build()).join();
        }
        ada.awaitSaved(SOON);
        ben.awaitSaved(SOON);
        int after = before + EDITS + 2 * EDITS;
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(ada.screen().length()).isEqualTo(after);
            assertThat(ben.screen()).isEqualTo(ada.screen());
        });
        for (TestServer server : List.of(one, two)) {
            assertThat(new InkwellApi(address(server)).as(key(server, "Reader")).text(new DocumentId(document)).text())
                    .isEqualTo(ada.screen().text());
        }
    }

    private void awaitBus() {
        Awaitility.await().atMost(SOON).until(() -> busOfOne.works() && busOfTwo.works());
    }

    private static List<String> names(InkwellClient client) {
        return client.members().stream().map(Member::name).sorted().toList();
    }

    private static String key(TestServer server, String name) throws Exception {
        return new InkwellApi(address(server)).signIn(name).key();
    }

    private static URI address(TestServer server) {
        return URI.create(server.origin() + "/");
    }

    private static InkwellClient client(TestServer server, DocumentId document, String key) {
        return InkwellClient.builder(address(server), document).key(key).backOff(new BackOff(5, 50)).connect();
    }
}
