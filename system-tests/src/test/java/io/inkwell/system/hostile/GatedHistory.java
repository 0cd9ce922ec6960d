package io.inkwell.system.hostile;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.HistoryReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A history whose pages can be held up, as by a slow database, or fail, as by a mistake in it. Thread safe. */
final class GatedHistory implements HistoryReader {
    private static final int OPEN = 1_000_000;

    private final HistoryReader history;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Semaphore gate = new Semaphore(OPEN);

    GatedHistory(HistoryReader history) {
        this.history = history;
    }

    /** The next page fails in a way that no contract allows. */
    void failOnce() {
        failing.set(true);
    }

    /** From now on every page waits. */
    void hold() {
        gate.drainPermits();
    }

    /** Waits until a page waits. */
    void awaitHeld() throws InterruptedException {
        while (!gate.hasQueuedThreads())
            Thread.sleep(1);
    }

    /** Lets the waiting pages go, and later ones too. */
    void release() {
        gate.release(OPEN);
    }

    @Override
    public List<Commit> read(DocumentId document, long afterRevision, long throughRevision, int bytesMax) {
        gate.acquireUninterruptibly();
        gate.release();
        if (failing.getAndSet(false))
            throw new IllegalStateException("a mistake in the history, made for a test");
        return history.read(document, afterRevision, throughRevision, bytesMax);
    }

    @Override
    public OptionalLong revisionAt(DocumentId document, Instant moment) {
        return history.revisionAt(document, moment);
    }

    @Override
    public List<Line> list(DocumentId document, Query query) {
        return history.list(document, query);
    }

    @Override
    public List<Outline> outline(DocumentId document, long beforeRevision, int limit) {
        return history.outline(document, beforeRevision, limit);
    }

    @Override
    public Map<Integer, Author> authors(DocumentId document, Set<Integer> displayIds) {
        return history.authors(document, displayIds);
    }
}
