package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that knows only the protocol's page: plain JSON over a WebSocket, one operation at a time, no local document. What comes is noted
 * and taken in order. Not thread safe.
 */
final class JsonClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RawSocket socket;
    private final List<JsonNode> seen = new ArrayList<>();
    private String clientId = "";
    private int displayId;
    private String chain = "";
    private long revision;
    private int lastSeq;

    private JsonClient(RawSocket socket) {
        this.socket = socket;
    }

    /** Connects, and says nothing yet. */
    static JsonClient connect(int port, String document, String key) throws IOException {
        return new JsonClient(RawSocket.connect(port, document, key));
    }

    /** Takes over a socket of which nothing was read yet, and reads it from now on. */
    static JsonClient on(RawSocket socket) throws IOException {
        socket.startReading();
        return new JsonClient(socket);
    }

    /** Connects and opens the document as a new client. */
    static JsonClient open(int port, String document, String key) throws IOException, InterruptedException {
        JsonClient client = connect(port, document, key);
        client.open();
        return client;
    }

    /** Opens the document as a new client. */
    JsonNode open() throws IOException, InterruptedException {
        return open("\"attempt\":1");
    }

    /**
     * Opens the document.
     *
     * @param members the members of the payload
     */
    JsonNode open(String members) throws IOException, InterruptedException {
        send(message("document", "open", members));
        return await("document/init");
    }

    /** A message with the correlation id {@code "c"}, from the members of its payload. */
    static String message(String type, String action, String members) {
        return "{\"type\":\"" + type + "\",\"action\":\"" + action + "\",\"payload\":{" + members
                + "},\"correlationId\":\"c\"}";
    }

    /** An operation from the newest revision under the next sequence number. */
    String transform(String ops) {
        return transform(revision, lastSeq + 1, ops);
    }

    static String transform(long base, int seq, String ops) {
        return message("operation", "transform", "\"revision\":" + base + ",\"seq\":" + seq + ",\"ops\":" + ops);
    }

    void send(String text) throws IOException {
        socket.send(Frame.text(text));
    }

    /** Sends an operation and waits until it is acknowledged. */
    JsonNode edit(String ops) throws IOException, InterruptedException {
        int seq = lastSeq + 1;
        send(transform(ops));
        return awaitAck(seq);
    }

    /** Inserts a text at the start and waits until that is acknowledged. */
    JsonNode insert(String text) throws IOException, InterruptedException {
        return edit("[{\"insert\":\"" + text + "\"}]");
    }

    /** Waits for the acknowledgement of an operation, in either of its two forms. */
    JsonNode awaitAck(int seq) throws InterruptedException {
        return await(message -> isAck(message, seq), "the acknowledgement of " + seq);
    }

    private boolean isAck(JsonNode message, int seq) {
        if (name(message).equals("operation/ack"))
            return message.at("/payload/seq").asInt() == seq;
        for (JsonNode entry : message.at("/payload/changes")) {
            boolean own = entry.path("displayId").asInt() == displayId && entry.path("seq").asInt() == seq;
            if (name(message).equals("operation/remote") && own && !entry.has("kind"))
                return true;
        }
        return false;
    }

    /** Waits for a refusal; returns its payload's node inside the whole message. */
    JsonNode awaitRefusal(String code) throws InterruptedException {
        JsonNode message = await("error/refused");
        assertThat(message.at("/payload/code").asString()).as(message.toString()).isEqualTo(code);
        assertThat(message.at("/payload/message").asString()).as("a sentence for a person").isNotBlank();
        return message;
    }

    /** Waits for a message by its type and action. */
    JsonNode await(String name) throws InterruptedException {
        return await(message -> name(message).equals(name), name);
    }

    JsonNode await(Predicate<JsonNode> wanted, String what) throws InterruptedException {
        long deadline = System.nanoTime() + RawSocket.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode message = next(RawSocket.PATIENCE, what);
            if (wanted.test(message))
                return message;
        }
        throw new AssertionError("no " + what + " came");
    }

    private JsonNode next(Duration within, String what) throws InterruptedException {
        while (true) {
            switch (socket.next(within)) {
                case RawSocket.Received.Text text -> {
                    JsonNode message = JSON.readTree(text.text());
                    take(message);
                    return message;
                }
                case RawSocket.Received.Closed closed ->
                    throw new AssertionError("closed with " + closed + " instead of " + what);
                case RawSocket.Received.End end -> throw new AssertionError("ended instead of " + what);
                case null -> throw new AssertionError("no " + what + " came, only " + seen);
                case RawSocket.Received.Control control -> {
                }
            }
        }
    }

    /** How many messages of this name have come so far. */
    long seen(String name) {
        return seen.stream().filter(message -> name(message).equals(name)).count();
    }

    /** Takes what comes until the client stands at a revision. */
    void awaitRevision(long wanted) throws InterruptedException {
        while (revision < wanted)
            next(RawSocket.PATIENCE, "revision " + wanted);
    }

    /** Takes what has come already, without waiting for more than a moment. */
    List<JsonNode> takeWhatCame() throws InterruptedException {
        List<JsonNode> came = new ArrayList<>();
        while (socket.next(Duration.ofMillis(20)) instanceof RawSocket.Received.Text text) {
            JsonNode message = JSON.readTree(text.text());
            take(message);
            came.add(message);
        }
        return came;
    }

    private void take(JsonNode message) {
        seen.add(message);
        JsonNode payload = message.path("payload");
        switch (name(message)) {
            case "document/init" -> {
                clientId = payload.path("clientId").asString();
                displayId = payload.path("displayId").asInt();
                lastSeq = payload.path("lastSeq").asInt();
                moveTo(payload.path("revision").asLong(), payload);
            }
            case "operation/ack", "operation/rebase" -> moveOwn(payload);
            case "error/refused" -> {
                if (payload.has("revision"))
                    moveOwn(payload);
            }
            case "operation/remote" -> {
                assertThat(payload.path("from").asLong()).as("where the client stands").isEqualTo(revision);
                moveTo(payload.path("to").asLong(), payload);
                for (JsonNode entry : payload.path("changes")) {
                    if (entry.path("displayId").asInt() == displayId)
                        lastSeq = Math.max(lastSeq, entry.path("seq").asInt());
                }
            }
            default -> {
            }
        }
    }

    private void moveOwn(JsonNode payload) {
        lastSeq = Math.max(lastSeq, payload.path("seq").asInt());
        long to = payload.path("revision").asLong();
        if (to > revision) {
            assertThat(to).as("the next revision").isEqualTo(revision + 1);
            moveTo(to, payload);
        }
    }

    private void moveTo(long to, JsonNode payload) {
        revision = to;
        chain = payload.path("chain").asString();
    }

    /** The type and action of a message. */
    static String name(JsonNode message) {
        return message.path("type").asString() + "/" + message.path("action").asString();
    }

    /** Waits until the server closes the connection; the code. */
    int awaitClose() throws InterruptedException {
        return socket.awaitClose();
    }

    RawSocket socket() {
        return socket;
    }

    String clientId() {
        return clientId;
    }

    int displayId() {
        return displayId;
    }

    long revision() {
        return revision;
    }

    String chain() {
        return chain;
    }

    int lastSeq() {
        return lastSeq;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
