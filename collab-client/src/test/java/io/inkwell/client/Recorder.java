package io.inkwell.client;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.sync.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a client tells, and keeps a screen of its own from it: if news were missing or out of order, it would differ. */
final class Recorder implements ClientListener {
    final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    final List<Long> saved = new CopyOnWriteArrayList<>();
    final List<String> rescued = new CopyOnWriteArrayList<>();
    final List<RefusalCode> refused = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final List<Ops> unsaved = new ArrayList<>();
    private Document shown = Document.EMPTY;
    private long received;
    private long edits;

    @Override
    public synchronized void replaced(Document screen) {
        shown = screen;
    }

    @Override
    public synchronized void changed(Delta change, Document screen) {
        shown = shown.apply(change);
    }

    /** What the program typed itself, at the moment it is on the client's screen. */
    synchronized void typed(Delta change) {
        shown = shown.apply(change);
    }

    synchronized String shown() {
        return shown.text();
    }

    @Override
    public synchronized void received(long revision, long moreEdits) {
        received = revision;
        edits += moreEdits;
    }

    synchronized long received() {
        return received;
    }

    synchronized long edits() {
        return edits;
    }

    @Override
    public void saved(long revision) {
        saved.add(revision);
    }

    @Override
    public void stateChanged(ConnectionState state) {
        states.add(state);
    }

    @Override
    public void rescued(RefusalCode code, Ops edit) {
        rescued.add(code + " " + edit);
    }

    @Override
    public void refused(RefusalCode code, String message) {
        refused.add(code);
    }

    @Override
    public void disconnected(String reason, List<Ops> notSaved) {
        ends.add(reason);
        unsaved.addAll(notSaved);
    }
}
