package io.inkwell.server.documents;

import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import io.inkwell.sync.port.StorageException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document that is open on this node: carries out what its actor decides, nothing more. Thread safe; every method only posts to the
 * document's mailbox and returns.
 */
public final class OpenDocument {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDocument.class);
    private static final int READ_BYTES_MAX = 1_048_576;

    private final DocumentId id;
    private final DocumentActor actor;
    private final DocumentPorts ports;
    private final Metrics metrics;
    private final InstantSource clock;
    private final ExecutorService workers;
    private final Lease lease;
    private final Mailbox mailbox;

    private final Map<Integer, Subscriber> subscribers = new HashMap<>();
    private final Map<Integer, Member> waitingToJoin = new HashMap<>();
    private final Map<Integer, Integer> displayIds = new HashMap<>();
    private volatile View view;
    private boolean over;

    /**
     * How a document is given back to its hub.
     *
     * @param release one user less
     * @param forgetIfUnused drop it unless somebody uses it
     * @param forget drop it in any case
     */
    record Lease(Runnable release, Runnable forgetIfUnused, Runnable forget) {}

    OpenDocument(DocumentId id, DocumentActor actor, DocumentPorts ports, Metrics metrics, InstantSource clock,
            ExecutorService workers,
            Lease lease) {
        this.id = id;
        this.actor = actor;
        this.ports = ports;
        this.metrics = metrics;
        this.clock = clock;
        this.workers = workers;
        this.lease = lease;
        this.mailbox = new Mailbox(workers);
        this.view = new View(actor.window(), Presence.EMPTY);
    }

    /** Which document this is. */
    public DocumentId id() {
        return id;
    }

    /** The document as its connections see it now. */
    public View view() {
        return view;
    }

    /** Lets a connection in, or answers why not. */
    public void open(Subscriber subscriber, Member member, DocumentEvent.Open open) {
        mailbox.post(() -> {
            if (over) {
                subscriber.closed(CloseReason.STORAGE);
                return;
            }
            subscribers.put(open.connection(), subscriber);
            waitingToJoin.put(open.connection(), member);
            step(open);
        });
    }

    /** Takes an event of a connection that is in. */
    public void post(DocumentEvent event) {
        mailbox.post(() -> step(event));
    }

    /** A connection is gone. */
    public void closed(int connection) {
        mailbox.post(() -> {
            depart(connection);
            lease.release().run();
            step(new DocumentEvent.Closed(connection));
        });
    }

    /** A connection moved its caret, in the document at {@code revision}; carets at revisions long gone are ignored. */
    public void moveCaret(int connection, Member.@Nullable Caret caret, long revision) {
        mailbox.post(() -> {
            Integer displayId = displayIds.get(connection);
            View now = view;
            if (displayId == null || !now.window().covers(revision))
                return;
            if (caret != null && (long) caret.index() + caret.length() > now.window().lengthAt(revision))
                return;
            changed(displayId, now.presence().moved(displayId, caret, revision, now.window()));
        });
    }

    private void step(DocumentEvent event) {
        if (over)
            return;
        List<DocumentEffect> effects;
        try {
            effects = actor.step(event, clock.millis());
        } catch (RuntimeException e) {
            LOG.error("ALERT document {}: deciding failed, it is loaded again", id, e);
            end(CloseReason.STORAGE);
            return;
        }
        effects.forEach(this::run);
        if (subscribers.isEmpty() && actor.isIdle())
            lease.forgetIfUnused().run();
    }

    private void run(DocumentEffect effect) {
        switch (effect) {
            case DocumentEffect.AppendBatch batch -> work(() -> append(batch.append()));
            case DocumentEffect.ReadTail read -> work(() -> readTail(read));
            case DocumentEffect.Find find -> work(() -> find(find));
            case DocumentEffect.Advanced advanced -> advanced(advanced);
            case DocumentEffect.Init init -> admit(init);
            case DocumentEffect.Repeat repeat -> tell(repeat.connection(), to -> to.repeated(repeat.commit()));
            case DocumentEffect.Refuse refuse -> tell(refuse.connection(),
                    to -> to.refused(refuse.code(), refuse.message(), refuse.seq(), refuse.lastSeq(),
                            refuse.retryAfterMillis()));
            case DocumentEffect.Close close -> {
                tell(close.connection(), to -> to.closed(close.reason()));
                depart(close.connection());
            }
            case DocumentEffect.SaveSnapshot save -> work(() -> saveSnapshot(save.snapshot()));
            case DocumentEffect.Quarantine quarantine -> quarantine(quarantine.reason());
        }
    }

    /** Does what may wait. After the hub was closed nothing is begun any more: whoever waits for an answer is told by the end of the connection. */
    private void work(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the node is stopping", e);
        }
    }

    // ---- the log -----------------------------------------------------------------------------------------------------------------------

    private void append(Append append) {
        AppendResult result = resultOf(append);
        switch (result) {
            case AppendResult.Committed committed -> metrics.committed(append.commits().size());
            case AppendResult.HeadMoved moved -> metrics.headMoved();
            case AppendResult.Duplicate duplicate -> metrics.duplicate();
            case AppendResult.Unknown unknown -> {
                metrics.unknownOutcome();
                LOG.warn("document {}: outcome of a batch after revision {} unknown: {}", id, append.expectedRevision(),
                        unknown.reason());
            }
            case AppendResult.Refused refused -> {
                metrics.storageFailed();
                LOG.error("document {}: the database stores nothing: {}", id, refused.reason());
            }
        }
        post(new DocumentEvent.Appended(result));
    }

    /** Whatever goes wrong, the document gets an answer: nobody knows, so it reads the log and decides again. */
    private AppendResult resultOf(Append append) {
        try {
            return ports.log().append(append);
        } catch (RuntimeException e) {
            LOG.error("document {}: storing a batch failed unexpectedly", id, e);
            return new AppendResult.Unknown(e.getClass().getSimpleName());
        }
    }

    private void readTail(DocumentEffect.ReadTail read) {
        if (!slept(read.delayMillis()))
            return;
        try {
            TailQuery query = new TailQuery(id, read.afterRevision(), READ_BYTES_MAX, read.displayId(), read.settle());
            post(new DocumentEvent.TailRead(read.reading(), ports.log().tail(query)));
        } catch (RuntimeException e) {
            report("the log could not be read", e);
            post(new DocumentEvent.TailFailed(read.reading()));
        }
    }

    private void find(DocumentEffect.Find find) {
        try {
            post(new DocumentEvent.Found(find.connection(), find.submission(),
                    ports.log().find(id, find.submission().id())));
        } catch (RuntimeException e) {
            report("a stored submission could not be looked up", e);
            mailbox.post(() -> run(new DocumentEffect.Close(find.connection(), CloseReason.STORAGE)));
        }
    }

    private void saveSnapshot(Snapshot snapshot) {
        try {
            ports.snapshots().save(id, snapshot);
        } catch (RuntimeException e) {
            report("a snapshot was not stored", e);
        }
    }

    /** A database that is away is news; anything else is a fault of this program. */
    private void report(String what, RuntimeException e) {
        if (e instanceof StorageException) {
            LOG.warn("document {}: {}: {}", id, what, e.getMessage());
        } else {
            LOG.error("document {}: {}", id, what, e);
        }
    }

    private static boolean slept(long millis) {
        try {
            if (millis > 0)
                Thread.sleep(Duration.ofMillis(millis));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // ---- connections -------------------------------------------------------------------------------------------------------------------

    private void advanced(DocumentEffect.Advanced advanced) {
        List<Commit> fresh = advanced.window().between(Math.max(advanced.from(), advanced.window().startRevision()),
                advanced.window().headRevision());
        publish(new View(advanced.window(), view.presence().advanced(fresh)));
    }

    private void admit(DocumentEffect.Init init) {
        Member member = waitingToJoin.remove(init.connection());
        if (member == null)
            return;
        displayIds.put(init.connection(), init.displayId());
        Presence joined = view.presence().joined(member);
        view = new View(view.window(), joined);
        Position from = init.from();
        if (from == null) {
            admitted(init, new Subscriber.Start.Whole(init.document()));
        } else if (init.window().covers(from.revision())) {
            CatchUp catchUp = catchUp(init, from);
            catchUp.add(init.window().between(from.revision(), init.window().headRevision()));
            admitted(init, new Subscriber.Start.Since(catchUp.entries()));
        } else {
            work(() -> catchUpFromLog(init, from));
        }
        changed(init.displayId(), joined);
    }

    private static CatchUp catchUp(DocumentEffect.Init init, Position from) {
        return new CatchUp(from.revision(), init.singlesThrough(), init.window().headRevision(),
                CatchUp.COMPOSE_FROM_COMMITS);
    }

    /** Reads outside the mailbox; meanwhile the document goes on, and what is told in the end is told from its newest view. */
    private void catchUpFromLog(DocumentEffect.Init init, Position from) {
        long head = init.window().headRevision();
        try {
            if (!chainAt(from.revision()).equals(Optional.of(from.chain()))) {
                mailbox.post(() -> run(new DocumentEffect.Close(init.connection(), CloseReason.HISTORY_DIFFERS)));
                return;
            }
            CatchUp catchUp = catchUp(init, from);
            while (catchUp.revision() < head) {
                List<Commit> page = ports.history().read(id, catchUp.revision(), head, READ_BYTES_MAX);
                if (page.isEmpty())
                    throw new StorageException("The log ends at " + catchUp.revision() + ", before " + head);
                catchUp.add(page);
            }
            Subscriber.Start start = new Subscriber.Start.Since(catchUp.entries());
            mailbox.post(() -> admitted(init, start));
        } catch (RuntimeException e) {
            report("a catch-up could not be read", e);
            mailbox.post(() -> run(new DocumentEffect.Close(init.connection(), CloseReason.STORAGE)));
        }
    }

    private Optional<Digest> chainAt(long revision) {
        if (revision == 0)
            return Optional.of(Digest.chainStart(id));
        return ports.history().read(id, revision - 1, revision, 1).stream().findFirst().map(Commit::chain);
    }

    private void admitted(DocumentEffect.Init init, Subscriber.Start start) {
        View now = view;
        tell(init.connection(), subscriber -> {
            subscriber.admitted(new Subscriber.Admission(init.displayId(), init.window(), start, init.lastSeq(),
                    init.settled(), init.settledKey(), now));
            subscriber.viewChanged(now);
        });
    }

    private void depart(int connection) {
        subscribers.remove(connection);
        waitingToJoin.remove(connection);
        Integer displayId = displayIds.remove(connection);
        if (displayId != null && !displayIds.containsValue(displayId))
            changed(displayId, view.presence().left(displayId));
    }

    private void changed(int displayId, Presence presence) {
        tellAll(subscriber -> subscriber.memberChanged(displayId));
        publish(new View(view.window(), presence));
    }

    private void publish(View next) {
        view = next;
        tellAll(subscriber -> subscriber.viewChanged(next));
    }

    private void tellAll(Consumer<Subscriber> what) {
        for (int connection : List.copyOf(subscribers.keySet()))
            tell(connection, what);
    }

    /** Tells one connection something; if that fails, only this connection is closed. */
    private void tell(int connection, Consumer<Subscriber> what) {
        Subscriber subscriber = subscribers.get(connection);
        if (subscriber == null)
            return;
        try {
            what.accept(subscriber);
        } catch (RuntimeException e) {
            LOG.error("document {}: a connection failed and is closed", id, e);
            subscribers.remove(connection);
            subscriber.closed(CloseReason.STORAGE);
        }
    }

    private void quarantine(String reason) {
        LOG.error("ALERT document {} is quarantined on this node: {}", id, reason);
        metrics.chainMismatch();
        end(CloseReason.HISTORY_DIFFERS);
    }

    /** Nothing more is done for this document as it is in memory: everybody is sent away, whoever comes next loads it anew. */
    private void end(CloseReason reason) {
        over = true;
        lease.forget().run();
        tellAll(subscriber -> subscriber.closed(reason));
        subscribers.clear();
    }
}
