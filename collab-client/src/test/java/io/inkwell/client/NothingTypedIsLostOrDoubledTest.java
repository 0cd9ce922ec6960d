package io.inkwell.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.CloseCode;
import io.inkwell.sync.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a server on a list, with everything that can go wrong between them. */
@Timeout(60)
class NothingTypedIsLostOrDoubledTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeServer server = new FakeServer();
    private final List<InkwellClient> clients = new ArrayList<>();

    private InkwellClient.Builder builder(Recorder recorder) {
        return InkwellClient.builder(URI.create("http://localhost/"), FakeServer.DOCUMENT).listener(recorder)
                .backOff(new BackOff(1, 4))
                .random(new Random(7));
    }

    private InkwellClient client(Recorder recorder) throws InterruptedException, TimeoutException {
        return started(builder(recorder).connect(server));
    }

    private InkwellClient started(InkwellClient client) throws InterruptedException, TimeoutException {
        clients.add(client);
        client.awaitConnected(SOON);
        return client;
    }

    @AfterEach
    void closeAll() {
        clients.forEach(InkwellClient::close);
    }

    private static void type(InkwellClient client, int position, String text) {
        client.edit(screen -> Delta.on(screen.length()).retain(position).insert(text).build()).join();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++)
            Thread.sleep(5);
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void anEditIsOnTheScreenAtOnceAndSavedSoon() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        server.gather();
        Document shown = client.edit(screen -> Delta.on(screen.length()).insert("Hello").build()).get();
        assertThat(shown.text()).isEqualTo("Hello");
        assertThat(client.screen().text()).isEqualTo("Hello");
        assertThat(server.head().text()).isEmpty();
        until(() -> server.heard().size() == 2);
        server.commitGathered();
        assertThat(client.awaitSaved(SOON)).isEqualTo(1);
        assertThat(server.head().text()).isEqualTo("Hello");
        assertThat(recorder.saved).contains(1L);
        assertThat(recorder.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void anEditThatDoesNotFitTheScreenChangesNothing() throws Exception {
        InkwellClient client = client(new Recorder());
        type(client, 0, "abc");
        assertThatThrownBy(() -> client.edit(screen -> Delta.on(99).retain(98).insert("x").build()).join())
                .isInstanceOf(CompletionException.class).hasCauseInstanceOf(BaseLengthException.class);
        assertThatThrownBy(() -> client.edit(screen -> {
            throw new IllegalArgumentException("no idea what to write");
        }).get()).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IllegalArgumentException.class);
        type(client, 3, "d");
        client.awaitSaved(SOON);
        assertThat(server.head().text()).isEqualTo("abcd");
    }

    @Test
    void bothFormsOfAcknowledgementAreUnderstood() throws Exception {
        InkwellClient ada = client(new Recorder());
        InkwellClient grace = client(new Recorder());
        type(ada, 0, "Hello world");
        ada.awaitSaved(SOON);
        until(() -> grace.screen().length() == 11);
        server.gather();
        type(grace, 0, "> ");
        type(ada, 11, "!");
        type(ada, 12, "?");
        until(() -> server.heard().size() == 5);
        server.commitGathered();
        ada.awaitSaved(SOON);
        grace.awaitSaved(SOON);
        until(() -> ada.screen().text().equals("> Hello world!?") && grace.screen().text().equals("> Hello world!?"));
        assertThat(server.log()).hasSize(4);
    }

    @Test
    void aLostAcknowledgementIsFoundAgain() throws Exception {
        InkwellClient client = client(new Recorder());
        server.loseWhatIsSent();
        type(client, 0, "once");
        until(() -> server.log().size() == 1);
        type(client, 4, " more");
        server.cut();
        assertThat(client.awaitSaved(SOON)).isEqualTo(2);
        assertThat(server.head().text()).isEqualTo("once more");
        assertThat(client.screen().text()).isEqualTo("once more");
        assertThat(client.statistics()).isEqualTo(new ClientStatistics(2, 1, 1));
        assertThat(server.opens()).extracting(ClientMessage.Open::attempt).containsExactly(1, 2);
    }

    @Test
    void aLostEditIsSentAgainUnchanged() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        type(client, 0, "a");
        client.awaitSaved(SOON);
        server.loseWhatClientsSend();
        type(client, 1, "b");
        server.commitForeign(Delta.on(1).insert("x").build());
        until(() -> client.screen().text().equals("xab"));
        server.cut();
        client.awaitSaved(SOON);
        assertThat(server.head().text()).isEqualTo("xab");
        assertThat(server.heard().getLast())
                .isEqualTo(new ClientMessage.Transform(1, 2, Delta.on(1).retain(1).insert("b").build().ops()));
        assertThat(recorder.states).containsExactly(ConnectionState.CONNECTED, ConnectionState.RECONNECTING,
                ConnectionState.CONNECTED);
        assertThat(client.statistics()).isEqualTo(new ClientStatistics(2, 1, 0));
    }

    @Test
    void typingGoesOnWithoutAConnection() throws Exception {
        InkwellClient client = client(new Recorder());
        server.answerHttp(503);
        server.cut();
        type(client, 0, "offline");
        type(client, 7, "!");
        assertThatThrownBy(() -> client.awaitSaved(Duration.ofMillis(30))).isInstanceOf(TimeoutException.class);
        server.commitForeign(Delta.on(0).insert("meanwhile ").build());
        server.answerHttp(0);
        client.awaitSaved(SOON);
        assertThat(server.head().text()).isEqualTo("meanwhile offline!");
        assertThat(client.screen().text()).isEqualTo("meanwhile offline!");
    }

    @Test
    void aBurntEditGoesOnUnderTheNextNumber() throws Exception {
        InkwellClient client = client(new Recorder());
        server.gather();
        type(client, 0, "mine");
        until(() -> server.heard().size() == 2);
        server.transformBudget(1);
        server.commitForeign(Delta.on(0).insert("b").build());
        server.commitForeign(Delta.on(1).insert("a").build());
        server.commitGathered();
        assertThat(client.awaitSaved(SOON)).isEqualTo(4);
        assertThat(server.head().text()).isEqualTo("abmine");
        assertThat(client.screen().text()).isEqualTo("abmine");
        assertThat(server.log().get(2).op().isIdentity()).isTrue();
    }

    @Test
    void aRefusedEditIsTakenBackAndHandedOver() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        type(client, 0, "keep");
        client.awaitSaved(SOON);
        server.refuseNext(RefusalCode.DOC_FULL);
        type(client, 4, " too much");
        client.awaitSaved(SOON);
        server.refuseNext(RefusalCode.TEXT);
        type(client, 0, "bad");
        client.awaitSaved(SOON);
        type(client, 4, ".");
        client.awaitSaved(SOON);
        assertThat(client.screen().text()).isEqualTo("keep.");
        assertThat(server.head().text()).isEqualTo("keep.");
        assertThat(recorder.rescued).hasSize(2);
        assertThat(recorder.rescued.getFirst()).startsWith("DOC_FULL").contains(" too much");
        assertThat(recorder.refused).containsExactly(RefusalCode.DOC_FULL, RefusalCode.TEXT);
    }

    @Test
    void laterMeansTheSameBytesAgain() throws Exception {
        InkwellClient client = client(new Recorder());
        server.refuseNext(RefusalCode.RATE);
        server.refuseNext(RefusalCode.STORAGE);
        type(client, 0, "patience");
        assertThat(client.awaitSaved(SOON)).isEqualTo(1);
        assertThat(server.heard().subList(1, 4)).containsOnly(server.heard().get(1));
    }

    @Test
    void aFrameThatTheChainDoesNotProveIsNotShown() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        type(client, 0, "a");
        client.awaitSaved(SOON);
        server.forge();
        server.commitForeign(Delta.on(1).retain(1).insert("b").build());
        until(() -> client.screen().text().equals("ab"));
        assertThat(client.statistics().connections()).isEqualTo(2);
        assertThat(server.opens().getLast().known())
                .isEqualTo(new io.inkwell.protocol.Position(1, server.log().getFirst().chain()));
        assertThat(recorder.rescued).isEmpty();
    }

    @Test
    void aStolenIdentityIsChangedAndTheEditSettledFirst() throws Exception {
        InkwellClient client = client(new Recorder());
        type(client, 0, "a");
        client.awaitSaved(SOON);
        server.loseWhatClientsSend();
        type(client, 1, "b");
        server.close(CloseCode.SUPERSEDED);
        server.cut();
        client.awaitSaved(SOON);
        assertThat(server.head().text()).isEqualTo("ab");
        ClientMessage.Open last = server.opens().getLast();
        assertThat(last.clientId()).isNull();
        assertThat(last.inFlight()).isNotNull().extracting(ClientMessage.InFlight::formerClientId).isNotNull();
        assertThat(server.log()).extracting(commit -> commit.id().displayId()).containsExactly(1, 1, 2);
    }

    @Test
    void anotherHistoryGivesTheUnsavedTextBack() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        type(client, 0, "a");
        client.awaitSaved(SOON);
        type(client, 1, "b");
        client.awaitSaved(SOON);
        server.loseWhatClientsSend();
        type(client, 2, "c");
        server.rewindTo(1);
        server.cut();
        until(() -> client.screen().text().equals("a"));
        assertThat(recorder.rescued).hasSize(1);
        assertThat(recorder.rescued.getFirst()).contains("c");
        type(client, 1, "!");
        client.awaitSaved(SOON);
        assertThat(server.head().text()).isEqualTo("a!");
    }

    @Test
    void aServerThatSaysNothingIsLeft() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = started(builder(recorder).heartbeatMillis(30).connect(server));
        Thread.sleep(200);
        assertThat(client.statistics().connections()).isEqualTo(1);
        server.answerPings(false);
        until(() -> client.statistics().connections() > 1);
    }

    @Test
    void whereItIsNotLetInItGivesUpAndSaysSo() throws Exception {
        Recorder recorder = new Recorder();
        server.answerHttp(403);
        InkwellClient client = builder(recorder).connect(server);
        assertThatThrownBy(() -> client.awaitConnected(SOON)).isInstanceOf(DisconnectedException.class);
        until(() -> !recorder.ends.isEmpty());
        assertThat(recorder.ends.getFirst()).contains("403");
        assertThat(client.state()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThatThrownBy(() -> client.awaitSaved(SOON)).isInstanceOf(DisconnectedException.class);
        assertThatThrownBy(() -> client.edit(screen -> Delta.identity(0)).join())
                .hasCauseInstanceOf(DisconnectedException.class);
    }

    @Test
    void whatIsUnsavedAtTheEndIsHandedOver() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = client(recorder);
        server.gather();
        type(client, 0, "sent");
        type(client, 4, " typed");
        server.close(CloseCode.GONE);
        until(() -> !recorder.ends.isEmpty());
        assertThat(recorder.unsaved).hasSize(2);
        assertThat(client.screen().text()).isEqualTo("sent typed");
    }

    @Test
    void whatIsHeldBackIsReceivedButNotShown() throws Exception {
        Recorder recorder = new Recorder();
        InkwellClient client = started(builder(recorder).holdBack().connect(server));
        server.commitForeign(Delta.on(0).insert("a").build());
        server.commitForeign(Delta.on(1).retain(1).insert("b").build());
        until(() -> recorder.received() == 2);
        assertThat(recorder.edits()).isEqualTo(2);
        assertThat(client.screen().text()).isEmpty();
        client.takeInThrough(1);
        client.edit(screen -> Delta.on(screen.length()).retain(screen.length()).insert("!").build()).join();
        until(() -> recorder.received() == 3);
        assertThat(client.screen().text()).isEqualTo("a!");
        assertThat(server.head().text()).isEqualTo("ab!");
        assertThat(server.heard().getLast()).isInstanceOfSatisfying(ClientMessage.Transform.class,
                sent -> assertThat(sent.revision()).isEqualTo(1));
        client.takeInThrough(3);
        client.awaitSaved(SOON);
        assertThat(client.screen().text()).isEqualTo("ab!");
        server.commitForeign(Delta.on(3).delete(3).build());
        until(() -> recorder.received() == 4);
        server.cut();
        until(() -> client.screen().length() == 0);
    }
}
