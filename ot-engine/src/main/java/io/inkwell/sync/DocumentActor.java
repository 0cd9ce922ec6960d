package io.inkwell.sync;

import io.inkwell.ot.Document;
import io.inkwell.ot.OtException;
import io.inkwell.sync.BatchBuilder.Batch;
import io.inkwell.sync.BatchBuilder.Waiting;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEffect.Settled;
import io.inkwell.sync.DocumentEvent.InFlightKey;
import io.inkwell.sync.Readings.Purpose;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node decides about one open document: what is committed next, who is answered what, what is read again after a failure.
 * Event in, effects out; no thread, clock, id, SQL or socket.
 *
 * <p>
 * Not thread safe: one caller at a time steps it, in the order of the events.
 */
public final class DocumentActor {
    /*
     * How it works.
     *
     * Memory (window, document) only ever repeats what the log is known to hold. A batch is judged on copies, appended with the head it
     * expects, and enters memory when the log says Committed, or when a later reading shows its rows. Every other answer - the head moved, a
     * key was there already, nobody knows - leads to the same place: read the tail from the primary, take what others committed, and decide
     * the whole batch again. A key that the reading shows is done; one that it does not show is judged at the new head. A late copy of the
     * first statement then loses the compare-and-set or shows up as a stored key, so exactly one copy wins.
     *
     * Acknowledgements are not sent from here: the entry goes out on every connection's cursor, and the sender's own rendering of it is the
     * acknowledgement.
     *
     * A reading may be older than memory when its answer arrives, since the own batches go on meanwhile. What it says is then completed
     * from the window; where the window no longer reaches back to it, it is read again.
     *
     * Memory holds what the log holds, Clients who is here, Readings what was asked of the log, BatchCycle what is to be committed. Opening and
     * Intake decide what somebody is told, BatchBuilder and Authority what an operation becomes, Contradiction what a log of another history asks.
     */
    private final DocumentId id;
    private final ActorLimits limits;
    private final Memory memory;
    private final Clients clients = new Clients();
    private final Readings readings = new Readings();
    private final BatchCycle cycle;
    private @Nullable Contradiction contradiction;
    private long nowMillis;
    private List<DocumentEffect> effects = new ArrayList<>();

    /**
     * An actor for a document as it was loaded.
     *
     * @param id the document
     * @param type what may be in it
     * @param limits how much to take on
     * @param head the head as loaded
     * @param window the newest commits up to that head
     * @param document the document at that head
     * @param bytesSinceSnapshot how many bytes of operations came after the newest snapshot
     */
    public DocumentActor(DocumentId id, DocumentType type, ActorLimits limits, Head head, CommitWindow window,
            Document document, long bytesSinceSnapshot) {
        this(id, new Authority(type, limits.documentLengthMax()), limits, head, window, document, bytesSinceSnapshot);
    }

    DocumentActor(DocumentId id, Judging judging, ActorLimits limits, Head head, CommitWindow window, Document document,
            long bytesSinceSnapshot) {
        this.id = id;
        this.limits = limits;
        this.memory = new Memory(limits, head, window, document, bytesSinceSnapshot);
        this.cycle = new BatchCycle(limits, new BatchBuilder(judging, limits));
    }

    /**
     * Takes an event.
     *
     * @param atMillis the time, milliseconds since 1970
     * @return what is to be done, in order
     */
    public List<DocumentEffect> step(DocumentEvent event, long atMillis) {
        effects = new ArrayList<>();
        nowMillis = atMillis;
        if (contradiction != null)
            return contradiction.step(event);
        try {
            handle(event);
            startBatch();
        } catch (BrokenChainException | OtException e) {
            contradiction = new Contradiction(id, memory, e);
            effects.addAll(contradiction.begin(event));
        }
        return effects;
    }

    /** Whether nobody is connected and nothing waits: the actor may be forgotten. */
    public boolean isIdle() {
        return contradiction == null && clients.isEmpty() && cycle.isEmpty() && readings.isEmpty();
    }

    /** Whether nothing waits to be stored and nothing is on its way. */
    public boolean hasNothingToStore() {
        return cycle.isEmpty();
    }

