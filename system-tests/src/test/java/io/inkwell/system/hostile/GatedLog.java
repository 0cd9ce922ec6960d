package io.inkwell.system.hostile;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A log whose commits can be held up, as by a slow database. Thread safe. */
final class GatedLog implements RevisionLog {
    private final RevisionLog log;
    private boolean held;
    private int waiting;

    GatedLog(RevisionLog log) {
        this.log = log;
    }

    /** From now on every commit waits. */
    synchronized void hold() {
        held = true;
    }

    /** Lets the waiting commits go, and later ones too. */
    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Waits until a commit waits. */
    synchronized void awaitHeld() throws InterruptedException {
        while (waiting == 0)
            wait();
    }

    @Override
    public AppendResult append(Append append) {
        awaitRelease();
        return log.append(append);
    }

    private synchronized void awaitRelease() {
        waiting++;
        notifyAll();
        try {
            while (held)
                wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
        }
    }

    @Override
    public Tail tail(TailQuery query) {
        return log.tail(query);
    }

    @Override
    public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
        return log.heads(documents);
    }

    @Override
    public Optional<Commit> find(DocumentId document, SubmissionId id) {
        return log.find(document, id);
    }
}
