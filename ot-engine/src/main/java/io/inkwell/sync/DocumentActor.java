package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEffect.Settled;
import io.inkwell.sync.DocumentEvent.InFlightKey;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * One batch is on its way at a time; what arrives meanwhile forms the next. Acknowledgements are not sent from here: the entry goes out
     * on every connection's cursor, and the sender's own rendering of it is the acknowledgement.
     *
     * Clients are kept by display id, not by connection: an operation that waits belongs to its client even when the connection died and
     * another took over.
     */
    private final DocumentId id;
    private final BatchBuilder batches;
    private final ActorLimits limits;

    private CommitWindow window;
    private Document document;
    private long lastAtMillis;
    private long accessRevision;
    private Head.State state;
    private long snapshotRevision;
    private long bytesSinceSnapshot;

    private final Map<Integer, Connection> connections = new LinkedHashMap<>();
    private final Map<Integer, Client> clients = new HashMap<>();
    private final Map<Long, Reading> readings = new HashMap<>();
    private final ArrayDeque<BatchBuilder.Waiting> queue = new ArrayDeque<>();
    private final ArrayList<DocumentEvent> waitingForKey = new ArrayList<>();
    private BatchBuilder.@Nullable Batch batch;
    private boolean resolving;
    private long retryMillis;
    private long readingNumber;
    private boolean quarantined;

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
     * @param snapshotRevision where the newest snapshot stands
     * @param bytesSinceSnapshot how many bytes of operations came after it
     */
    public DocumentActor(DocumentId id, DocumentType type, ActorLimits limits, Head head, CommitWindow window,
            Document document, long snapshotRevision,
            long bytesSinceSnapshot) {
        this.id = id;
        this.batches = new BatchBuilder(new Authority(type, limits.documentLengthMax()), limits);
        this.limits = limits;
        this.window = window;
        this.document = document;
        this.lastAtMillis = head.atMillis();
        this.accessRevision = head.accessRevision();
        this.state = head.state();
        this.snapshotRevision = snapshotRevision;
        this.bytesSinceSnapshot = bytesSinceSnapshot;
        this.retryMillis = limits.retryFirstMillis();
    }

    /** A connection that is in. */
    private record Connection(int displayId, int attempt, boolean mayWrite) {}

    /** What is known of a client, across its connections. */
    private static final class Client {
        int lastSeq;
        long burntRevision;
        long burntAtMillis;
        BatchBuilder.@Nullable Waiting waiting;
    }

    /** Why the log is being read: for somebody who opens, for an operation from a newer base, or to resolve and catch up. */
    private record Reading(@Nullable DocumentEvent then, long fromRevision) {}

    /**
     * Takes an event.
     *
     * @param nowMillis the time, milliseconds since 1970
     * @return what is to be done, in order
     */
    public List<DocumentEffect> step(DocumentEvent event, long nowMillis) {
        effects = new ArrayList<>();
        if (quarantined)
            return effects;
        try {
            handle(event, nowMillis);
            startBatch(nowMillis);
        } catch (BrokenChainException | OtException e) {
            quarantined = true;
            effects.add(new DocumentEffect.Quarantine(
                    Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())));
        }
        return effects;
    }

    /** Whether nobody is connected and nothing waits: the actor may be forgotten. */
    public boolean isIdle() {
        return connections.isEmpty() && queue.isEmpty() && batch == null && readings.isEmpty()
                && waitingForKey.isEmpty();
    }

    /** The newest commits. */
    public CommitWindow window() {
        return window;
    }

    /** The document at the head. */
    public Document document() {
        return document;
    }

    private void handle(DocumentEvent event, long nowMillis) {
        switch (event) {
            case DocumentEvent.Open open ->
                read(open, open.displayId(), open.inFlight() == null ? null : open.inFlight().id());
            case DocumentEvent.Submit submit -> submit(submit, false);
            case DocumentEvent.AccessChanged changed -> connections.computeIfPresent(changed.connection(),
                    (number, old) -> new Connection(old.displayId(), old.attempt(), changed.mayWrite()));
            case DocumentEvent.Closed closed -> closed(closed.connection());
            case DocumentEvent.Appended appended -> appended(appended.result(), nowMillis);
            case DocumentEvent.TailRead read -> tailRead(read, nowMillis);
            case DocumentEvent.TailFailed failed -> tailFailed(failed);
            case DocumentEvent.Found found -> found(found);
            case DocumentEvent.HeadSeen seen -> headSeen(seen.head());
        }
    }

    // ---- opening -----------------------------------------------------------------------------------------------------------------------

    private void opened(DocumentEvent.Open open, Tail tail, long nowMillis) {
        Client client = clients.computeIfAbsent(open.displayId(), displayId -> new Client());
        client.lastSeq = Math.max(client.lastSeq,
                Math.max(tail.lastSeq(), window.lastSeq(open.displayId(), tail.head().revision())));
        if (!supersedes(open))
            return;
        admit(open, client, tail, nowMillis);
        forgetClient(open.displayId());
    }

    private void admit(DocumentEvent.Open open, Client client, Tail tail, long nowMillis) {
        DocumentEvent.Position from = open.from();
        boolean differs = from != null && (from.revision() > window.headRevision()
                || (window.covers(from.revision()) && !window.chainAt(from.revision()).equals(from.chain())));
        if (differs) {
            effects.add(new DocumentEffect.Close(open.connection(), CloseReason.HISTORY_DIFFERS));
            return;
        }
        long singlesThrough = from == null ? 0 : from.revision();
        Settled settled = null;
        InFlightKey inFlight = open.inFlight();
        if (inFlight != null) {
            Optional<Commit> stored = tail.settled().or(() -> window.find(inFlight.id()));
            if (stored.isPresent()) {
                boolean same = stored.get().submitHash().equals(inFlight.hash());
                if (!same && inFlight.id().displayId() == open.displayId()) {
                    effects.add(new DocumentEffect.Refuse(open.connection(), RefusalCode.SEQ_REUSED,
                            "This sequence number was used for another operation. Open again without a client id.",
                            inFlight.id().seq(),
                            client.lastSeq, 0));
                    effects.add(new DocumentEffect.Close(open.connection(), CloseReason.SUPERSEDED));
                    return;
                }
                settled = same ? new Settled.Stored(stored.get()) : new Settled.Never();
                if (same && stored.get().kind().equals(CommitKind.Edit.EDIT))
                    singlesThrough = stored.get().revision();
            } else if (isWaiting(inFlight.id())) {
                waitingForKey.add(open);
                return;
            } else if (inFlight.id().displayId() != open.displayId() || !window.covers(inFlight.baseRevision())) {
                burn(inFlight, nowMillis);
                waitingForKey.add(open);
                return;
            } else {
                singlesThrough = window.headRevision();
            }
        }
        connections.put(open.connection(), new Connection(open.displayId(), open.attempt(), open.mayWrite()));
        effects.add(new DocumentEffect.Init(open.connection(), open.displayId(), window, document, from, singlesThrough,
                client.lastSeq, settled,
                inFlight == null ? null : inFlight.id()));
    }

    /** Only a connection with a higher attempt takes a client over; the loser is closed and does not come back with the same identity. */
    private boolean supersedes(DocumentEvent.Open open) {
        for (Map.Entry<Integer, Connection> entry : List.copyOf(connections.entrySet())) {
            if (entry.getValue().displayId() != open.displayId())
                continue;
            if (entry.getValue().attempt() >= open.attempt()) {
                effects.add(new DocumentEffect.Close(open.connection(), CloseReason.SUPERSEDED));
                return false;
            }
            connections.remove(entry.getKey());
            effects.add(new DocumentEffect.Close(entry.getKey(), CloseReason.SUPERSEDED));
        }
        return true;
    }

    /** Uses a key up, so that an old copy of its operation can never appear any more. */
    private void burn(InFlightKey key, long nowMillis) {
        Submission submission = new Submission(key.id(), key.baseRevision(), Ops.EMPTY, key.hash());
        Client client = clients.computeIfAbsent(key.id().displayId(), displayId -> new Client());
        client.burntAtMillis = nowMillis;
        client.waiting = new BatchBuilder.Waiting(submission, true, new ArrayList<>());
        queue.add(client.waiting);
    }

    private boolean isWaiting(SubmissionId key) {
        Client client = clients.get(key.displayId());
        return client != null && client.waiting != null && client.waiting.submission().id().equals(key);
    }

    private void closed(int number) {
        Connection connection = connections.remove(number);
        readings.values()
                .removeIf(reading -> reading.then() instanceof DocumentEvent.Open open && open.connection() == number);
        waitingForKey.removeIf(event -> event instanceof DocumentEvent.Open open && open.connection() == number);
        if (connection != null)
            forgetClient(connection.displayId());
    }

    private void forgetClient(int displayId) {
        Client client = clients.get(displayId);
        boolean connected = connections.values().stream().anyMatch(other -> other.displayId() == displayId);
        if (client != null && client.waiting == null && !connected)
            clients.remove(displayId);
    }

    // ---- submissions -------------------------------------------------------------------------------------------------------------------

    private void submit(DocumentEvent.Submit submit, boolean primaryWasRead) {
        Connection connection = connections.get(submit.connection());
        if (connection == null)
            return;
        Submission submission = submit.submission();
        Client client = clients.computeIfAbsent(connection.displayId(), displayId -> new Client());
        int seq = submission.id().seq();
        if (client.waiting != null) {
            repeatedWhileWaiting(submit.connection(), client, client.waiting, submission);
        } else if (seq <= client.lastSeq) {
            window.find(submission.id()).ifPresentOrElse(
                    stored -> repeat(submit.connection(), submission, stored, client),
                    () -> effects.add(new DocumentEffect.Find(submit.connection(), submission)));
        } else if (seq > client.lastSeq + 1) {
            refuse(submit.connection(), client, seq, RefusalCode.SEQ_GAP,
                    "Expected sequence number " + (client.lastSeq + 1) + ", got " + seq
                            + ". Send what is missing first.");
        } else if (!connection.mayWrite()) {
            refuse(submit.connection(), client, seq, RefusalCode.READ_ONLY,
                    "You may read this document but not change it.");
        } else if (state != Head.State.OPEN) {
            refuse(submit.connection(), client, seq, RefusalCode.FROZEN, "This document takes no edits at the moment.");
        } else if (submission.baseRevision() > window.headRevision()) {
            if (primaryWasRead) {
                refuse(submit.connection(), client, seq, RefusalCode.BASE_FUTURE,
                        "The base revision " + submission.baseRevision()
                                + " does not exist: the newest is " + window.headRevision()
                                + ". Open the document again.");
                connections.remove(submit.connection());
                effects.add(new DocumentEffect.Close(submit.connection(), CloseReason.HISTORY_DIFFERS));
            } else {
                read(submit, 0, null);
            }
        } else {
            client.waiting = new BatchBuilder.Waiting(submission, false, new ArrayList<>(List.of(submit.connection())));
            queue.add(client.waiting);
        }
    }

    private void repeatedWhileWaiting(int connection, Client client, BatchBuilder.Waiting waiting,
            Submission submission) {
        Submission first = waiting.submission();
        if (!first.id().equals(submission.id())) {
            refuse(connection, client, submission.id().seq(), RefusalCode.SEQ_GAP,
                    "Operation " + first.id().seq() + " has no answer yet. One operation is in flight at a time.");
        } else if (first.hash().equals(submission.hash())) {
            if (!waiting.connections().contains(connection))
                waiting.connections().add(connection);
        } else {
            sequenceReused(connection, client, submission.id().seq());
        }
    }

    private void repeat(int connection, Submission submission, Commit stored, Client client) {
        if (stored.submitHash().equals(submission.hash())) {
            effects.add(new DocumentEffect.Repeat(connection, stored));
        } else {
            sequenceReused(connection, client, submission.id().seq());
        }
    }

    private void sequenceReused(int connection, Client client, int seq) {
        refuse(connection, client, seq, RefusalCode.SEQ_REUSED,
                "Sequence number " + seq + " was used for another operation. Open again without a client id.");
        connections.remove(connection);
        effects.add(new DocumentEffect.Close(connection, CloseReason.SUPERSEDED));
    }

    private void found(DocumentEvent.Found found) {
        Connection connection = connections.get(found.connection());
        if (connection == null)
            return;
        Client client = clients.computeIfAbsent(connection.displayId(), displayId -> new Client());
        found.commit().ifPresentOrElse(stored -> repeat(found.connection(), found.submission(), stored, client),
                () -> sequenceReused(found.connection(), client, found.submission().id().seq()));
    }

    private void refuse(int connection, Client client, int seq, RefusalCode code, String message) {
        long retryAfterMillis = code.meansLater() ? limits.retryMaxMillis() : 0;
        effects.add(new DocumentEffect.Refuse(connection, code, message, seq, client.lastSeq, retryAfterMillis));
    }

    // ---- committing --------------------------------------------------------------------------------------------------------------------

    private void startBatch(long nowMillis) {
        while (batch == null && !resolving && !queue.isEmpty()) {
            BatchBuilder.Result built = batches.build(queue, window, document, Math.max(nowMillis, lastAtMillis));
            built.refusals().forEach(refusal -> settle(refusal.item(), refusal.code(), refusal.message()));
            if (built.batch() == null)
                continue;
            batch = built.batch();
            effects.add(new DocumentEffect.AppendBatch(
                    new Append(id, window.headRevision(), window.headChain(), accessRevision,
                            built.batch().commits())));
        }
    }

    /** Ends a waiting submission without a revision. */
    private void settle(BatchBuilder.Waiting item, RefusalCode code, String message) {
        int displayId = item.submission().id().displayId();
        Client client = clients.computeIfAbsent(displayId, number -> new Client());
        client.waiting = null;
        for (int connection : item.connections()) {
            if (connections.containsKey(connection))
                refuse(connection, client, item.submission().id().seq(), code, message);
        }
        forgetClient(displayId);
        keyResolved();
    }

    private void appended(AppendResult result, long nowMillis) {
        BatchBuilder.Batch answered = Objects.requireNonNull(batch, "an answer without a batch");
        switch (result) {
            case AppendResult.Committed committed -> {
                retryMillis = limits.retryFirstMillis();
                batch = null;
                advance(answered.commits(), answered, nowMillis);
            }
            case AppendResult.HeadMoved moved -> resolve(0);
            case AppendResult.Duplicate duplicate -> resolve(0);
            case AppendResult.Unknown unknown -> resolve(retryMillis);
            case AppendResult.Refused refused -> {
                batch = null;
                List<BatchBuilder.Waiting> all = new ArrayList<>(answered.items());
                all.addAll(queue);
                queue.clear();
                all.forEach(item -> settle(item, RefusalCode.STORAGE,
                        "The server cannot store edits at the moment. Your text is kept; it is sent again."));
            }
        }
    }

    /** After anything but a plain success: read what the log really holds, then decide again. */
    private void resolve(long delayMillis) {
        resolving = true;
        long number = ++readingNumber;
        readings.put(number, new Reading(null, window.headRevision()));
        effects.add(new DocumentEffect.ReadTail(number, window.headRevision(), 0, null, delayMillis));
        retryMillis = Math.min(2 * retryMillis, limits.retryMaxMillis());
    }

    // ---- the log -----------------------------------------------------------------------------------------------------------------------

    private void read(DocumentEvent then, int displayId, @Nullable SubmissionId settle) {
        long number = ++readingNumber;
        readings.put(number, new Reading(then, window.headRevision()));
        effects.add(new DocumentEffect.ReadTail(number, window.headRevision(), displayId, settle, 0));
    }

    private void headSeen(Head head) {
        boolean newer = head.revision() > window.headRevision() || head.accessRevision() != accessRevision
                || head.state() != state;
        if (newer && batch == null && !resolving)
            resolve(0);
    }

    private void tailRead(DocumentEvent.TailRead event, long nowMillis) {
        Reading reading = readings.remove(event.reading());
        if (reading == null)
            return;
        Tail tail = event.tail();
        checkNotRewound(tail.head(), reading.fromRevision());
        advance(tail.commits(), null, nowMillis);
        accessRevision = tail.head().accessRevision();
        if (tail.head().state() == Head.State.DELETED) {
            gone();
            return;
        }
        state = tail.head().state();
        if (window.headRevision() < tail.head().revision()) {
            readOn(reading);
            return;
        }
        switch (reading.then()) {
            case null -> decideAgain();
            case DocumentEvent.Open open -> opened(open, tail, nowMillis);
            case DocumentEvent.Submit submit -> submit(submit, true);
            default -> throw new IllegalStateException("nothing else waits for a reading");
        }
    }

    /** There was more than one page. */
    private void readOn(Reading reading) {
        if (reading.then() == null) {
            resolve(0);
        } else if (reading.then() instanceof DocumentEvent.Open open) {
            read(open, open.displayId(), open.inFlight() == null ? null : open.inFlight().id());
        } else {
            read(reading.then(), 0, null);
        }
    }

    private void tailFailed(DocumentEvent.TailFailed event) {
        Reading reading = readings.remove(event.reading());
        if (reading == null)
            return;
        switch (reading.then()) {
            case null -> resolve(retryMillis);
            case DocumentEvent.Open open ->
                effects.add(new DocumentEffect.Close(open.connection(), CloseReason.STORAGE));
            case DocumentEvent.Submit submit -> {
                connections.remove(submit.connection());
                effects.add(new DocumentEffect.Close(submit.connection(), CloseReason.STORAGE));
            }
            default -> throw new IllegalStateException("nothing else waits for a reading");
        }
    }

    /** The whole batch goes back to the front of the queue; what the log already holds was taken out when its commits were applied. */
    private void decideAgain() {
        resolving = false;
        BatchBuilder.Batch undecided = batch;
        batch = null;
        if (undecided == null)
            return;
        for (BatchBuilder.Waiting item : undecided.items().reversed()) {
            if (isWaiting(item.submission().id()))
                queue.addFirst(item);
        }
    }

    /** What memory held when the reading began was durable: a log that ends before it, or differs, is another history. */
    private void checkNotRewound(Head head, long knownRevision) {
        boolean shorter = head.revision() < knownRevision;
        boolean other = window.covers(head.revision()) && !window.chainAt(head.revision()).equals(head.chain());
        if (shorter || other)
            throw new BrokenChainException(knownRevision, head.revision());
    }

    /** Takes commits that the log is known to hold; those already in memory must be the same. */
    private void advance(List<Commit> commits, BatchBuilder.@Nullable Batch own, long nowMillis) {
        long before = window.headRevision();
        List<Commit> fresh = commits.stream().filter(commit -> commit.revision() > before)
                .sorted(Comparator.comparingLong(Commit::revision)).toList();
        for (Commit commit : commits) {
            if (commit.revision() > window.startRevision() && commit.revision() <= before
                    && !window.commit(commit.revision()).chain().equals(commit.chain())) {
                throw new BrokenChainException(commit.revision() - 1, commit.revision());
            }
        }
        if (fresh.isEmpty())
            return;
        window = window.with(fresh);
        if (own != null && fresh.size() == commits.size()) {
            document = own.after();
        } else {
            for (Commit commit : fresh)
                document = document.apply(commit.op());
        }
        for (Commit commit : fresh) {
            lastAtMillis = Math.max(lastAtMillis, commit.atMillis());
            bytesSinceSnapshot += commit.opBytes().length;
            noteOutcome(commit, nowMillis);
        }
        window = window.trimmed(limits.windowCommitsMax(), limits.windowBytesMax(), pinned(nowMillis));
        effects.add(new DocumentEffect.Advanced(window, document, before));
        snapshotIfDue();
        keyResolved();
    }

    private void noteOutcome(Commit commit, long nowMillis) {
        Client client = clients.get(commit.id().displayId());
        if (client == null)
            return;
        client.lastSeq = Math.max(client.lastSeq, commit.id().seq());
        if (commit.kind().equals(CommitKind.Burnt.BURNT)) {
            client.burntRevision = commit.revision();
            client.burntAtMillis = nowMillis;
        }
        if (isWaiting(commit.id())) {
            queue.remove(client.waiting);
            client.waiting = null;
            forgetClient(commit.id().displayId());
        }
    }

    /** An operation on its way from a burnt revision is not burnt again: the window stays open for it, within bounds. */
    private long pinned(long nowMillis) {
        long oldest = Math.max(0, window.headRevision() - limits.pinnedCommitsMax());
        long pinned = Long.MAX_VALUE;
        Iterator<Client> all = clients.values().iterator();
        while (all.hasNext()) {
            Client client = all.next();
            if (client.burntRevision >= oldest && client.burntRevision > 0
                    && nowMillis - client.burntAtMillis <= limits.pinnedMillisMax()) {
                pinned = Math.min(pinned, client.burntRevision);
            }
        }
        return pinned;
    }

    private void snapshotIfDue() {
        if (bytesSinceSnapshot < limits.snapshotBytesMin()
                || bytesSinceSnapshot < document.weightBytes() / limits.snapshotShare())
            return;
        snapshotRevision = window.headRevision();
        bytesSinceSnapshot = 0;
        effects.add(new DocumentEffect.SaveSnapshot(new Snapshot(snapshotRevision, window.headChain(), document)));
    }

    /** Whoever waited for a key to get its outcome asks again. */
    private void keyResolved() {
        if (waitingForKey.isEmpty())
            return;
        List<DocumentEvent> again = List.copyOf(waitingForKey);
        waitingForKey.clear();
        for (DocumentEvent event : again) {
            if (event instanceof DocumentEvent.Open open)
                read(open, open.displayId(), open.inFlight() == null ? null : open.inFlight().id());
        }
    }

    private void gone() {
        state = Head.State.DELETED;
        resolving = false;
        batch = null;
        queue.clear();
        for (int connection : List.copyOf(connections.keySet()))
            effects.add(new DocumentEffect.Close(connection, CloseReason.GONE));
        for (Reading reading : readings.values()) {
            if (reading.then() instanceof DocumentEvent.Open open)
                effects.add(new DocumentEffect.Close(open.connection(), CloseReason.GONE));
        }
        connections.clear();
        readings.clear();
        clients.clear();
        waitingForKey.clear();
    }
}