    /** The newest commits. */
    public CommitWindow window() {
        return memory.window();
    }

    /** The document at the head. */
    public Document document() {
        return memory.document();
    }

    private void handle(DocumentEvent event) {
        switch (event) {
            case DocumentEvent.Open open -> ask(new Purpose.Admit(open), 0);
            case DocumentEvent.Submit submit -> submit(submit, false);
            case DocumentEvent.AccessChanged changed -> {
                clients.changeAccess(changed.connection(), changed.mayWrite());
                endWhatMayNotStay();
            }
            case DocumentEvent.Closed(int connection) -> {
                clients.leave(connection);
                readings.forget(connection);
            }
            case DocumentEvent.Appended appended -> appended(appended.result());
            case DocumentEvent.TailRead read -> tailRead(read);
            case DocumentEvent.TailMissing missing -> readings.provesNothingIsThere(missing, memory.headRevision());
            case DocumentEvent.TailFailed failed -> tailFailed(failed);
            case DocumentEvent.Found found -> found(found);
            case DocumentEvent.HeadSeen seen -> readIfReady(memory.isNews(seen.head()));
            case DocumentEvent.Hinted hinted -> readIfReady(hinted.revision() > memory.headRevision());
        }
    }

    // ---- opening -----------------------------------------------------------------------------------------------------------------------

    private void opened(DocumentEvent.Open open, Tail tail) {
        CommitWindow window = memory.window();
        if (!window.covers(tail.head().revision())) {
            ask(new Purpose.Admit(open), 0);
            return;
        }
        if (!takesOver(open))
            return;
        int number = open.connection();
        InFlightKey inFlight = open.inFlight();
        boolean senderWaits = inFlight != null && clients.waiting(inFlight.id().displayId()) != null;
        int lastSeq = Math.max(clients.lastSeq(open.displayId()),
                Math.max(tail.lastSeq(), window.lastSeq(open.displayId(), tail.head().revision())));
        switch (Opening.judge(open, tail, window, memory.state(), senderWaits, limits.singlesMax())) {
            case Opening.Admitted admitted -> admit(open, admitted, lastSeq);
            case Opening.OtherHistory _ -> close(number, CloseReason.HISTORY_DIFFERS);
            case Opening.SharedIdentity(int seq) -> refuse(number, Intake.reused(seq), seq, lastSeq);
            case Opening.KeyWaits _ -> readings.postpone(open);
            case Opening.KeyHasToBeBurnt(InFlightKey key) -> {
                enqueue(Waiting.toBeBurnt(key));
                readings.postpone(open);
            }
        }
    }

    private void admit(DocumentEvent.Open open, Opening.Admitted admitted, int lastSeq) {
        clients.admit(open.connection(), new Clients.Connection(open.displayId(), open.attempt(), open.mayWrite()),
                lastSeq);
        Settled settled = admitted.settled();
        if (settled != null && settled.isSentAgain())
            clients.burnt(open.displayId(), memory.headRevision(), nowMillis);
        InFlightKey inFlight = open.inFlight();
        effects.add(new DocumentEffect.Init(open.connection(), open.displayId(), memory.window(), memory.document(),
                open.from(), admitted.singlesThrough(), lastSeq, settled,
                inFlight == null ? null : inFlight.id()));
    }

    /** Only a connection with a higher attempt takes a client over; the loser is closed and does not come back with the same identity. */
    private boolean takesOver(DocumentEvent.Open open) {
        Optional<Integer> number = clients.connectionOf(open.displayId());
        if (number.isEmpty())
            return true;
        Clients.Connection other = Objects.requireNonNull(clients.connection(number.get()));
        boolean newer = other.attempt() < open.attempt();
        close(newer ? number.get() : open.connection(), CloseReason.SUPERSEDED);
        return newer;
    }

    /** Whoever waited for a key that has its outcome now asks again. */
    private void keysResolved() {
        readings.takePostponed(key -> clients.waiting(key.displayId()) == null)
                .forEach(open -> ask(new Purpose.Admit(open), 0));
    }

    // ---- submissions -------------------------------------------------------------------------------------------------------------------

