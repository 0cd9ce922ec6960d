package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnInvitationOpensOneDocumentTest {
    private final TestServer server = TestServer.start("0.0.0.0", Limits.DEFAULT);
    private String invitedTo = "";
    private String other = "";

    @BeforeEach
    void twoDocuments() {
        invitedTo = server.document("Invited", "rich");
        other = server.document("Other", "rich");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReaderReadsThisOneAndNothingElse() {
        Reply joined = server.join(invitedTo, server.invitation(invitedTo, "read", 3_600), "Grace");
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.member("role")).isEqualTo("read");
        assertThat(joined.json().path("person").path("name").asString()).isEqualTo("Grace");
        String key = joined.member("key");
        assertThat(joined.cookie()).isEqualTo("inkwell_session=" + key);

        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo, "").member("role")).isEqualTo("read");
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo + "/content", "").status()).isEqualTo(200);
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo + "/revisions", "").status()).isEqualTo(200);
        assertThat(server.as(key, "GET /api/v1/documents", "").json().path("documents").size()).isEqualTo(1);
        assertThat(server.as(key, "GET /api/v1/me", "").json().path("guest").asBoolean()).isTrue();

        Reply hidden = server.as(key, "GET /api/v1/documents/" + other, "");
        Reply missing = server.as(key, "GET /api/v1/documents/AAAAAAAAAAAAAAAAAAAAAA", "");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.bodyText()).isEqualTo(missing.bodyText());
        assertThat(server.as(key, "GET /api/v1/documents/" + other + "/content", "").status()).isEqualTo(404);
        assertThat(server.as(key, "DELETE /api/v1/documents/" + other, "").status()).isEqualTo(404);
    }

    @Test
    void guestsManageNothing() {
        String key = server.join(invitedTo, server.invitation(invitedTo, "write", 3_600), "Grace").member("key");
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo, "").member("role")).isEqualTo("write");
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo, "").json().path("manages").asBoolean())
                .isFalse();
        assertThat(server.as(key, "POST /api/v1/documents", "{\"title\":\"Mine\",\"type\":\"text\"}").status())
                .isEqualTo(403);
        assertThat(server.as(key, "PATCH /api/v1/documents/" + invitedTo, "{\"title\":\"Mine\"}").status())
                .isEqualTo(403);
        assertThat(server.as(key, "DELETE /api/v1/documents/" + invitedTo, "").status()).isEqualTo(403);
        assertThat(server.as(key, "POST /api/v1/documents/" + invitedTo + "/invitations",
                "{\"access\":\"read\",\"expiresInSeconds\":9}").status())
                .isEqualTo(403);
    }

    @Test
    void accessEndsWithTheInvitation() {
        String token = server.invitation(invitedTo, "write", 100);
        String key = server.join(invitedTo, token, "Grace").member("key");
        server.clock.advance(Duration.ofSeconds(99));
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo, "").status()).isEqualTo(200);
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(server.as(key, "GET /api/v1/documents/" + invitedTo, "").status()).isEqualTo(404);
        assertThat(server.as(key, "GET /api/v1/documents", "").json().path("documents").size()).isZero();
        Reply late = server.join(invitedTo, token, "Late");
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.member("code")).isEqualTo("INVITATION_EXPIRED");
    }

    @Test
    void itOpensNoOtherDocument() {
        Reply reply = server.join(other, server.invitation(invitedTo, "write", 100), "Grace");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.member("code")).isEqualTo("INVITATION_INVALID");
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void damagedOnesAndAdministratorsTokensOpenNothing() {
        String good = server.invitation(invitedTo, "write", 100);
        for (String bad : new String[]{good.substring(0, good.length() - 2), good + "A", server.administrator(), "x",
            ""}) {
            assertThat(server.join(invitedTo, bad, "Grace").member("code")).as(bad).isEqualTo("INVITATION_INVALID");
        }
    }

    @Test
    void aDeletedDocumentCannotBeJoined() {
        String token = server.invitation(invitedTo, "write", 100);
        assertThat(server.as(server.administrator(), "DELETE /api/v1/documents/" + invitedTo, "").status())
                .isEqualTo(204);
        assertThat(server.join(invitedTo, token, "Grace").status()).isEqualTo(404);
    }

    @Test
    void whoIsKnownStaysWhoTheyAreAndKeepsTheBetterRight() {
        String key = server.join(invitedTo, server.invitation(invitedTo, "write", 1_000), "Grace").member("key");
        String body = "{\"invitation\":\"" + server.invitation(invitedTo, "read", 9_000) + "\"}";
        Reply again = server.as(key, "POST /api/v1/documents/" + invitedTo + "/join", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.member("role")).isEqualTo("write");
        assertThat(again.json().path("person").path("name").asString()).isEqualTo("Grace");
        assertThat(again.json().has("key")).isFalse();
        assertThat(again.header("Set-Cookie")).isEmpty();

        String second = "{\"invitation\":\"" + server.invitation(other, "read", 9_000) + "\"}";
        assertThat(server.as(key, "POST /api/v1/documents/" + other + "/join", second).member("role"))
                .isEqualTo("read");
        assertThat(server.as(key, "GET /api/v1/documents", "").json().path("documents").size()).isEqualTo(2);
    }

    @Test
    void aReaderCanBecomeAWriter() {
        String key = server.join(invitedTo, server.invitation(invitedTo, "read", 9_000), "Grace").member("key");
        String body = "{\"invitation\":\"" + server.invitation(invitedTo, "write", 100) + "\"}";
        assertThat(server.as(key, "POST /api/v1/documents/" + invitedTo + "/join", body).member("role"))
                .isEqualTo("write");
    }

    @Test
    void theLinkLeadsOtherPeopleToThisComputerNotToTheirOwn() {
        Reply made = server.as(server.administrator(), "POST /api/v1/documents/" + invitedTo + "/invitations",
                "{\"access\":\"read\",\"expiresInSeconds\":60}");
        assertThat(made.member("url")).endsWith("/d/" + invitedTo + "#invitation=" + made.member("token"))
                .startsWith("http://");
        assertThat(made.member("expiresAt")).isEqualTo("2026-11-21T12:01:00.000Z");
        try (TestServer local = TestServer.start()) {
            String id = local.document("x", "text");
            Reply link = local.as(local.administrator(), "POST /api/v1/documents/" + id + "/invitations",
                    "{\"access\":\"read\",\"expiresInSeconds\":60}");
            assertThat(link.member("url")).startsWith(local.origin() + "/d/" + id + "#invitation=");
        }
    }

    @Test
    void nonsenseIsRefusedByName() {
        String path = "POST /api/v1/documents/" + invitedTo + "/invitations";
        String admin = server.administrator();
        for (String body : new String[]{"{\"access\":\"admin\",\"expiresInSeconds\":60}",
            "{\"access\":\"read\",\"expiresInSeconds\":0}",
            "{\"access\":\"read\",\"expiresInSeconds\":-1}", "{\"access\":\"read\",\"expiresInSeconds\":9999999999}",
            "{\"access\":\"read\"}",
            "{\"access\":\"read\",\"expiresInSeconds\":\"60\"}", "{\"access\":\"read\",\"expiresInSeconds\":1.5}",
            "{\"expiresInSeconds\":60}"}) {
            Reply reply = server.as(admin, path, body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.member("field")).as(body).isIn("access", "expiresInSeconds");
        }
    }
}
