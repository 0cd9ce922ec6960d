package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog.Access;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may no longer open a document does not stay in it because the connection is old; who may, stays. */
class ARightThatEndsEndsTheConnectionTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final int RESTART = 1012;
    private static final int FORBIDDEN = 4403;
    private static final int GONE = 4404;
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofHours(1);
    /** Invitations end at whole seconds, and the clock is looked at twice a second; the rest is for a busy machine. */
    private static final Duration SHORT_AT_MOST = SHORT.plusSeconds(3);

    @Test
    void withAnInvitationThatEnds() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String key = SERVER.newGuest(scene.document(), Access.WRITE, SHORT);
            long start = System.nanoTime();
            try (JsonClient guest = JsonClient.open(SERVER.port(), scene.document(), key)) {
                guest.insert("in time");
                assertThat(guest.awaitClose()).isEqualTo(FORBIDDEN);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT_AT_MOST);
                guest.socket().sendAsFarAsItIsTaken(Frame.text(guest.transform("[{\"insert\":\"late\"}]")).bytes());
            }
            try (RawSocket again = RawSocket.attempt(SERVER.port(), scene.document(), key)) {
                assertThat(again.handshake()).startsWith("HTTP/1.1 404 ");
            }
            assertThat(scene.text()).contains("in time").doesNotContain("late");
        }
    }

    @Test
    void butNotWithOneThatWasProlonged() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String key = SERVER.newGuest(scene.document(), Access.WRITE, SHORT);
            try (JsonClient guest = JsonClient.open(SERVER.port(), scene.document(), key)) {
                SERVER.inviteAgain(key, scene.document(), Access.WRITE, LONG);
                Thread.sleep(SHORT_AT_MOST);
                guest.insert("still here");
                assertThat(scene.text()).contains("still here");
            }
        }
    }

    @Test
    void whoMayWriteFromNowOnIsToldSoByOpeningAgain() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String key = SERVER.newGuest(scene.document(), Access.READ, SHORT);
            try (JsonClient guest = JsonClient.open(SERVER.port(), scene.document(), key)) {
                SERVER.inviteAgain(key, scene.document(), Access.WRITE, LONG);
                assertThat(guest.awaitClose()).isEqualTo(RESTART);
            }
            try (JsonClient guest = JsonClient.connect(SERVER.port(), scene.document(), key)) {
                assertThat(guest.open().at("/payload/role").asString()).isEqualTo("write");
            }
        }
    }

    @Test
    void withADocumentThatIsDeleted() throws IOException, InterruptedException {
        String document = SERVER.newDocument(DocumentType.TEXT);
        try (JsonClient ada = JsonClient.open(SERVER.port(), document, SERVER.newPerson("Ada"));
                JsonClient guest = JsonClient.open(SERVER.port(), document,
                        SERVER.newGuest(document, Access.READ, LONG))) {
            ada.insert("a");
            SERVER.delete(document);
            assertThat(ada.awaitClose()).isEqualTo(GONE);
            assertThat(guest.awaitClose()).isEqualTo(GONE);
        }
    }
}
