package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.InMemoryStorage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AKeyIsGoodForEverTest {
    @Test
    void keysCookiesAndTokensSurviveARestart() {
        InMemoryStorage storage = new InMemoryStorage();
        Path folder = TestServer.freshFolder();
        String key;
        String id;
        String cookie;
        String token;
        try (TestServer first = TestServer.start(storage, folder, "127.0.0.1")) {
            Reply signedIn = first.signIn("Ada");
            key = signedIn.member("key");
            cookie = signedIn.cookie();
            id = signedIn.json().path("person").path("id").asString();
            token = first.administrator();
        }
        try (TestServer second = TestServer.start(storage, folder, "0.0.0.0")) {
            assertThat(second.as(key, "GET /api/v1/me", "").json().path("person").path("id").asString()).isEqualTo(id);
            Reply byCookie = second.request("GET /api/v1/me", "Cookie: other=1; " + cookie + "\r\n", "");
            assertThat(byCookie.json().path("person").path("id").asString()).isEqualTo(id);
            assertThat(byCookie.json().path("signInAllowed").asBoolean()).isFalse();
            assertThat(second.as(token, "GET /api/v1/documents", "").status()).isEqualTo(200);
        }
    }

    @Test
    void anotherSecretEndsTokensButNotKeys() {
        InMemoryStorage storage = new InMemoryStorage();
        String key;
        String token;
        try (TestServer first = TestServer.start(storage, TestServer.freshFolder(), "127.0.0.1")) {
            key = first.local("Ada");
            token = first.administrator();
        }
        try (TestServer second = TestServer.start(storage, TestServer.freshFolder(), "127.0.0.1")) {
            assertThat(second.as(key, "GET /api/v1/me", "").status()).isEqualTo(200);
            assertThat(second.as(token, "GET /api/v1/me", "").status()).isEqualTo(401);
        }
    }

    @Test
    void signingOutMakesTheBrowserForget() {
        try (TestServer server = TestServer.start()) {
            String cookie = server.signIn("Ada").cookie();
            Reply out = server.request("POST /api/v1/sign-out",
                    "Cookie: " + cookie + "\r\nOrigin: " + server.origin() + "\r\n", "");
            assertThat(out.status()).isEqualTo(204);
            assertThat(out.header("Set-Cookie").orElseThrow()).startsWith("inkwell_session=;").contains("Max-Age=0",
                    "Path=/", "HttpOnly");
        }
    }

    @Test
    void anOldCookieCountsAsNone() {
        try (TestServer server = TestServer.start()) {
            String old = "Cookie: inkwell_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";
            assertThat(server.request("GET /api/v1/me", old, "").status()).isEqualTo(401);
            assertThat(server
                    .request("POST /api/v1/sign-in", old + "Content-Type: application/json\r\n", "{\"name\":\"Ada\"}")
                    .status()).isEqualTo(200);
        }
    }

    @Test
    void theStoreNeverSeesAKey() {
        try (TestServer server = TestServer.start()) {
            String key = server.local("Ada");
            assertThat(server.storage.people().findByKeyHash(key.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .isEmpty();
        }
    }
}
