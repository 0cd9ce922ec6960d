package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesAndFiguresAreServedSafelyTest {
    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/d/abc", "/nothing", "/api/v1/me", "/health/live", "/metrics"})
    void everyAnswerTellsTheBrowserWhatItMayDo(String path) {
        Reply reply = server.request("GET " + path, "", "");
        assertThat(reply.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';",
                        "style-src 'self';", "img-src 'self' https:;",
                        "connect-src 'self' ws://localhost:" + server.port() + ";", "base-uri 'none'",
                        "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe-eval", "data:", "*");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.header("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(reply.header("Server")).isEmpty();
        assertThat(reply.header("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example; script-src *", "a'b", "a\"b", "a,b", "%0d%0a"})
    void aStrangeHostDoesNotGetIntoThePolicy(String host) {
        Reply reply = server.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(reply.header("Content-Security-Policy").orElse("")).doesNotContain("ws:", "script-src *");
    }

    @Test
    void theSamePageForTheListAndForADocument() {
        Reply list = server.request("GET /", "", "");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(server.request("GET /d/AAAAAAAAAAAAAAAAAAAAAA", "", "").bodyText()).isEqualTo(list.bodyText());
        assertThat(server.request("HEAD /", "", "").header("Content-Length")).isEqualTo(list.header("Content-Length"));
        assertThat(server.request("POST /", "", "").status()).isEqualTo(405);
        Reply known = server.request("GET /", "If-None-Match: " + list.header("ETag").orElseThrow() + "\r\n", "");
        assertThat(known.status()).isEqualTo(304);
    }

    @Test
    void aPersonWhoGoesAstrayGetsAPage() {
        Reply reply = server.request("GET /nothing", "Accept: text/html,*/*\r\n", "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(reply.text()).contains("<a href=\"/\">");
    }

    @Test
    void figuresAreForThisComputerAndAdministrators() {
        server.document("x", "text");
        Reply here = server.request("GET /metrics", "", "");
        assertThat(here.status()).isEqualTo(200);
        assertThat(here.text()).contains("inkwell_http_requests_seconds_count{", "inkwell_connections ",
                "inkwell_documents_open ",
                "inkwell_acknowledgements_total ", "inkwell_unknown_outcomes_total ", "inkwell_chain_mismatches_total ",
                "jvm_memory_used_bytes{",
                "method=\"POST\"", "status=\"201\"");
        assertThat(server.request("GET /metrics", "Via: 1.1 proxy\r\n", "").status()).isEqualTo(403);
        assertThat(server.request("GET /metrics",
                "Via: 1.1 proxy\r\nAuthorization: Bearer " + server.administrator() + "\r\n", "").status())
                .isEqualTo(200);
        String key = server.local("Ada");
        assertThat(
                server.request("GET /metrics", "Via: 1.1 proxy\r\nAuthorization: Bearer " + key + "\r\n", "").status())
                .isEqualTo(403);
    }

    @Test
    void aStrangeMethodMakesNoNewFigure() {
        server.request("BREW /", "", "");
        assertThat(server.request("GET /metrics", "", "").text()).contains("method=\"other\"").doesNotContain("BREW");
    }

    @Test
    void healthIsForEverybody() {
        assertThat(server.request("GET /health/live", "Via: 1.1 proxy\r\n", "").member("status")).isEqualTo("live");
        assertThat(server.request("GET /health/ready", "Via: 1.1 proxy\r\n", "").member("status")).isEqualTo("ready");
        try (TestServer open = TestServer.start("0.0.0.0", Limits.DEFAULT)) {
            assertThat(open.request("GET /health/ready", "", "").status()).isEqualTo(200);
        }
    }
}