    private void submit(DocumentEvent.Submit submit, boolean primaryWasRead) {
        int number = submit.connection();
        Clients.Connection connection = clients.connection(number);
        if (connection == null)
            return;
        Submission submission = submit.submission();
        int client = connection.displayId();
        Intake intake = Intake.judge(submission, connection.mayWrite(), clients.lastSeq(client),
                clients.waiting(client), memory, primaryWasRead);
        answer(number, submission, intake);
    }

    private void found(DocumentEvent.Found found) {
        Submission submission = found.submission();
        Intake intake = found.commit().map(stored -> Intake.stored(submission, stored))
                .orElseGet(() -> Intake.reused(submission.id().seq()));
        if (clients.connection(found.connection()) != null)
            answer(found.connection(), submission, intake);
    }

    private void answer(int number, Submission submission, Intake intake) {
        switch (intake) {
            case Intake.Take _ -> take(number, submission);
            case Intake.Join(Waiting first) -> {
                if (!first.connections().contains(number))
                    first.connections().add(number);
            }
            case Intake.Repeat(Commit stored) -> effects.add(new DocumentEffect.Repeat(number, stored));
            case Intake.LookUp _ -> effects.add(new DocumentEffect.Find(number, submission));
            case Intake.ReadFirst _ -> ask(new Purpose.Judge(new DocumentEvent.Submit(number, submission)), 0);
            case Intake.Refuse refuse -> refuse(number, refuse, submission.id().seq(),
                    clients.lastSeq(submission.id().displayId()));
        }
    }

    private void take(int number, Submission submission) {
        Waiting item = Waiting.sentBy(number, submission);
        if (cycle.hasRoomFor(item)) {
            enqueue(item);
        } else {
            refuse(number, new Intake.Refuse(RefusalCode.STORAGE, Intake.NOT_NOW, null), submission.id().seq(),
                    clients.lastSeq(submission.id().displayId()));
        }
    }

    private void refuse(int number, Intake.Refuse refuse, int seq, int lastSeq) {
        effects.add(new DocumentEffect.Refuse(number, refuse.code(), refuse.message(), seq, lastSeq,
                refuse.code().meansLater() ? limits.retryMaxMillis() : 0));
        if (refuse.close() != null)
            close(number, refuse.close());
    }

    private void close(int number, CloseReason reason) {
        clients.leave(number);
        effects.add(new DocumentEffect.Close(number, reason));
    }

    // ---- committing --------------------------------------------------------------------------------------------------------------------

    private void enqueue(Waiting item) {
        clients.startWaiting(item);
        cycle.add(item);
    }

    private void startBatch() {
        if (!cycle.isReady())
            return;
        if (memory.state() != Head.State.OPEN)
            cycle.giveUp().forEach(item -> end(item, RefusalCode.FROZEN, Intake.FROZEN));
        BatchBuilder.Result built = cycle.start(memory, nowMillis);
        built.refusals().forEach(refusal -> end(refusal.item(), refusal.code(), refusal.message()));
        if (built.batch() != null)
            effects.add(new DocumentEffect.AppendBatch(new Append(id, memory.headRevision(),
                    memory.window().headChain(), memory.accessRevision(), built.batch().commits())));
    }

    /** Ends a waiting submission without a revision. */
    private void end(Waiting item, RefusalCode code, String message) {
        clients.stopWaiting(item);
        SubmissionId key = item.submission().id();
        for (int number : item.connections()) {
            if (clients.connection(number) != null)
                refuse(number, new Intake.Refuse(code, message, null), key.seq(), clients.lastSeq(key.displayId()));
        }
        keysResolved();
    }

    /** What has its outcome already leaves; so does what was sent by somebody who may not write any more. */
    private void endWhatMayNotStay() {
        for (Waiting item : cycle.waiting()) {
            boolean hasOutcome = !clients.isWaiting(item.submission().id());
            if (hasOutcome || !clients.mayStillWrite(item))
                cycle.remove(item);
            if (!hasOutcome && !clients.mayStillWrite(item))
                end(item, RefusalCode.READ_ONLY, Intake.READ_ONLY);
        }
    }

