package io.inkwell.system.hostile;

import static io.inkwell.system.hostile.JsonClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What comes first, what an opening may claim, and what it gets when the claim is false. In the tables ' stands for ". */
class ADocumentIsOpenedOnceByItsOwnClientTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final String CHAIN = "0123456789abcdef0123456789abcdef";

    @Test
    void whatComesBeforeTheOpeningIsRefusedAndTheConnectionStays() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(JsonClient.transform(0, 1, "[{\"insert\":\"a\"}]"));
            JsonNode refusal = scene.hostile().awaitRefusal("BAD_MESSAGE");
            assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(1);
            assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
            scene.hostile().send(message("cursor", "move", "\"index\":0,\"length\":0,\"revision\":0"));
            scene.hostile().awaitRefusal("BAD_MESSAGE");
            assertThat(scene.head()).isZero();
            assertThat(scene.hostile().open().path("correlationId").asString()).isEqualTo("c");
            scene.hostileIsKept();
        }
    }

    @Test
    void whatComesRightBehindTheOpeningGetsOneAnswerEach() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(message("document", "open", "\"attempt\":1"));
            scene.hostile().send(message("document", "open", "\"attempt\":2"));
            scene.hostile().await(message -> scene.hostile().seen("error/refused") > 0
                    && scene.hostile().seen("document/init") > 0, "both answers");
            scene.hostileIsKept();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'attempt':0", "'attempt':-1", "'attempt':1.0", "'attempt':'1'", "'revision':1",
        "'attempt':1,'revision':9007199254740992,'chain':'" + CHAIN + "'",
        "'attempt':1,'revision':-1,'chain':'" + CHAIN + "'", "'attempt':1,'revision':1.5,'chain':'" + CHAIN + "'",
        "'attempt':1,'revision':'7','chain':'" + CHAIN + "'", "'attempt':1,'revision':0",
        "'attempt':1,'revision':0,'chain':'xyz'", "'attempt':1,'clientId':'me'", "'attempt':1,'clientId':7",
        "'attempt':1,'inflight':{'seq':1,'base':0,'hash':'" + CHAIN + "'}"})
    void anOpeningThatMakesNoSenseCanBeSaidAgain(String members) throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(message("document", "open", members.replace('\'', '"')));
            JsonNode refusal = scene.hostile().awaitRefusal("BAD_MESSAGE");
            assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
            scene.hostile().open();
            scene.hostileIsKept();
        }
    }

    @Test
    void theClientIdOfSomebodyElseOpensNothing() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(message("document", "open",
                    "\"attempt\":99,\"clientId\":\"" + scene.bystander().clientId() + "\""));
            assertThat(scene.hostile().awaitRefusal("IDENTITY").path("correlationId").asString()).isEqualTo("c");
            assertThat(scene.hostile().awaitClose()).isEqualTo(4403);
        }
    }

    @Test
    void nobodySettlesAnOperationOfSomebodyElse() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(message("document", "open", "\"attempt\":1,\"revision\":0,\"chain\":\""
                    + scene.bystander().chain() + "\",\"inflight\":{\"clientId\":\"" + scene.bystander().clientId()
                    + "\",\"seq\":1,\"base\":0,\"hash\":\"" + CHAIN + "\"}"));
            scene.hostile().awaitRefusal("IDENTITY");
            assertThat(scene.hostile().awaitClose()).isEqualTo(4403);
            assertThat(scene.head()).isZero();
        }
    }

    @Test
    void aClientIdThatNobodyHasIsAsGoodAsNone() throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            String invented = UUID.randomUUID().toString();
            JsonNode init = scene.hostile().open("\"attempt\":1,\"clientId\":\"" + invented + "\"");
            assertThat(init.at("/payload/clientId").asString()).isNotEqualTo(invented);
            scene.hostileIsKept();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'revision':1,'chain':'" + CHAIN + "'", "'revision':0,'chain':'" + CHAIN + "'",
        "'revision':9007199254740991,'chain':'" + CHAIN + "'"})
    void anotherHistoryEndsTheConnection(String claim) throws IOException, InterruptedException {
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(message("document", "open", ("'attempt':1," + claim).replace('\'', '"')));
            assertThat(scene.hostile().awaitClose()).isEqualTo(4410);
            assertThat(scene.head()).isZero();
        }
    }

    @Test
    void onlyAHigherAttemptTakesAClientOver() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String key = SERVER.newPerson("Eve");
            String me;
            try (JsonClient second = JsonClient.open(SERVER.port(), scene.document(), key);
                    JsonClient late = JsonClient.connect(SERVER.port(), scene.document(), key);
                    JsonClient third = JsonClient.connect(SERVER.port(), scene.document(), key)) {
                me = "\"clientId\":\"" + second.clientId() + "\",\"attempt\":";
                late.send(message("document", "open", me + 1));
                assertThat(late.awaitClose()).isEqualTo(4409);
                second.insert("still in");
                third.open(me + 2);
                assertThat(second.awaitClose()).isEqualTo(4409);
                third.insert("taken over");
            }
        }
    }

    @Test
    void aReaderCommitsNothing() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                JsonClient reader = JsonClient.connect(SERVER.port(), scene.document(),
                        SERVER.newGuest(scene.document(), DocumentCatalog.Access.READ, Duration.ofHours(1)))) {
            assertThat(reader.open().at("/payload/role").asString()).isEqualTo("read");
            reader.send(reader.transform("[{\"insert\":\"a\"}]"));
            assertThat(reader.awaitRefusal("READ_ONLY").path("correlationId").asString()).isEqualTo("c");
            assertThat(scene.head()).isZero();
            scene.bystander().insert("b");
            reader.await("operation/remote");
        }
    }
}
