package io.inkwell.sync.simulation;

import io.inkwell.ot.OtException;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Head;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.Submission;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One process: carries out what its actor decides, and has a cursor for every connection. Everything here dies with it. */
final class SimulatedNode {
    private static final int LOOK_AT_HEADS_MILLIS = 120;
    private static final int WITHOUT_LOCK_MILLIS_MAX = 20;
    private static final int CONTENTION_MILLIS = 5_000;

    private final World world;
    private final int number;
    private final Map<Integer, NodeLine> lines = new LinkedHashMap<>();
    private final ArrayDeque<Runnable> whileAsleep = new ArrayDeque<>();
    private final NodePresence presence;
    private final NodeStream stream;
    private int life;
    private int sleep;
    private boolean asleep;
    private boolean looking = true;
    private long clockAheadMillis;
    private long foreignCommitMillis = -CONTENTION_MILLIS;
    private @Nullable DocumentActor actor;

    SimulatedNode(World world, int number) {
        this.world = world;
        this.number = number;
        this.presence = new NodePresence(world);
        this.stream = new NodeStream(world, this);
    }

    @Override
    public String toString() {
        return "node " + number;
    }

    /** A new connection. */
    NodeLine accept() {
        NodeLine line = new NodeLine(world, this, world.freshNumber(), life);
        lines.put(line.connection(), line);
        return line;
    }

    /** Its connections. */
    List<NodeLine> lines() {
        return List.copyOf(lines.values());
    }

    /** One of them, if it is there. */
    @Nullable
    NodeLine line(int connection) {
        return lines.get(connection);
    }

    /** Whether a connection is still there. */
    boolean has(NodeLine line) {
        return lines.containsKey(line.connection());
    }

    /** Who is here. */
    NodePresence presence() {
        return presence;
    }

    /** What it holds of the document; absent if the document is not open. */
    @Nullable
    DocumentActor actor() {
        return actor;
    }

    /** Whether nothing is kept of anybody. */
    boolean isIdle() {
        return lines.isEmpty() && (actor == null || actor.isIdle());
    }

    // ---- life and death --------------------------------------------------------------------------------------------------------------------

    /** The process dies. What it sent lives on. */
    void crash() {
        world.note(() -> this + " dies");
        life++;
        forgetDocument();
        List<NodeLine> cut = lines();
        lines.clear();
        whileAsleep.clear();
        cut.forEach(line -> line.wire().dropByServer());
    }

    private void forgetDocument() {
        actor = null;
        presence.clear();
    }

    /** The process stands still. */
    void pause(int millis) {
        world.note(() -> this + " stands still for " + millis + " ms");
        asleep = true;
        int mine = ++sleep;
        world.agenda().after(millis, () -> {
            if (sleep == mine)
                wake();
        });
    }

    /** Goes on as if nothing had happened. */
    void wake() {
        asleep = false;
        while (!asleep && !whileAsleep.isEmpty())
            whileAsleep.remove().run();
    }

    /** Does something now, or when the process goes on. */
    void whenAwake(Runnable task) {
        if (asleep) {
            whileAsleep.add(task);
        } else {
            task.run();
        }
    }

    /** The clock shows another time from now on. */
    void jump(long millis) {
        clockAheadMillis += millis;
    }

    /** Whether its clock never jumped: only then it counts the seconds of a promise right. */
    boolean hasSteadyClock() {
        return clockAheadMillis == 0;
    }

    private long clockMillis() {
        return World.START.toEpochMilli() + world.agenda().nowMillis() + clockAheadMillis;
    }

    /** Something comes later, unless the process dies before. */
    void later(long millis, Runnable task) {
        int born = life;
        world.agenda().after(millis, () -> {
            if (born == life)
                whenAwake(() -> {
                    if (born == life)
                        task.run();
                });
        });
    }

    // ---- heads of others -------------------------------------------------------------------------------------------------------------------

    /** Looks at the head of its document now and then. */
    void keepLooking() {
        world.agenda().after(world.chance().between(1, LOOK_AT_HEADS_MILLIS), () -> {
            if (!looking)
                return;
            if (actor != null) {
                Head head = NodeLoading.head(world);
                later(world.chance().below(LOOK_AT_HEADS_MILLIS), () -> sawHead(head));
            }
            keepLooking();
        });
    }

