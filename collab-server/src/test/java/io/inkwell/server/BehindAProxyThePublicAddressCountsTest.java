package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.ServerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindAProxyThePublicAddressCountsTest {
    private static final String PUBLIC = "https://notes.example.org";
    private static final String OVER_PROXY = "X-Forwarded-For: 203.0.113.9\r\nContent-Type: application/json\r\nOrigin: ";
    private final TestServer server = TestServer.startBehindProxy(PUBLIC);
    private final String document = server.document("T", "text");

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply join(String origin) {
        return server.request("POST /api/v1/documents/" + document + "/join", OVER_PROXY + origin + "\r\n",
                "{\"invitation\":\"" + server.invitation(document, "write", 60) + "\",\"name\":\"Grace\"}");
    }

    @Test
    void aGuestComesInOverTheProxy() {
        Reply joined = join(PUBLIC);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.header("Set-Cookie").orElseThrow()).contains("; Secure", "; HttpOnly", "; SameSite=Strict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://notes.example.org", "https://notes.example.org:8443", "https://evil.example",
        "https://notes.example.org.evil.example"})
    void otherOriginsStayOut(String origin) {
        assertThat(join(origin).status()).isEqualTo(403);
    }

    @Test
    void nobodySignsInWithANameOverTheProxy() {
        Reply reply = server.request("POST /api/v1/sign-in", OVER_PROXY + PUBLIC + "\r\n", "{\"name\":\"Mallory\"}");
        assertThat(reply.member("code")).isEqualTo("SIGN_IN_CLOSED");
    }

    @Test
    void linksLeadToTheProxy() {
        Reply made = server.as(server.administrator(), "POST /api/v1/documents/" + document + "/invitations",
                "{\"access\":\"read\",\"expiresInSeconds\":60}");
        assertThat(made.member("url")).startsWith(PUBLIC + "/d/" + document + "#invitation=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.example.org", "ftp://notes.example.org", "https://notes.example.org/",
        "https://notes.example.org/path",
        "https://user@notes.example.org", "https://notes.example.org:443", "http://notes.example.org:80",
        "https://Notes.example.org", "https://"})
    void whatIsNoOrigin(String text) {
        assertThat(ServerConfig.isOrigin(text)).isFalse();
    }
}
