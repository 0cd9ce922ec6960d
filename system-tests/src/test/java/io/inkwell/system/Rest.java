package io.inkwell.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server over HTTP, as nobody or as somebody with a key, and takes any answer. Thread safe. */
public final class Rest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/api/v1";

    private final URI server;
    private final @Nullable String key;

    /** As nobody. */
    public Rest(URI server) {
        this(server, null);
    }

    private Rest(URI server, @Nullable String key) {
        this.server = server;
        this.key = key;
    }

    /**
     * An answer, whatever its status.
     *
     * @param status the HTTP status
     * @param body the body as text
     * @param response everything else
     */
    public record Answer(int status, String body, HttpResponse<String> response) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** This answer, if it is a success; otherwise fails with status and body. */
        public Answer ok() {
            if (status / 100 != 2)
                throw new IllegalStateException(response.request() + " was answered " + status + " " + body);
            return this;
        }

        /** The value of a header, or the empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** The same server as the one this key or administrator's token belongs to. */
    public Rest as(String somebody) {
        return new Rest(server, somebody);
    }

    /** Signs in by name; the result speaks as that person. */
    public Rest signIn(String name) throws IOException, InterruptedException {
        return as(post(API + "/sign-in", Map.of("name", name)).ok().json().path("key").asString());
    }

    /** The key of the somebody this speaks as. */
    public String key() {
        if (key == null)
            throw new IllegalStateException("nobody is signed in");
        return key;
    }

    /**
     * Makes a document.
     *
     * @param type {@code rich} or {@code text}
     * @return its id
     */
    public String createDocument(String title, String type) throws IOException, InterruptedException {
        return post(API + "/documents", Map.of("title", title, "type", type)).ok().json().path("id").asString();
    }

    /** The newest text of a document. */
    public String text(String document) throws IOException, InterruptedException {
        return get(API + "/documents/" + document + "/content?format=text").ok().body();
    }

    /** The newest content of a document: revision, chain, and the content as operations. */
    public JsonNode content(String document) throws IOException, InterruptedException {
        return get(API + "/documents/" + document + "/content?format=delta").ok().json();
    }

    /** The number of the newest revision of a document. */
    public long revision(String document) throws IOException, InterruptedException {
        return get(API + "/documents/" + document).ok().json().path("revision").asLong();
    }

    /**
     * Makes an invitation.
     *
     * @param access {@code read} or {@code write}
     * @return its url, token and expiry
     */
    public JsonNode invite(String document, String access, int expiresInSeconds)
            throws IOException, InterruptedException {
        return post(API + "/documents/" + document + "/invitations",
                Map.of("access", access, "expiresInSeconds", expiresInSeconds)).ok().json();
    }

    /**
     * A figure of {@code /metrics}.
     *
     * @param name as Prometheus spells it, with its labels if it has any, such as {@code inkwell_connections}
     */
    public double figure(String name) throws IOException, InterruptedException {
        String all = get("/metrics").ok().body();
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(all);
        if (!line.find())
            throw new IllegalArgumentException("there is no figure " + name + " in\n" + all);
        return Double.parseDouble(line.group(1));
    }

    /**
     * A figure of {@code /metrics}, all its labels together.
     *
     * @param name as Prometheus spells it, without labels, such as {@code inkwell_refusals_total}
     */
    public double total(String name) throws IOException, InterruptedException {
        return get("/metrics").ok().body().lines().filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** Whether a path is answered with 200 right now. */
    public boolean answers(String path) throws InterruptedException {
        try {
            return get(path).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** GET of a path with its query. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    /** POST of an object as JSON. */
    public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, JSON.writeValueAsString(body), "Content-Type", "application/json");
    }

    /**
     * Any request.
     *
     * @param body as it is sent, or nothing
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        BodyPublisher publisher = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT)
                .method(method, publisher);
        if (headers.length > 0)
            request.headers(headers);
        if (key != null)
            request.header("Authorization", "Bearer " + key);
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body(), response);
    }
}
