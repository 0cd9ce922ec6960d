package io.inkwell.server;

import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.Limits;
import io.inkwell.server.config.ServerConfig;
import io.inkwell.server.security.AdministratorTokens;
import io.inkwell.server.security.Secret;
import io.inkwell.server.security.SignedTokens;
import io.inkwell.sync.port.InMemorySalvageStore;
import io.inkwell.sync.port.InMemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole server on a free port, with a storage in memory and a clock that stands still. */
final class TestServer implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String LOOPBACK = "127.0.0.1";

    final InMemoryStorage storage;
    final TestClock clock;
    final Secret secret;
    private final RunningServer running;

    private TestServer(InMemoryStorage storage, Stores stores, Path folder, String bindHost,
            @Nullable String publicOrigin, Limits limits, Cluster cluster, TestClock clock) {
        this.storage = storage;
        this.clock = clock;
        try {
            secret = Secret.ofFolder(folder);
            ServerConfig config = new ServerConfig(0, bindHost, folder, null, null, publicOrigin, limits);
            running = RunningServer.start(config, WebServer.bind(config), stores, secret, cluster, clock);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    /** A fresh server for this computer. */
    static TestServer start() {
        return start(LOOPBACK, Limits.DEFAULT);
    }

    /** A fresh server. */
    static TestServer start(String bindHost, Limits limits) {
        InMemoryStorage storage = new InMemoryStorage();
        return new TestServer(storage, stores(storage), freshFolder(), bindHost, null, limits, Cluster.ALONE,
                new TestClock(START));
    }

    /** A fresh server behind a proxy that browsers know under another origin. */
    static TestServer startBehindProxy(String publicOrigin) {
        InMemoryStorage storage = new InMemoryStorage();
        return new TestServer(storage, stores(storage), freshFolder(), LOOPBACK, publicOrigin, Limits.DEFAULT,
                Cluster.ALONE,
                new TestClock(START));
    }

    /** A server on a storage and folder that an earlier one used. */
    static TestServer start(InMemoryStorage storage, Path folder, String bindHost) {
        return new TestServer(storage, stores(storage), folder, bindHost, null, Limits.DEFAULT, Cluster.ALONE,
                new TestClock(START));
    }

    /** One of several servers on one storage. */
    static TestServer start(InMemoryStorage storage, Path folder, Cluster cluster) {
        return new TestServer(storage, stores(storage), folder, LOOPBACK, null, Limits.DEFAULT, cluster,
                new TestClock(START));
    }

    /** A server on stores that do what a test wants. */
    static TestServer start(InMemoryStorage storage, Stores stores) {
        return new TestServer(storage, stores, freshFolder(), LOOPBACK, null, Limits.DEFAULT, Cluster.ALONE,
                new TestClock(START));
    }

    /** The ports of a storage in memory. */
    static Stores stores(InMemoryStorage storage) {
        return new Stores(storage.documents(), storage.people(), storage.log(), storage.history(), storage.snapshots(),
                storage.blocks(), storage.sessions(), storage.versions(), storage.archive(),
                new InMemorySalvageStore(), () -> true);
    }

    static Path freshFolder() {
        try {
            return Files.createTempDirectory("inkwell-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return running.port();
    }

    /** The server's own origin. */
    String origin() {
        return "http://localhost:" + port();
    }

    /** The request line and a good {@code Host}, then the given header lines and body. The answer must be as it is described. */
    Reply request(String methodAndPath, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = bytes.length == 0 && methodAndPath.startsWith("GET")
                ? ""
                : "Content-Length: " + bytes.length + "\r\n";
        Reply reply = raw(methodAndPath + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n" + headers + length
                + "Connection: close\r\n\r\n"
                + new String(bytes, StandardCharsets.ISO_8859_1));
        List<String> breaches = ApiContract.breaches(methodAndPath, reply);
        if (!breaches.isEmpty())
            throw new AssertionError("not as the interface is described: " + breaches);
        return reply;
    }

    /** Exactly these bytes. */
    Reply raw(String request) {
        return Wire.send(port(), request);
    }

    /** A request with a bearer token, and JSON if there is a body. */
    Reply as(String token, String methodAndPath, String body) {
        return request(methodAndPath, "Authorization: Bearer " + token + "\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n"), body);
    }

    /** An administrator's token that is valid for a day. */
    String administrator() {
        return new AdministratorTokens(new SignedTokens(secret, clock)).issue(clock.instant().plus(Duration.ofDays(1)));
    }

    /** Signs somebody in at the door of this computer. */
    Reply signIn(String name) {
        return request("POST /api/v1/sign-in", "Content-Type: application/json\r\n", "{\"name\":\"" + name + "\"}");
    }

    /** The key of somebody who signed in. */
    String local(String name) {
        return signIn(name).member("key");
    }

    /** A new document, made by an administrator. */
    String document(String title, String type) {
        Reply made = as(administrator(), "POST /api/v1/documents",
                "{\"title\":\"" + title + "\",\"type\":\"" + type + "\"}");
        if (made.status() != 201)
            throw new AssertionError(made);
        return made.member("id");
    }

    /** An invitation to a document, as a token. */
    String invitation(String document, String access, long seconds) {
        Reply made = as(administrator(), "POST /api/v1/documents/" + document + "/invitations",
                "{\"access\":\"" + access + "\",\"expiresInSeconds\":" + seconds + "}");
        if (made.status() != 201)
            throw new AssertionError(made);
        return made.member("token");
    }

    /** Joins a document as somebody unknown. */
    Reply join(String document, String invitation, String name) {
        return request("POST /api/v1/documents/" + document + "/join", "Content-Type: application/json\r\n",
                "{\"invitation\":\"" + invitation + "\",\"name\":\"" + name + "\"}");
    }

    @Override
    public void close() {
        running.close();
    }
}
