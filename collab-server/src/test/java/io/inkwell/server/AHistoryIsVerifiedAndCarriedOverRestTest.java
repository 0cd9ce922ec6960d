package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Checkpoint;
import io.inkwell.history.CheckpointFile;
import io.inkwell.history.MalformedFileException;
import io.inkwell.history.ProofFile;
import io.inkwell.history.RevisionProof.Verdict;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Head;
import io.inkwell.sync.port.Scribe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifying, checkpoints, proofs and files of whole documents as requests. */
class AHistoryIsVerifiedAndCarriedOverRestTest {
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final Scribe ada = Scribe.on(server.storage);
    private final String path = "/api/v1/documents/" + ada.document();

    @BeforeEach
    void write() {
        ada.write("a", "b", "c", "d", "e");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply get(String rest) {
        return server.as(admin, "GET " + path + rest, "");
    }

    private Reply verify() {
        return server.request("POST " + path + "/verify", "Authorization: Bearer " + admin + "\r\n", "");
    }

    @Test
    void aSoundDocumentIsSound() {
        Reply reply = verify();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("sound").asBoolean()).isTrue();
        assertThat(reply.json().path("revision").asLong()).isEqualTo(5);
        assertThat(reply.json().path("findings")).isEmpty();
    }

    @Test
    void aDamagedDocumentIsNamedAndTakesNoEditsWhileOthersDo() {
        List<Commit> good = ada.read(0).commits();
        server.storage.log().rewind(ada.document(), 2);
        server.storage.log().force(ada.document(), List.of(good.get(3), good.get(4)));
        Reply reply = verify();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("sound").asBoolean()).isFalse();
        assertThat(reply.json().path("findings").get(0).path("code").asString()).isEqualTo("REVISION_MISSING");
        assertThat(reply.json().path("findings").get(0).path("revision").asLong()).isEqualTo(3);
        assertThat(ada.read(0).head().state()).isEqualTo(Head.State.FROZEN);
        assertThat(get("/content?revision=2&format=text").text()).isEqualTo("ab");
        assertThat(get("/content?format=text").member("code")).isEqualTo("DOCUMENT_DAMAGED");
        Scribe other = Scribe.on(server.storage);
        other.write("served");
        assertThat(server.as(admin, "GET /api/v1/documents/" + other.document() + "/content?format=text", "").text())
                .isEqualTo("served");
    }

    @Test
    void everyRevisionIsProvenAgainstACheckpoint() throws MalformedFileException {
        Checkpoint checkpoint = CheckpointFile.read(get("/checkpoint").text()).getFirst();
        assertThat(checkpoint).isEqualTo(new Checkpoint(ada.document(), 5, ada.head().chain(), ada.head().atMillis()));
        for (int revision = 1; revision <= 5; revision++) {
            String proof = get("/revisions/" + revision + "/proof?checkpoint=5").text();
            assertThat(ProofFile.read(proof).check(checkpoint)).isEqualTo(Verdict.PROVEN);
            assertThat(ProofFile.read(proof.replace("insert\\\":\\\"", "insert\\\":\\\"x")).check(checkpoint))
                    .isNotEqualTo(Verdict.PROVEN);
        }
        Checkpoint earlier = CheckpointFile.read(get("/checkpoint?revision=2").text()).getFirst();
        assertThat(ProofFile.read(get("/revisions/1/proof?checkpoint=2").text()).check(earlier))
                .isEqualTo(Verdict.PROVEN);
        assertThat(CheckpointFile.read(get("/checkpoint?revision=0").text()).getFirst().revision()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/revisions/6/proof,404", "/revisions/1/proof?checkpoint=6,404", "/revisions/3/proof?checkpoint=2,400",
        "/revisions/0/proof,400", "/revisions/x/proof,400", "/revisions/-1/proof,400",
        "/revisions/1/proof?checkpoint=x,400",
        "/checkpoint?revision=6,404", "/checkpoint?revision=-1,400", "/checkpoint?page=1,400", "/export?all=1,400"})
    void whatCannotBeIsRefused(String rest, int status) {
        assertThat(get(rest).status()).isEqualTo(status);
    }

    @Test
    void guestsVerifyAndCarryNothing() {
        String guest = server.join(ada.document().value(), server.invitation(ada.document().value(), "read", 3_600),
                "Grace").member("key");
        assertThat(server.as(guest, "GET " + path + "/export", "").status()).isEqualTo(403);
        assertThat(server.request("POST " + path + "/verify", "Authorization: Bearer " + guest + "\r\n", "").status())
                .isEqualTo(403);
        assertThat(server.as(guest, "GET " + path + "/checkpoint", "").status()).isEqualTo(200);
        assertThat(server.request("POST /api/v1/imports",
                "Authorization: Bearer " + guest + "\r\nContent-Type: application/gzip\r\n", "x").status())
                .isEqualTo(403);
    }

    @Test
    void aDocumentIsCarriedFromOneServerToAnother() {
        Reply file = get("/export");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition").orElseThrow()).contains("attachment", ".inkwell");
        try (TestServer there = TestServer.start()) {
            Reply imported = bring(there, file.bodyText());
            assertThat(imported.status()).isEqualTo(201);
            assertThat(imported.member("id")).isEqualTo(ada.document().value());
            String administrator = there.administrator();
            assertThat(there.as(administrator, "GET " + path + "/content?format=text", "").text()).isEqualTo("abcde");
            Reply again = bring(there, file.bodyText());
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.member("code")).isEqualTo("DOCUMENT_EXISTS");
        }
    }

    @Test
    void aFileThatIsNotOneIsRefusedInWords() {
        String file = get("/export").bodyText();
        try (TestServer there = TestServer.start()) {
            for (String wrong : List.of("", "no file", file.substring(0, file.length() / 2))) {
                Reply reply = bring(there, wrong);
                assertThat(reply.status()).isEqualTo(422);
                assertThat(reply.member("code")).isEqualTo("NOT_A_DOCUMENT");
                assertThat(reply.member("detail")).startsWith("Nothing was stored.");
            }
            assertThat(there.request("POST /api/v1/imports", "Authorization: Bearer " + there.administrator()
                    + "\r\nContent-Type: application/json\r\n", "{}").status()).isEqualTo(415);
            assertThat(there.as(there.administrator(), "GET " + path, "").status()).isEqualTo(404);
        }
    }

    private static Reply bring(TestServer there, String file) {
        return there.raw("POST /api/v1/imports HTTP/1.1\r\nHost: localhost:" + there.port()
                + "\r\nAuthorization: Bearer " + there.administrator() + "\r\nContent-Type: application/gzip\r\n"
                + "Content-Length: " + file.getBytes(StandardCharsets.ISO_8859_1).length
                + "\r\nConnection: close\r\n\r\n"
                + file);
    }
}