    /** Does not look at heads any more. */
    void lookNoMore() {
        looking = false;
    }

    /** Another node says that the head moved. */
    void hinted(long revision) {
        whenAwake(() -> {
            if (actor != null)
                step(new DocumentEvent.Hinted(revision));
        });
    }

    private void sawHead(Head head) {
        if (actor != null)
            step(new DocumentEvent.HeadSeen(head));
    }

    // ---- what clients say ------------------------------------------------------------------------------------------------------------------

    void received(NodeLine line, Message.ToServer message) {
        if (line.bornInLife() != life || !lines.containsKey(line.connection()))
            return;
        switch (message) {
            case Message.Open open -> open(line, open);
            case Message.Transform transform -> transform(line, transform);
            case Message.MoveCaret move -> presence.moved(line.identity().displayId(), move,
                    Objects.requireNonNull(actor).window());
        }
    }

    void gone(NodeLine line) {
        if (line.bornInLife() == life && lines.remove(line.connection()) != null) {
            presence.left(line);
            if (actor != null)
                step(new DocumentEvent.Closed(line.connection()));
        }
    }

    private void open(NodeLine line, Message.Open open) {
        if (line.isAbandoned())
            world.tally().add(Seen.LATE_OPEN);
        Optional<Integer> known = displayIdOf(open.clientId());
        ClientId clientId = known.isPresent() ? Objects.requireNonNull(open.clientId()) : new ClientId(world.freshId());
        int displayId = known.orElseGet(
                () -> world.ask(ports -> ports.sessions().create(World.DOCUMENT, clientId, World.PERSON)));
        line.identify(new NodeLine.Identity(clientId, displayId));
        Message.Unknown unknown = open.inFlight();
        DocumentEvent.InFlightKey inFlight = null;
        if (unknown != null) {
            ClientId sender = unknown.formerClientId() != null ? unknown.formerClientId() : open.clientId();
            inFlight = new DocumentEvent.InFlightKey(new SubmissionId(displayIdOf(sender).orElseThrow(), unknown.seq()),
                    unknown.base(), unknown.hash());
            if (unknown.formerClientId() != null)
                world.tally().add(Seen.FORMER_SETTLED);
        }
        if (actor == null)
            load();
        step(world.deviation().opened(new DocumentEvent.Open(line.connection(), displayId, open.attempt(), true,
                open.from(), inFlight)));
    }

    private void load() {
        try {
            actor = world.deviation().actor(NodeLoading.load(world));
        } catch (BrokenChainException | OtException damaged) {
            throw new Violation("the log cannot be loaded: " + damaged.getMessage());
        }
    }

    private Optional<Integer> displayIdOf(@Nullable ClientId clientId) {
        return clientId == null
                ? Optional.empty()
                : world.ask(ports -> ports.sessions().find(World.DOCUMENT, clientId))
                        .map(session -> session.displayId());
    }

    private void transform(NodeLine line, Message.Transform transform) {
        OutboundCursor cursor = line.cursor();
        if (cursor == null)
            throw new Violation("an operation before the client was let in");
        cursor.submitted(transform.seq(), transform.hash());
        line.submitted(transform.seq(), transform.base());
        int displayId = line.identity().displayId();
        Optional<Commit> same = world.deviation().takenFor(transform, world.oracle().commitsOf(displayId));
        if (same.isPresent()) {
            line.sayUnchecked(Rendering.own(same.get()));
            return;
        }
        step(new DocumentEvent.Submit(line.connection(), new Submission(new SubmissionId(displayId, transform.seq()),
                transform.base(), transform.ops(), transform.hash())));
    }

    // ---- what the actor decides ------------------------------------------------------------------------------------------------------------

    private void step(DocumentEvent event) {
        DocumentActor now = Objects.requireNonNull(actor);
        List<DocumentEffect> effects = world.deviation().decided(now.step(event, clockMillis()));
        world.tally().stepped(now);
        if (!effects.isEmpty())
            world.note(() -> this + " " + Telling.of(event) + "; "
                    + effects.stream().map(Telling::of).collect(Collectors.joining(", ")));
        for (DocumentEffect effect : effects) {
            if (actor == now)
                run(now, effect);
        }
        if (actor == now && lines.isEmpty() && now.isIdle() && world.chance().oneIn(2))
            forgetDocument();
    }

