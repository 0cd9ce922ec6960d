package io.inkwell.client;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST calls that commands, tests and bots need. Blocking; thread safe. */
public final class InkwellApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI root;
    private final @Nullable String key;

    /**
     * A server, as nobody in particular.
     *
     * @param server where it is, such as {@code http://localhost:8080/}
     */
    public InkwellApi(URI server) {
        this(SharedHttp.CLIENT, server, null);
    }

    private InkwellApi(HttpClient http, URI server, @Nullable String key) {
        this.http = http;
        this.root = server;
        this.key = key;
    }

    /** The same server, as the one this key belongs to: a person, or an administrator. */
    public InkwellApi as(String person) {
        return new InkwellApi(http, root, person);
    }

    /**
     * Somebody who is signed in.
     *
     * @param id the stored person
     * @param name as others see it
     * @param key what proves it, a secret
     */
    public record SignedIn(String id, String name, String key) {}

    /**
     * A document at a revision.
     *
     * @param revision the revision
     * @param text its text; an embed is U+FFFC
     */
    public record TextContent(long revision, String text) {}

    /** Something the server answered other than asked for, or that it did not answer. */
    public static final class ApiException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        ApiException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    /** Signs in by name: only on the server's own computer. */
    public SignedIn signIn(String name) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(send(post("/api/v1/sign-in", Map.of("name", name))).body());
        JsonNode person = answer.path("person");
        return new SignedIn(person.path("id").asString(), person.path("name").asString(),
                answer.path("key").asString());
    }

    /** Makes a document at revision 0. */
    public DocumentId createDocument(String title, DocumentType type) throws IOException, InterruptedException {
        Map<String, String> document = Map.of("title", title, "type", type.name().toLowerCase(Locale.ROOT));
        return new DocumentId(JSON.readTree(send(post("/api/v1/documents", document)).body()).path("id").asString());
    }

    /** The newest revision of a document. */
    public long revision(DocumentId document) throws IOException, InterruptedException {
        return JSON.readTree(send(get("/api/v1/documents/" + document)).body()).path("revision").asLong();
    }

    /** The newest text of a document. */
    public TextContent text(DocumentId document) throws IOException, InterruptedException {
        return text(get("/api/v1/documents/" + document + "/content?format=text"));
    }

    /** The text of a document at a revision. */
    public TextContent text(DocumentId document, long revision) throws IOException, InterruptedException {
        return text(get("/api/v1/documents/" + document + "/content?format=text&revision=" + revision));
    }

    private TextContent text(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        long revision = answer.headers().firstValueAsLong("Inkwell-Revision")
                .orElseThrow(() -> new IOException("The answer names no revision."));
        return new TextContent(revision, answer.body());
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, Map<String, String> body) {
        return request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT);
        if (key != null)
            request.header("Authorization", "Bearer " + key);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() / 100 == 2)
            return answer;
        throw new ApiException(answer.statusCode(),
                "The server answered " + answer.statusCode() + ": " + detail(answer.body()));
    }

    private static String detail(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asString(problem.path("title").asString(""));
        } catch (JacksonException e) {
            return body.length() <= 200 ? body : body.substring(0, 200);
        }
    }
}