    private void appended(AppendResult result) {
        Batch answered = cycle.onItsWay();
        if (answered == null)
            return;
        switch (result) {
            case AppendResult.Committed _ -> {
                cycle.succeeded();
                advance(answered.commits(), answered.after());
            }
            case AppendResult.HeadMoved _ -> resolve(cycle.unresolved(false));
            case AppendResult.Duplicate _ -> resolve(cycle.duplicate());
            case AppendResult.Unknown _ -> resolve(cycle.unresolved(true));
            case AppendResult.Refused _ -> storeNothing();
        }
    }

    /** The log can store nothing now: whoever waits is told to come again later. */
    private void storeNothing() {
        List<Waiting> all = cycle.giveUp();
        all.stream().filter(Waiting::burn)
                .flatMap(item -> readings.takePostponed(item.submission().id()::equals).stream())
                .forEach(open -> close(open.connection(), CloseReason.STORAGE));
        all.forEach(item -> end(item, RefusalCode.STORAGE, Intake.NOT_NOW));
    }

    // ---- the log -----------------------------------------------------------------------------------------------------------------------

    private void ask(Purpose purpose, long delayMillis) {
        effects.add(readings.ask(purpose, memory.headRevision(), delayMillis));
    }

    /** Nothing is committed before it is known what the log really holds. */
    private void resolve(long delayMillis) {
        ask(new Purpose.Resolve(), delayMillis);
    }

    /** While a batch is on its way nothing need be read: its answer will tell. */
    private void readIfReady(boolean news) {
        if (news && cycle.isReady())
            resolve(cycle.unresolved(false));
    }

    private void tailRead(DocumentEvent.TailRead event) {
        Readings.Reading reading = readings.answered(event.reading());
        if (reading == null)
            return;
        Tail tail = event.tail();
        memory.seen(tail.head(), reading.knownRevision());
        advance(tail.commits(), null);
        if (memory.state() == Head.State.DELETED) {
            gone(reading.purpose());
        } else if (memory.headRevision() < tail.head().revision()) {
            ask(reading.purpose(), 0);
        } else {
            switch (reading.purpose()) {
                case Purpose.Resolve _ -> {
                    cycle.resolved();
                    endWhatMayNotStay();
                }
                case Purpose.Admit(DocumentEvent.Open open) -> opened(open, tail);
                case Purpose.Judge(DocumentEvent.Submit submit) -> submit(submit, true);
            }
        }
    }

    private void tailFailed(DocumentEvent.TailFailed event) {
        Readings.Reading reading = readings.answered(event.reading());
        if (reading == null)
            return;
        switch (reading.purpose()) {
            case Purpose.Resolve _ -> resolve(cycle.unresolved(true));
            case Purpose.Admit(DocumentEvent.Open open) -> close(open.connection(), CloseReason.STORAGE);
            case Purpose.Judge(DocumentEvent.Submit submit) -> close(submit.connection(), CloseReason.STORAGE);
        }
    }

    private void advance(List<Commit> commits, @Nullable Document after) {
        List<Commit> fresh = memory.take(commits, after);
        if (fresh.isEmpty())
            return;
        for (Commit commit : fresh)
            clients.committed(commit, nowMillis).ifPresent(cycle::remove);
        cycle.progressed();
        memory.trim(clients.pinned(Math.max(0, memory.headRevision() - limits.pinnedCommitsMax()),
                nowMillis - limits.pinnedMillisMax()));
        effects.add(new DocumentEffect.Advanced(memory.window(), memory.document(), fresh));
        memory.snapshotIfDue().ifPresent(snapshot -> effects.add(new DocumentEffect.SaveSnapshot(snapshot)));
        keysResolved();
    }

    /** The document was deleted: everybody is told, what waits is given up. */
    private void gone(Purpose seenBy) {
        List<Integer> told = new ArrayList<>(clients.connected());
        told.addAll(readings.opening());
        if (seenBy instanceof Purpose.Admit(DocumentEvent.Open open))
            told.add(open.connection());
        cycle.giveUp();
        clients.clear();
        readings.clear();
        told.forEach(number -> close(number, CloseReason.GONE));
    }
}
