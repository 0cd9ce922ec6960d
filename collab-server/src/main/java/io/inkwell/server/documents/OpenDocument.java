package io.inkwell.server.documents;

import io.inkwell.server.cluster.NodeMessage;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import io.inkwell.sync.Snapshot;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final DocumentId id;
    private final DocumentActor actor;
    private final LogCalls log;
    private final Neighbours neighbours;
    private final Elsewhere elsewhere = new Elsewhere();
    private final Authors authors = new Authors();
    private final Metrics metrics;
    private final InstantSource clock;
    private final ExecutorService workers;
    private final Lease lease;
    private final Mailbox mailbox;

    private final Map<Integer, Subscriber> subscribers = new HashMap<>();
    private final Map<Integer, Arrival> waitingToJoin = new HashMap<>();
    private final Map<Integer, Integer> displayIds = new HashMap<>();
    private volatile View view;
    private boolean caretsToTell;
    private volatile boolean quiet = true;
    private boolean over;

    /** Somebody who waits to be let in. */
    private record Arrival(Member member, Appearance appearance) {}

    /** Whether the others see who is let in. */
    private enum Appearance {
        SHOWN, UNSEEN
    }

    /**
     * How a document is given back to its hub.
     *
     * @param release one user less
     * @param forgetIfUnused drop it unless somebody uses it
     * @param forget drop it in any case
     */
    record Lease(Runnable release, Runnable forgetIfUnused, Runnable forget) {}

    OpenDocument(DocumentId id, DocumentActor actor, LogCalls log, Neighbours neighbours, Metrics metrics,
            InstantSource clock, ExecutorService workers, Lease lease) {
        this.id = id;
        this.actor = actor;
        this.log = log;
        this.neighbours = neighbours;
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

    /** Whether nothing that was received waits to be stored. */
    boolean isQuiet() {
        return quiet && mailbox.isEmpty();
    }

    /** Lets a connection in, or answers why not. */
    public void open(Subscriber subscriber, Member member, DocumentEvent.Open open) {
        open(subscriber, new Arrival(member, Appearance.SHOWN), open);
    }

    /** Lets a connection in that the others are not told of: it comes for one edit and goes. */
    public void openUnseen(Subscriber subscriber, Member author, DocumentEvent.Open open) {
        open(subscriber, new Arrival(author, Appearance.UNSEEN), open);
    }

    private void open(Subscriber subscriber, Arrival arrival, DocumentEvent.Open open) {
        mailbox.post(() -> {
            if (over) {
                subscriber.closed(CloseReason.STORAGE);
                return;
            }
            subscribers.put(open.connection(), subscriber);
            waitingToJoin.put(open.connection(), arrival);
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
            boolean stands = caret == null ? now.window().covers(revision) : now.window().holds(caret, revision);
            if (displayId == null || !stands)
                return;
            changed(displayId, now.presence().moved(displayId, caret, revision, now.window()));
            tellCaretsSoon();
        });
    }

    // ---- other nodes -------------------------------------------------------------------------------------------------------------------

    /** Another node says who is connected to it. */
    void heard(NodeMessage.Present present) {
        mailbox.post(() -> {
            if (!over && elsewhere.heard(present, clock.millis()))
                showEverybody();
        });
    }

    /** Another node asks who is connected to this one. */
    void tellWhoIsHere() {
        mailbox.post(() -> {
            if (!displayIds.isEmpty())
                tellOthers();
        });
    }

    /** Some time went by: tells again what may have been lost, and forgets nodes that say nothing any more. */
    void tick() {
        mailbox.post(() -> {
            long nowMillis = clock.millis();
            neighbours.tellAgain(view.presence(), here(), view.window().headRevision(), nowMillis);
            if (elsewhere.forgetSilent(nowMillis))
                showEverybody();
        });
    }

    private void tellOthers() {
        caretsToTell = false;
        neighbours.tell(view.presence(), here(), view.window().headRevision(), clock.millis());
    }

    private void tellCaretsSoon() {
        if (caretsToTell || !neighbours.areReachable())
            return;
        caretsToTell = true;
        work(() -> {
            try {
                Thread.sleep(Neighbours.CARETS_AFTER_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            mailbox.post(() -> {
                if (caretsToTell)
                    tellOthers();
            });
        });
    }

    private Set<Integer> here() {
        return Set.copyOf(displayIds.values());
    }

    private void showEverybody() {
        Presence before = view.presence();
        Presence now = elsewhere.shownIn(before, here(), view.window());
        Set<Integer> concerned = new HashSet<>();
        before.members().forEach(member -> concerned.add(member.displayId()));
        now.members().forEach(member -> concerned.add(member.displayId()));
        concerned.removeIf(displayId -> before.member(displayId).equals(now.member(displayId)));
        if (!concerned.isEmpty()) {
            tellAll(subscriber -> concerned.forEach(subscriber::memberChanged));
            publish(new View(view.window(), now));
        }
        if (elsewhere.awaitedRevision() > view.window().headRevision())
            post(new DocumentEvent.Hinted(elsewhere.awaitedRevision()));
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
        quiet = actor.hasNothingToStore();
        effects.forEach(this::run);
        if (subscribers.isEmpty() && actor.isIdle())
            lease.forgetIfUnused().run();
    }

    private void run(DocumentEffect effect) {
        switch (effect) {
            case DocumentEffect.AppendBatch batch -> work(() -> {
                post(log.append(batch.append()));
                log.growBlocks(batch.append());
            });
            case DocumentEffect.ReadTail read -> work(() -> log.readTail(read).ifPresent(this::post));
            case DocumentEffect.Find find -> work(() -> log.find(find).ifPresentOrElse(this::post,
                    () -> mailbox.post(() -> run(new DocumentEffect.Close(find.connection(), CloseReason.STORAGE)))));
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
            case DocumentEffect.SaveSnapshot save -> work(() -> log.saveSnapshot(save.snapshot()));
            case DocumentEffect.KeepSalvage keep -> log.keep(keep.salvage(), authors.known(view.presence()));
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

    // ---- connections -------------------------------------------------------------------------------------------------------------------

    private void advanced(DocumentEffect.Advanced advanced) {
        publish(new View(advanced.window(), view.presence().advanced(advanced.commits())));
        if (elsewhere.hasCaretsToPlace())
            showEverybody();
    }

    private void admit(DocumentEffect.Init init) {
        Arrival arrival = waitingToJoin.remove(init.connection());
        if (arrival == null)
            return;
        authors.joined(arrival.member());
        boolean shown = arrival.appearance() == Appearance.SHOWN;
        if (shown) {
            displayIds.put(init.connection(), init.displayId());
            view = new View(view.window(), view.presence().joined(arrival.member()));
        }
        tellStart(init);
        if (shown) {
            changed(init.displayId(), view.presence());
            tellOthers();
        }
    }

    private void tellStart(DocumentEffect.Init init) {
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
    }

    private static CatchUp catchUp(DocumentEffect.Init init, Position from) {
        return new CatchUp(from.revision(), init.singlesThrough(), init.window().headRevision(),
                CatchUp.COMPOSE_FROM_COMMITS);
    }

    /** Reads outside the mailbox; meanwhile the document goes on, and what is told in the end is told from its newest view. */
    private void catchUpFromLog(DocumentEffect.Init init, Position from) {
        long head = init.window().headRevision();
        try {
            if (!log.chainAt(from.revision()).equals(Optional.of(from.chain()))) {
                mailbox.post(() -> run(new DocumentEffect.Close(init.connection(), CloseReason.HISTORY_DIFFERS)));
                return;
            }
            CatchUp catchUp = catchUp(init, from);
            while (catchUp.revision() < head)
                catchUp.add(log.page(catchUp.revision(), head));
            Subscriber.Start start = new Subscriber.Start.Since(catchUp.entries());
            mailbox.post(() -> admitted(init, start));
        } catch (RuntimeException e) {
            log.report("a catch-up could not be read", e);
            mailbox.post(() -> run(new DocumentEffect.Close(init.connection(), CloseReason.STORAGE)));
        }
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
        if (displayId == null || displayIds.containsValue(displayId))
            return;
        changed(displayId, elsewhere.shownIn(view.presence(), here(), view.window()));
        tellOthers();
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