    private void run(DocumentActor asking, DocumentEffect effect) {
        switch (effect) {
            case DocumentEffect.AppendBatch batch -> append(asking, batch.append());
            case DocumentEffect.ReadTail read -> later(read.delayMillis(),
                    () -> world.log().tail(asking, read,
                            tail -> answer(asking, new DocumentEvent.TailRead(read.reading(), tail)),
                            () -> answer(asking, new DocumentEvent.TailFailed(read.reading()))));
            case DocumentEffect.Find find -> world.log().find(find.submission().id(),
                    found -> answer(asking, new DocumentEvent.Found(find.connection(), find.submission(), found)),
                    () -> whenAwake(() -> {
                        if (actor == asking)
                            close(find.connection(), CloseReason.STORAGE);
                    }));
            case DocumentEffect.Advanced advanced -> {
                presence.advanced(advanced);
                lines().forEach(stream::flushSoon);
            }
            case DocumentEffect.Init init -> stream.admit(init);
            case DocumentEffect.Repeat repeat -> stream.repeat(repeat);
            case DocumentEffect.Refuse refuse -> refuse(refuse);
            case DocumentEffect.Close close -> closed(close.connection(), close.reason());
            case DocumentEffect.SaveSnapshot save -> {
                world.tally().add(Seen.SNAPSHOT);
                store(save.snapshot());
            }
            case DocumentEffect.KeepSalvage keep -> world.oracle().salvaged(asking, keep.salvage());
            case DocumentEffect.Quarantine quarantine -> quarantined(asking, quarantine.reason());
        }
    }

    /** Stores a snapshot. */
    void store(Snapshot snapshot) {
        world.tell(ports -> ports.snapshots().save(World.DOCUMENT, snapshot));
    }

    /** What an actor asked for; nobody wants it if that actor is gone. */
    private void answer(DocumentActor asking, DocumentEvent event) {
        whenAwake(() -> {
            if (actor == asking)
                step(event);
        });
    }

    /** While others commit too, the lock is tried first; whoever does not get it goes on a moment later all the same. */
    private void append(DocumentActor asking, Append append) {
        boolean contended = world.agenda().nowMillis() - foreignCommitMillis < CONTENTION_MILLIS;
        boolean held = contended && world.lock().tryToHold(this);
        if (contended && !held)
            world.tally().add(Seen.WITHOUT_LOCK);
        later(contended && !held ? world.chance().below(WITHOUT_LOCK_MILLIS_MAX) : 0, () -> {
            world.deviation().leaving(this, append);
            world.log().append(this, append, held, result -> whenAwake(() -> {
                world.lock().release(this);
                appended(asking, result);
            }));
        });
    }

    private void appended(DocumentActor asking, AppendResult result) {
        if (actor != asking)
            return;
        if (result instanceof AppendResult.HeadMoved)
            foreignCommitMillis = world.agenda().nowMillis();
        step(new DocumentEvent.Appended(result));
        if (result instanceof AppendResult.Committed)
            world.topic().publish(this, asking.window().headRevision());
    }

    private void quarantined(DocumentActor stopped, String reason) {
        if (!world.isRewound())
            throw new Violation("quarantined: " + reason);
        world.tally().add(Seen.REWOUND_NOTICED);
        world.oracle().forgotten(stopped);
        forgetDocument();
        lines().forEach(line -> closed(line.connection(), CloseReason.HISTORY_DIFFERS));
    }

    // ---- what connections are told ---------------------------------------------------------------------------------------------------------

    private void refuse(DocumentEffect.Refuse refuse) {
        NodeLine line = lines.get(refuse.connection());
        if (line != null)
            line.say(new ReplicaEvent.Refused(refuse.code(), refuse.seq(), null, refuse.retryAfterMillis()),
                    Objects.requireNonNull(actor).window());
    }

    /** The connection is closed from outside the actor. */
    void close(int connection, CloseReason reason) {
        if (!lines.containsKey(connection))
            return;
        closed(connection, reason);
        step(new DocumentEvent.Closed(connection));
    }

    private void closed(int connection, CloseReason reason) {
        NodeLine line = lines.remove(connection);
        if (line == null)
            return;
        presence.left(line);
        if (reason == CloseReason.SUPERSEDED)
            world.tally().add(Seen.SUPERSEDED);
        line.wire().toClient(new Message.Closed(reason));
        line.wire().closeByServer();
    }
}
