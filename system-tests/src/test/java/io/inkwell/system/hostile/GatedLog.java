package io.inkwell.system.hostile;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A log whose commits can be held up, as by a slow database, and whose calls can be made to fail, as by a mistake in it. Thread safe. */
final class GatedLog implements RevisionLog {
    private final RevisionLog log;
    private boolean held;
    private int waiting;
    private Call failing = Call.NONE;

    /** What a log is asked. */
    enum Call {
        NONE, APPEND, TAIL, FIND
    }

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

    /** The next call of this kind fails in a way that no contract allows. */
    synchronized void failOnce(Call call) {
        failing = call;
    }

    private synchronized void failIfToldSo(Call call) {
        if (failing != call)
            return;
        failing = Call.NONE;
        throw new IllegalStateException("a mistake in the log, made for a test");
    }

    @Override
    public AppendResult append(Append append) {
        failIfToldSo(Call.APPEND);
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
        failIfToldSo(Call.TAIL);
        return log.tail(query);
    }

    @Override
    public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
        return log.heads(documents);
    }

    @Override
    public Optional<Commit> find(DocumentId document, SubmissionId id) {
        failIfToldSo(Call.FIND);
        return log.find(document, id);
    }
}
