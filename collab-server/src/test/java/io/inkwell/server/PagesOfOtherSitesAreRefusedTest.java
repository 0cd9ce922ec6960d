package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesOfOtherSitesAreRefusedTest {
    private static final String BODY = "{\"title\":\"T\",\"type\":\"text\"}";
    private final TestServer server = TestServer.start();
    private final String cookie = server.signIn("Ada").cookie();
    private final String document = server.document("T", "text");

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply make(String origin) {
        return server.request("POST /api/v1/documents",
                "Cookie: " + cookie + "\r\nContent-Type: application/json\r\n" + origin, BODY);
    }

    private Reply upgrade(String headers) {
        return server.raw("GET /ws/documents/" + document + " HTTP/1.1\r\nHost: localhost:" + server.port()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Protocol: inkwell.v1\r\n" + headers + "\r\n");
    }

    @Test
    void theOwnPageIsWelcome() {
        assertThat(make("Origin: " + server.origin() + "\r\n").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Origin: null\r\n", "Origin: http://evil.example\r\n",
        "Origin: https://localhost:PORT\r\n",
        "Origin: http://localhost\r\n", "Origin: http://localhost:1\r\n", "Origin: http://127.0.0.1:PORT\r\n",
        "Origin: http://localhost:PORT.evil.example\r\n",
        "Origin: http://localhost:PORT\r\nOrigin: http://evil.example\r\n",
        "Origin: http://localhost:PORT/\r\n"})
    void withACookieEveryOtherOriginIsRefused(String template) {
        String origin = template.replace("PORT", Integer.toString(server.port()));
        Reply reply = make(origin);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.member("code")).isEqualTo("FOREIGN_ORIGIN");
        Reply renamed = server.request("PATCH /api/v1/documents/" + document,
                "Cookie: " + cookie + "\r\nContent-Type: application/json\r\n" + origin, "{\"title\":\"stolen\"}");
        assertThat(renamed.status()).isEqualTo(403);
        assertThat(server.request("DELETE /api/v1/documents/" + document, "Cookie: " + cookie + "\r\n" + origin, "")
                .status()).isEqualTo(403);
        assertThat(upgrade("Cookie: " + cookie + "\r\n" + origin).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonp", "text/json"})
    void aFormCannotPassForJson(String type) {
        Reply reply = server.request("POST /api/v1/documents",
                "Cookie: " + cookie + "\r\nOrigin: " + server.origin() + "\r\nContent-Type: " + type + "\r\n", BODY);
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void programsNeedNoOrigin() {
        assertThat(server.as(server.administrator(), "POST /api/v1/documents", BODY).status()).isEqualTo(201);
        Reply foreign = server.request("POST /api/v1/documents",
                "Authorization: Bearer " + server.administrator()
                        + "\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\n",
                BODY);
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void nobodyIsAllowedToReadAcrossSites() {
        Reply reply = server.request("GET /api/v1/documents",
                "Cookie: " + cookie + "\r\nOrigin: http://evil.example\r\n", "");
        assertThat(reply.headerLines()).noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(reply.header("Cross-Origin-Resource-Policy")).contains("same-origin");
    }

    @Test
    void connectionsOfNobodyAndToNothingAreRefusedBeforeTheUpgrade() {
        assertThat(upgrade("Origin: " + server.origin() + "\r\n").status()).isEqualTo(401);
        assertThat(upgrade("Authorization: Bearer nonsense\r\n").status()).isEqualTo(401);
        assertThat(upgrade("Origin: http://evil.example\r\n").status()).isEqualTo(403);
        Reply missing = server.raw(
                "GET /ws/documents/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: inkwell.v1\r\n"
                        + "Authorization: Bearer " + server.administrator() + "\r\n\r\n");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).contains("application/problem+json");
    }
}
