package io.inkwell.system.faults;

import io.inkwell.server.testing.Folders;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the editors meant to do and what they were told, one JSON object in a line, in the order in which it happened: {@code invoke} before
 * an edit is made, then {@code ok} (saved), {@code fail} (refused for good) or {@code unknown}. An unknown outcome may become {@code ok}
 * later. Thread safe.
 */
final class EditLog implements AutoCloseable {
    /** The name of the file. */
    static final String FILE = "edits.jsonl";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedWriter file;
    private final long startedNanos = System.nanoTime();
    private final AtomicLong acknowledged = new AtomicLong();
    private boolean closed;
    private final Set<Long> unknown = ConcurrentHashMap.newKeySet();

    private EditLog(BufferedWriter file) {
        this.file = file;
    }

    /** Starts a new file in a folder, which is made empty. */
    static EditLog in(Path folder) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        return new EditLog(Files.newBufferedWriter(folder.resolve(FILE)));
    }

    /** An edit is about to be made. */
    void invoked(String document, int editor, int edit, EditKind kind, List<String> tokens) {
        Map<String, Object> line = line("invoke", editor, edit);
        line.put("document", document);
        line.put("kind", kind.name());
        line.put("tokens", tokens);
        write(line);
    }

    /** An edit was shown as saved. */
    void saved(int editor, int edit, long revision) {
        Map<String, Object> line = line("ok", editor, edit);
        line.put("revision", revision);
        write(line);
        acknowledged.incrementAndGet();
    }

    /** An edit was refused for good. */
    void failed(int editor, int edit, String why) {
        Map<String, Object> line = line("fail", editor, edit);
        line.put("why", why);
        write(line);
    }

    /** Nobody can tell whether an edit was stored. */
    void unknown(int editor, int edit, String why) {
        Map<String, Object> line = line("unknown", editor, edit);
        line.put("why", why);
        write(line);
        unknown.add((long) editor << Integer.SIZE | edit);
    }

    /** How many edits were shown as saved so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** How many edits had an unknown outcome at least once so far. */
    int unknown() {
        return unknown.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> line(String event, int editor, int edit) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", (System.nanoTime() - startedNanos) / 1_000_000);
        line.put("event", event);
        line.put("editor", editor);
        line.put("edit", edit);
        return line;
    }

    /** After the end of a run nothing is written any more: clients that are closed then still say what they leave unsaved. */
    private synchronized void write(Map<String, Object> line) {
        if (closed)
            return;
        try {
            file.write(JSON.writeValueAsString(line));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
