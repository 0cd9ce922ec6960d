package io.inkwell.system.faults;

import io.inkwell.client.ConnectionState;
import io.inkwell.system.faults.Editor.Habits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** All editors of a test, each on a virtual thread of its own. Thread safe, except for {@link #join}. */
final class Crowd implements AutoCloseable {
    private final URI server;
    private final String key;
    private final EditLog log;
    private final Random random;
    private final List<Editor> editors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Nobody yet.
     *
     * @param server where they come in
     * @param key who they are
     * @param seed what they do
     */
    Crowd(URI server, String key, EditLog log, long seed) {
        this.server = server;
        this.key = key;
        this.log = log;
        this.random = new Random(seed);
    }

    /** So many more start to edit a document. */
    synchronized List<Editor> join(String document, int count, Habits habits) {
        List<Editor> joined = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Editor editor = new Editor(editors.size() + 1, server, key, document, log, habits,
                    new Random(random.nextLong()));
            editors.add(editor);
            joined.add(editor);
            threads.add(Thread.ofVirtual().name("editor-" + editor.number()).start(editor));
        }
        return joined;
    }

    /** Everybody who ever joined. */
    synchronized List<Editor> editors() {
        return List.copyOf(editors);
    }

    /** Everybody who was not abandoned. */
    List<Editor> present() {
        return editors().stream().filter(editor -> !editor.isAbandoned()).toList();
    }

    /**
     * Somebody who waits for an edit to be saved goes away in the middle of it, and somebody new comes to the document, so that it is as busy
     * as before; nobody, if nobody waits who has company.
     */
    void replaceSomebody(Random chosen) {
        List<Editor> waiting = present().stream().filter(Editor::isWaiting)
                .filter(editor -> byDocument().getOrDefault(editor.document(), List.of()).size() > 1).toList();
        if (waiting.isEmpty())
            return;
        Editor gone = waiting.get(chosen.nextInt(waiting.size()));
        gone.abandon();
        join(gone.document(), 1, gone.habits());
    }

    /**
     * Everybody ends the current burst, and everything is saved.
     *
     * @return how long that took, in milliseconds
     * @throws IllegalStateException if somebody is not done within the time, or had given up
     */
    long stop(Duration within) throws InterruptedException {
        editors().forEach(Editor::stop);
        long from = System.nanoTime();
        long deadline = from + within.toNanos();
        List<String> late = new ArrayList<>();
        for (int i = 0; i < editors.size(); i++) {
            Editor editor = editors.get(i);
            long leftMillis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            if (!editor.isAbandoned() && !threads.get(i).join(Duration.ofMillis(leftMillis)))
                late.add("editor " + editor.number() + " of " + editor.document() + " is " + editor.client().state());
            if (!editor.isAbandoned() && editor.gaveUp() != null)
                late.add("editor " + editor.number() + " gave up: " + editor.gaveUp());
        }
        if (!late.isEmpty())
            throw new IllegalStateException("not done after " + within + ": " + late);
        return (System.nanoTime() - from) / 1_000_000;
    }

    /** How often a connection was lost while an edit was in flight. */
    long outcomesUnknown() {
        return sum(editor -> editor.statistics().outcomesUnknown());
    }

    /** How many of these turned out to be stored. */
    long outcomesStored() {
        return sum(editor -> editor.statistics().outcomesStored());
    }

    /** How often somebody was let in again. */
    long reconnects() {
        return sum(editor -> Math.max(0, editor.statistics().connections() - 1));
    }

    /** Whether everybody who is present is let in. */
    boolean allConnected() {
        return present().stream().allMatch(editor -> editor.client().state() == ConnectionState.CONNECTED);
    }

    /** How many edits of a document were shown as saved. */
    long saved(String document) {
        return editors().stream().filter(editor -> editor.document().equals(document)).mapToLong(Editor::saved).sum();
    }

    /** The editors that are present, by document. */
    Map<String, List<Editor>> byDocument() {
        return present().stream().collect(Collectors.groupingBy(Editor::document));
    }

    /** The documents that anybody edits or edited. */
    Collection<String> documents() {
        return editors().stream().map(Editor::document).collect(Collectors.toSet());
    }

    private long sum(ToLongFunction<Editor> figure) {
        return editors().stream().mapToLong(figure).sum();
    }

    /** Everybody who is left goes away. */
    @Override
    public void close() {
        editors().forEach(editor -> {
            if (!editor.isAbandoned())
                editor.abandon();
        });
    }
}
