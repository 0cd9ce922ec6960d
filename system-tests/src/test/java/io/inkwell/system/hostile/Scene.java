package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A document with two clients of two people: a hostile one and a bystander. At the end the bystander edits once more: whatever the hostile
 * one did, that has to work. Not thread safe.
 */
final class Scene implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TestedServer server;
    private final DocumentType type;
    private final String document;
    private final String bystandersKey;
    private final JsonClient bystander;
    private final JsonClient hostile;

    private Scene(TestedServer server, DocumentType type, boolean open) throws IOException, InterruptedException {
        this.server = server;
        this.type = type;
        this.document = server.newDocument(type);
        int number = NUMBERS.incrementAndGet();
        this.bystandersKey = server.newPerson("Ada " + number);
        this.bystander = JsonClient.open(server.port(), document, bystandersKey);
        String key = server.newPerson("Mallory " + number);
        this.hostile = open
                ? JsonClient.open(server.port(), document, key)
                : JsonClient.connect(server.port(), document, key);
    }

    /** Both are in. */
    static Scene of(TestedServer server, DocumentType type) throws IOException, InterruptedException {
        return new Scene(server, type, true);
    }

    /** The bystander is in, the hostile client is connected and has said nothing. */
    static Scene beforeOpen(TestedServer server, DocumentType type) throws IOException, InterruptedException {
        return new Scene(server, type, false);
    }

    JsonClient hostile() {
        return hostile;
    }

    JsonClient bystander() {
        return bystander;
    }

    String bystandersKey() {
        return bystandersKey;
    }

    String document() {
        return document;
    }

    /** The number of the newest stored revision. */
    long head() {
        return server.head(document).revision();
    }

    /** The chain at the newest stored revision. */
    String chain() {
        return server.head(document).chain();
    }

    /** The stored text. */
    String text() {
        return server.text(document, type);
    }

    /** The hostile client is still in, and a good edit of its own works. */
    void hostileIsKept() throws IOException, InterruptedException {
        hostile.insert("kept");
        assertThat(text()).contains("kept");
    }

    /** The bystander, never disturbed, edits once more; then the whole history is read and proved. */
    @Override
    public void close() throws IOException {
        try {
            bystander.insert("fine");
            String text = text();
            assertThat(text).contains("fine");
            assertThat(ProvedHistory.read(server, document, type, bystandersKey).text()).isEqualTo(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            hostile.close();
            bystander.close();
        }
    }
}
