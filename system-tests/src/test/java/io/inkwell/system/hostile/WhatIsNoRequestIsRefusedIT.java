package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.system.Rest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Requests over HTTP that are none, against the packaged server and its database: each gets its problem, none a mistake of the server. */
class WhatIsNoRequestIsRefusedIT {
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final String GOOD = "{\"title\":\"T\",\"type\":\"text\"}";
    private static final int BODY_BYTES_MAX = 1_048_576;

    private static RealServer server;
    private static Rest ada;
    private static String document;

    @BeforeAll
    static void start() {
        server = RealServer.start(Map.of());
        document = server.newDocument(DocumentType.TEXT);
        ada = new Rest(address()).as(server.newPerson("Ada"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void forgetLog() {
        server.forgetLog();
    }

    @AfterEach
    void assertNoTrouble() {
        server.assertNoTrouble();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(arguments(415, "text/plain", GOOD), arguments(415, "application/json; charset=utf-16", GOOD),
                arguments(415, "multipart/form-data; boundary=x", GOOD), arguments(400, "application/json", "["),
                arguments(400, "application/json", "{\"title\":\"T\",\"type\":\"text\",\"role\":\"admin\"}"),
                arguments(400, "application/json", title("a\\u202eb")),
                arguments(400, "application/json", title("a\\u0000")),
                arguments(400, "application/json", title("a\\r\\nSet-Cookie: x")),
                arguments(400, "application/json", title("\\ud83d")),
                arguments(400, "application/json", title("t".repeat(10_240))),
                arguments(413, "application/json", " ".repeat(BODY_BYTES_MAX + 1)));
    }

    private static String title(String title) {
        return "{\"title\":\"" + title + "\",\"type\":\"text\"}";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesThatMakeNoDocument(int status, String type, String body) throws IOException, InterruptedException {
        problem(status, ada.send("POST", DOCUMENTS, body, "Content-Type", type));
    }

    @Test
    void aCompressedBody() throws IOException, InterruptedException {
        problem(415, ada.send("POST", DOCUMENTS, GOOD, "Content-Type", "application/json", "Content-Encoding", "gzip"));
    }

    static Stream<Arguments> addresses() {
        Stream<String> lists = Stream.of("limit=1000000000", "limit=-1", "limit=0", "sort=id;--", "limit=5&limit=6",
                "limit=99999999999999999999").flatMap(query -> Stream.of("?" + query, "/%s/revisions?" + query));
        Stream<String> contents = Stream
                .of("revision=-1", "revision=9223372036854775808", "revision=1.5", "at=yesterday",
                        "at=%2B1000000001-01-01T00:00:00Z", "format=pdf", "revision=0&at=2026-11-21T12:00:00Z")
                .map(query -> "/%s/content?" + query);
        Stream<String> others = Stream.of("?after=../x", "/%s/revisions?before=0", "/%s/revisions?before=-1",
                "/%s/revisions?before=x", "/1;drop%%20table", "/%%00", "/..%%2f..%%2fx");
        Stream<String> missing = Stream.of("/%s/content?revision=1", "/%s/content?revision=9223372036854775807",
                "/%s/content?at=1999-01-01T00:00:00Z", "/%s/content?at=-4800-01-01T00:00:00Z",
                "/%s/content?at=-999999999-01-01T00:00:00Z", "/none");
        return Stream.concat(Stream.of(lists, contents, others).flatMap(all -> all).map(path -> arguments(400, path)),
                missing.map(path -> arguments(404, path)));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void addressesOfNothing(int status, String path) throws IOException, InterruptedException {
        problem(status, ada.get(DOCUMENTS + path.replace("%s", document).replace("%%", "%")));
    }

    static Stream<String> farAway() {
        return Stream.of("/content?at=9999-12-31T23:59:59Z", "/content?at=%2B294277-01-01T00:00:00Z",
                "/content?at=%2B999999999-12-31T23:59:59Z", "/revisions?before=9223372036854775807");
    }

    @ParameterizedTest
    @MethodSource("farAway")
    void timesAndNumbersFarAwayAreNoMistake(String path) throws IOException, InterruptedException {
        Rest.Answer answer = ada.get(DOCUMENTS + "/" + document + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void methodsThatAreNotPossible(String method) throws IOException, InterruptedException {
        Rest.Answer answer = ada.send(method, DOCUMENTS, null);
        problem(405, answer);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    static Stream<String> methodsThatAreNotPossible() {
        return Stream.of("TRACE", "OPTIONS", "PUT", "DELETE", "PROPFIND");
    }

    @Test
    void aPageOfAnotherSiteWithTheCookie() throws IOException, InterruptedException {
        String cookie = "inkwell_session=" + ada.key();
        Rest browser = new Rest(address());
        for (String origin : new String[]{"null", "http://evil.example", address() + "x"}) {
            problem(403, browser.send("POST", DOCUMENTS, GOOD, "Content-Type", "application/json", "Cookie", cookie,
                    "Origin", origin));
        }
        problem(403, browser.send("POST", DOCUMENTS, GOOD, "Content-Type", "application/json", "Cookie", cookie));
        problem(401, browser.send("POST", DOCUMENTS, GOOD, "Content-Type", "application/json"));
    }

    @Test
    void aGuestWhoWantsToManage() throws IOException, InterruptedException {
        Rest guest = ada.as(server.newGuest(document, Access.WRITE, Duration.ofHours(1)));
        String path = DOCUMENTS + "/" + document;
        problem(403, guest.post(DOCUMENTS, Map.of("title", "T", "type", "text")));
        problem(403, guest.send("PATCH", path, "{\"title\":\"stolen\"}", "Content-Type", "application/json"));
        problem(403, guest.send("DELETE", path, null));
        problem(403, guest.post(path + "/invitations", Map.of("access", "write", "expiresInSeconds", 60)));
        problem(404, guest.get(DOCUMENTS + "/" + server.newDocument(DocumentType.TEXT)));
    }

    @Test
    void whoIsRefusedBeforeTheBodyHasComeHearsItAndMayAskAgainOnTheSameConnection()
            throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String host = "Host: localhost:" + server.port() + "\r\n";
            out.write(
                    ("POST " + DOCUMENTS + " HTTP/1.1\r\n" + host + "Content-Type: application/json\r\nContent-Length: "
                            + GOOD.length() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(300);
            out.write((GOOD + "GET /health/live HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoIsRefusedAndNeverSendsTheBodyHearsItSoon() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("POST " + DOCUMENTS + " HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 401 ");
        }
    }

    private static void problem(int status, Rest.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString()).as(answer.body()).isNotBlank().isNotEqualTo("INTERNAL");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).as("what is wrong and what to do").endsWith(".");
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "io.inkwell");
    }

    private static URI address() {
        return URI.create("http://localhost:" + server.port() + "/");
    }
}
