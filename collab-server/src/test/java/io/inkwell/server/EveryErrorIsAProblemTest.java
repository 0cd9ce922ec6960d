package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.http.ProblemCode;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.StorageException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryErrorIsAProblemTest {
    private static final String MAKE = "POST /api/v1/documents";
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();
    private final String document = server.document("T", "text");

    @AfterAll
    void stop() {
        server.close();
    }

    /** The one shape of all errors: status, code, sentences, and nothing about the inside. */
    private static Reply problem(Reply reply, ProblemCode code) {
        assertThat(reply.status()).as(reply.bodyText()).isEqualTo(code.status());
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.member("code")).isEqualTo(code.name());
        assertThat(reply.json().path("status").asInt()).isEqualTo(code.status());
        assertThat(reply.member("type")).startsWith("urn:inkwell:problem:");
        assertThat(reply.member("title")).isNotBlank();
        assertThat(reply.member("detail")).endsWith(".").doesNotContain("Exception", "null");
        assertThat(reply.bodyText()).doesNotContain("\tat ", "java.", "Exception", "io.inkwell", "jetty");
        assertThat(reply.header("Server")).isEmpty();
        return reply;
    }

    private Reply make(String body) {
        return server.as(admin, MAKE, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"x\"", "7", "{}x", "{} {}",
        "{\"title\":\"a\",\"title\":\"b\",\"type\":\"text\"}",
        "{\"title\":'a'}", "{title:\"a\"}", "/**/{}", "\uFEFF{}", "{\"title\":NaN}", "{\"title\":\"a\",}",
        "{\"title\":\"\\ud83\"}"})
    void bodiesThatAreNotOneJsonObject(String body) {
        problem(make(body), ProblemCode.INVALID_JSON);
    }

    @Test
    void hugeAndDeepJson() {
        problem(make("{\"title\":" + "[".repeat(100_000)), ProblemCode.INVALID_FIELD);
        problem(make("[".repeat(100_000)), ProblemCode.INVALID_JSON);
        problem(make("{\"" + "k".repeat(50_000) + "\":1}"), ProblemCode.INVALID_JSON);
        problem(make("{\"title\":" + "9".repeat(1_001) + "}"), ProblemCode.INVALID_JSON);
        problem(make("{\"title\":1e400}"), ProblemCode.INVALID_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"title\":\"a\"}", "{\"type\":\"text\"}", "{\"title\":null,\"type\":\"text\"}",
        "{\"title\":7,\"type\":\"text\"}",
        "{\"title\":true,\"type\":\"text\"}", "{\"title\":{},\"type\":\"text\"}", "{\"title\":\"a\",\"type\":\"html\"}",
        "{\"title\":\"a\",\"type\":\"text\",\"role\":\"admin\"}",
        "{\"title\":\"a\",\"type\":\"text\",\"__proto__\":\"x\"}"})
    void fieldsThatAreMissingUnknownOrOfTheWrongKind(String body) {
        assertThat(problem(make(body), ProblemCode.INVALID_FIELD).json().has("field")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type: text/plain\r\n", "Content-Type: application/json; charset=utf-16\r\n",
        "Content-Type: application/json; charset=iso-8859-1\r\n", "Content-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
        "Content-Type: application/json\r\nContent-Encoding: br\r\n"})
    void bodiesThatAreNotPlainJson(String headers) {
        problem(server.request(MAKE, "Authorization: Bearer " + admin + "\r\n" + headers,
                "{\"title\":\"a\",\"type\":\"text\"}"),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void jsonInUtf8MaySaySo() {
        for (String type : new String[]{"application/json", "application/json;charset=utf-8",
            "Application/JSON; Charset=\"UTF-8\""}) {
            Reply reply = server.request(MAKE, "Authorization: Bearer " + admin + "\r\nContent-Type: " + type + "\r\n",
                    "{\"title\":\"ä\",\"type\":\"text\"}");
            assertThat(reply.status()).as(type).isEqualTo(201);
            assertThat(reply.member("title")).isEqualTo("ä");
        }
    }

    @Test
    void aBodyThatIsNotUtf8() {
        Reply reply = server.raw(MAKE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin
                + "\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n{\"\u00ff}");
        problem(reply, ProblemCode.INVALID_JSON);
    }

    @Test
    void bodiesBeyondTheLimit() {
        String head = MAKE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
        problem(server.raw(head + "Content-Length: 1048577\r\n\r\n"), ProblemCode.BODY_TOO_LARGE);
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        problem(server.raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17)), ProblemCode.BODY_TOO_LARGE);
        problem(server.raw(head + "Content-Length: 1048576\r\n\r\n" + " ".repeat(1_048_576)), ProblemCode.INVALID_JSON);
    }

    @ParameterizedTest
    @CsvSource({"PUT,/documents,'GET, HEAD, POST'", "DELETE,/documents,'GET, HEAD, POST'",
        "TRACE,/documents,'GET, HEAD, POST'",
        "OPTIONS,/documents,'GET, HEAD, POST'", "PROPFIND,/me,'GET, HEAD'", "GET,/sign-in,POST",
        "PUT,/documents/x,'DELETE, GET, HEAD, PATCH'",
        "POST,/documents/x/content,'GET, HEAD'", "PATCH,/documents/x/join,POST", "HEAD,/sign-out,POST"})
    void methodsThatAreNotPossible(String method, String path, String allowed) {
        Reply reply = server.as(admin, method + " /api/v1" + path, "");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains(allowed);
        if (!method.equals("HEAD"))
            problem(reply, ProblemCode.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/documents", "/api/v1/documents/x/y",
        "/api/v1/documents/x/content/",
        "/api/", "/nothing", "/assets/nothing.js", "/d/x/y", "/health", "/health/other"})
    void addressesWhereNothingIs(String path) {
        problem(server.as(admin, "GET " + path, ""), ProblemCode.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;drop%20table", "%20", "-1.5", "a.b", "%C3%A4", "a%27--",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "..%2f..%2fx", "%00", "%2e%2e", "a%5Cb"})
    void idsThatCannotBeIds(String id) {
        for (String path : new String[]{"", "/content", "/revisions"}) {
            problem(server.as(admin, "GET /api/v1/documents/" + id + path, ""), ProblemCode.BAD_REQUEST);
        }
    }

    @Test
    void documentsThatDoNotExist() {
        for (String request : new String[]{"GET /api/v1/documents/none", "DELETE /api/v1/documents/none",
            "GET /api/v1/documents/none/content",
            "GET /api/v1/documents/-1"}) {
            problem(server.as(admin, request, ""), ProblemCode.NOT_FOUND);
        }
        problem(server.as(admin, "PATCH /api/v1/documents/none", "{\"title\":\"x\"}"), ProblemCode.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=201", "limit=1000000000", "limit=ten", "limit=1e2",
        "limit=%2B5", "limit=", "limit=5&limit=6",
        "after=../x", "after=id;--", "sort=id;--", "Limit=5", "after=%FF", "limit=99999999999999999999"})
    void parametersOfAList(String query) {
        Reply reply = server.as(admin, "GET /api/v1/documents?" + query, "");
        assertThat(reply.status()).isEqualTo(400);
        problem(reply, ProblemCode.valueOf(reply.member("code")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"revision=-1", "revision=1.5", "revision=x", "revision=9223372036854775808",
        "revision=0&at=2026-11-21T12:00:00Z",
        "at=yesterday", "at=2026-11-21", "format=pdf", "rev=3", "revision=0&revision=0"})
    void parametersOfContent(String query) {
        problem(server.as(admin, "GET /api/v1/documents/" + document + "/content?" + query, ""),
                ProblemCode.INVALID_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"revision=1", "revision=9223372036854775807", "at=1999-01-01T00:00:00Z",
        "at=0000-01-01T00:00:00Z"})
    void pastsThatNeverWere(String query) {
        problem(server.as(admin, "GET /api/v1/documents/" + document + "/content?" + query, ""),
                ProblemCode.REVISION_NOT_FOUND);
    }

    @Test
    void nobodyIsAskedToSignIn() {
        for (String request : new String[]{"GET /api/v1/documents", "GET /api/v1/documents/" + document,
            "GET /api/v1/documents/none",
            "GET /api/v1/documents/" + document + "/content", "GET /api/v1/me"}) {
            problem(server.request(request, "", ""), ProblemCode.UNAUTHENTICATED);
        }
    }

    @Test
    void headersBeyondTheLimit() {
        problem(server.request("GET /api/v1/me", "X-Large: " + "x".repeat(9_000) + "\r\n", ""),
                ProblemCode.HEADERS_TOO_LARGE);
        problem(server.request("GET /api/v1/me", "Cookie: a=1\r\n".repeat(1_000), ""), ProblemCode.HEADERS_TOO_LARGE);
        assertThat(server.request("GET /" + "x".repeat(9_000), "", "").status()).isIn(414, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/..;/b HTTP/1.1\r\nHost: a\r\n\r\n"})
    void requestsThatAreNotHttp(String request) {
        Reply reply = server.raw(request);
        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.bodyText()).doesNotContain("\tat ", "Exception", "jetty");
        problem(reply, ProblemCode.valueOf(reply.member("code")));
    }

    @Test
    void aDatabaseThatDoesNotAnswer() {
        InMemoryStorage storage = new InMemoryStorage();
        Stores good = TestServer.stores(storage);
        Stores broken = new Stores(
                failing(DocumentCatalog.class, new StorageException("connection to secret-host refused")),
                good.people(), good.log(), good.history(), good.snapshots(), good.blocks(), good.sessions(),
                good.versions(), good.archive(), good.salvages(),
                () -> false);
        try (TestServer sick = TestServer.start(storage, broken)) {
            Reply reply = problem(sick.as(sick.administrator(), "GET /api/v1/documents", ""),
                    ProblemCode.STORAGE_UNAVAILABLE);
            assertThat(reply.header("Retry-After")).isPresent();
            assertThat(reply.bodyText()).doesNotContain("secret-host");
            problem(sick.request("GET /health/ready", "", ""), ProblemCode.STORAGE_UNAVAILABLE);
            assertThat(sick.request("GET /health/live", "", "").status()).isEqualTo(200);
        }
    }

    @Test
    void aMistakeOfOurOwn() {
        InMemoryStorage storage = new InMemoryStorage();
        Stores good = TestServer.stores(storage);
        Stores broken = new Stores(
                failing(DocumentCatalog.class, new IllegalStateException("SELECT secret FROM person")),
                good.people(), good.log(), good.history(), good.snapshots(), good.blocks(), good.sessions(),
                good.versions(), good.archive(), good.salvages(),
                () -> true);
        try (TestServer sick = TestServer.start(storage, broken)) {
            Reply reply = problem(sick.as(sick.administrator(), "GET /api/v1/documents", ""), ProblemCode.INTERNAL);
            assertThat(reply.bodyText()).doesNotContain("SELECT", "secret");
        }
    }

    private static <T> T failing(Class<T> port, RuntimeException failure) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (proxy, method, arguments) -> {
                    throw failure;
                }));
    }
}
