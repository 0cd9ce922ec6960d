package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.inkwell.client.BackOff;
import io.inkwell.client.ClientListener;
import io.inkwell.client.ConnectionState;
import io.inkwell.client.DisconnectedException;
import io.inkwell.client.InkwellApi;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.protocol.Member;
import io.inkwell.protocol.Role;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java client and its REST helper against the server as it is. */
@Timeout(120)
class AProgramEditsBesideOthersTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestServer server = TestServer.start();
    private final URI address = URI.create(server.origin() + "/");
    private final InkwellApi api = new InkwellApi(address);

    @AfterEach
    void stop() {
        server.close();
    }

    private InkwellClient client(DocumentId document, String key, ClientListener listener) {
        return InkwellClient.builder(address, document).key(key).listener(listener).backOff(new BackOff(5, 50))
                .connect();
    }

    private static void append(InkwellClient client, String text) {
        client.edit(screen -> Delta.on(screen.length()).retain(screen.length()).insert(text).build()).join();
    }

    @Test
    void twoProgramsSeeTheSameText() throws Exception {
        InkwellApi ada = api.as(api.signIn("Ada").key());
        DocumentId document = ada.createDocument("Notes", DocumentType.TEXT);
        try (InkwellClient first = client(document, api.signIn("Ada").key(), new ClientListener() {
        });
                InkwellClient second = client(document, api.signIn("Grace").key(), new ClientListener() {
                })) {
            first.awaitConnected(SOON);
            second.awaitConnected(SOON);
            for (int i = 0; i < 50; i++) {
                append(first, "a");
                second.edit(screen -> Delta.on(screen.length()).insert("🖋").build()).join();
            }
            first.awaitSaved(SOON);
            second.awaitSaved(SOON);
            await().until(() -> first.screen().equals(second.screen()) && first.screen().length() == 150);
            String text = first.screen().text();
            assertThat(ada.text(document).text()).isEqualTo(text);
            assertThat(text.replace("🖋", "")).isEqualTo("a".repeat(50));
            assertThat(ada.text(document, 0)).isEqualTo(new InkwellApi.TextContent(0, ""));
            assertThat(ada.revision(document)).isEqualTo(ada.text(document).revision()).isEqualTo(first.revision());
            await().until(
                    () -> first.members().stream().map(Member::name).sorted().toList().equals(List.of("Ada", "Grace")));
            assertThat(first.info().orElseThrow().role()).isEqualTo(Role.WRITE);
            assertThat(first.statistics().connections()).isEqualTo(1);
        }
    }

    @Test
    void anEditOfMoreThanOneOperationTravelsInSeveral() throws Exception {
        InkwellApi ada = api.as(api.signIn("Ada").key());
        DocumentId document = ada.createDocument("Long", DocumentType.TEXT);
        String text = "ä long line of text, again and again\n".repeat(40_000);
        try (InkwellClient writer = client(document, api.signIn("Ada").key(), new ClientListener() {
        });
                InkwellClient reader = client(document, api.signIn("Grace").key(), new ClientListener() {
                })) {
            writer.awaitConnected(SOON);
            reader.awaitConnected(SOON);
            append(writer, text);
            assertThat(writer.awaitSaved(SOON)).isGreaterThan(1);
            await().until(() -> reader.screen().length() == text.length());
            assertThat(reader.screen().text()).isEqualTo(text);
        }
        try (InkwellClient late = client(document, api.signIn("Ada").key(), new ClientListener() {
        })) {
            assertThat(late.awaitConnected(SOON).text()).isEqualTo(text);
        }
    }

    @Test
    void whatTheDocumentTypeForbidsIsHandedBack() throws Exception {
        InkwellApi ada = api.as(api.signIn("Ada").key());
        DocumentId document = ada.createDocument("Rich", DocumentType.RICH);
        List<RefusalCode> rescued = new CopyOnWriteArrayList<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void rescued(RefusalCode code, Ops edit) {
                rescued.add(code);
            }
        };
        try (InkwellClient client = client(document, api.signIn("Ada").key(), listener)) {
            assertThat(client.awaitConnected(SOON).text()).isEqualTo("\n");
            append(client, "after the end");
            client.awaitSaved(SOON);
            Attributes red = Attributes.builder().set("color", new Scalar.Text("red")).build();
            client.edit(screen -> Delta.on(screen.length()).insert("red", red).build()).join();
            client.awaitSaved(SOON);
            client.edit(screen -> Delta.on(screen.length()).insert("fine").build()).join();
            client.awaitSaved(SOON);
            assertThat(rescued).containsExactly(RefusalCode.OP_FINAL_NEWLINE, RefusalCode.ATTR_VALUE);
            assertThat(client.screen().text()).isEqualTo("fine\n");
            assertThat(ada.text(document).text()).isEqualTo("fine\n");
        }
    }

    @Test
    void whoMayNotOpenIsToldAndDoesNotTryAgain() throws Exception {
        DocumentId document = new DocumentId(server.document("Closed", "text"));
        try (InkwellClient stranger = client(document, "no-such-key", new ClientListener() {
        })) {
            assertThatThrownBy(() -> stranger.awaitConnected(SOON)).isInstanceOf(DisconnectedException.class);
            assertThat(stranger.state()).isEqualTo(ConnectionState.DISCONNECTED);
        }
        try (InkwellClient lost = client(new DocumentId("nowhere"), api.signIn("Ada").key(), new ClientListener() {
        })) {
            assertThatThrownBy(() -> lost.awaitConnected(SOON)).isInstanceOf(DisconnectedException.class);
        }
        assertThatThrownBy(() -> api.text(document)).isInstanceOfSatisfying(InkwellApi.ApiException.class,
                refused -> assertThat(refused.status()).isEqualTo(401));
    }
}
