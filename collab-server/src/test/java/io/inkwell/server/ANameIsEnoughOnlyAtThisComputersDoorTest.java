package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ANameIsEnoughOnlyAtThisComputersDoorTest {
    private static final String BODY = "{\"name\":\"Ada\"}";
    private final TestServer server = TestServer.start();
    private final TestServer open = TestServer.start("0.0.0.0", Limits.DEFAULT);

    @BeforeAll
    void theTwoServersDifferOnlyInTheirAddress() {
        assertThat(server.port()).isNotEqualTo(open.port());
    }

    @AfterAll
    void stop() {
        server.close();
        open.close();
    }

    private Reply signIn(TestServer at, String host, String more) {
        return at.raw("POST /api/v1/sign-in HTTP/1.1\r\nHost: " + host + "\r\n" + more
                + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\nConnection: close\r\n\r\n"
                + BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LocalHost:1", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3:9",
        "[::1]", "[::1]:8080"})
    void openForNamesOfThisComputer(String host) {
        Reply reply = signIn(server, host, "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.member("key")).matches("[A-Za-z0-9_-]{43}");
        assertThat(reply.json().path("person").path("name").asString()).isEqualTo("Ada");
        assertThat(reply.json().path("person").path("colour").asString()).matches("#[0-9a-f]{6}");
        assertThat(reply.header("Set-Cookie").orElseThrow()).startsWith("inkwell_session=" + reply.member("key") + ";")
                .contains("; Path=/;", "; HttpOnly", "; SameSite=Strict", "; Max-Age=");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8080",
        "192.168.1.7:8080", "[::2]",
        "localhost.", "0.0.0.0:8080", "127.0.0.256", "127.0.0", "2130706433", "xlocalhost"})
    void closedForOtherNames(String host) {
        refused(signIn(server, host, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=10.0.0.1", "X-Forwarded-For: 127.0.0.1", "x-forwarded-proto: https",
        "X-Forwarded-Host: localhost",
        "X-Forwarded-Anything: 1", "X-Real-IP: 127.0.0.1", "Via: 1.1 proxy", "X-Forwarded-For:"})
    void closedBehindAProxy(String field) {
        refused(signIn(server, "localhost:8080", field + "\r\n"));
    }

    @Test
    void closedWhileOtherComputersCanReachTheServer() {
        refused(signIn(open, "localhost:" + open.port(), ""));
        assertThat(open.request("GET /api/v1/me", "", "").json().path("signInAllowed").asBoolean()).isFalse();
    }

    @Test
    void closedForAPageOfAnotherSite() {
        assertThat(signIn(server, "localhost:8080", "Origin: http://evil.example\r\n").member("code"))
                .isEqualTo("FOREIGN_ORIGIN");
        assertThat(signIn(server, "localhost:8080", "Origin: null\r\n").status()).isEqualTo(403);
        assertThat(signIn(server, "localhost:8080", "Origin: http://localhost:8080\r\n").status()).isEqualTo(200);
    }

    @Test
    void aPageCanAskWhetherTheDoorIsOpen() {
        Reply nobody = server.request("GET /api/v1/me", "", "");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().path("signInAllowed").asBoolean()).isTrue();
        Reply proxied = server.request("GET /api/v1/me", "Via: 1.1 proxy\r\n", "");
        assertThat(proxied.json().path("signInAllowed").asBoolean()).isFalse();
    }

    @Test
    void onlySoManyInAMinute() {
        Limits few = LimitsForTests.with("signInsPerMinuteMax", 3);
        try (TestServer strict = TestServer.start("127.0.0.1", few)) {
            for (int i = 0; i < 3; i++) {
                assertThat(strict.signIn("Ada").status()).isEqualTo(200);
            }
            Reply tooMany = strict.signIn("Ada");
            assertThat(tooMany.status()).isEqualTo(429);
            assertThat(tooMany.header("Retry-After")).contains("60");
            strict.clock.advance(java.time.Duration.ofSeconds(21));
            assertThat(strict.signIn("Ada").status()).isEqualTo(200);
        }
    }

    private static void refused(Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.member("code")).isEqualTo("SIGN_IN_CLOSED");
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
