package io.inkwell.sync.simulation;

import io.inkwell.sync.CatchUp;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.Head;
import io.inkwell.sync.History;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.Submission;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process: carries out what its actor decides, and has a cursor for every connection. Everything here dies with it. */
final class SimulatedNode {
    private static final int FLUSH_MILLIS_MAX = 4;
    private static final int LOOK_AT_HEADS_MILLIS = 40;
    private static final int READ_PAGE_MILLIS_MAX = 8;

    private final World world;
    private final int number;
    private final Map<Integer, Line> lines = new LinkedHashMap<>();
    private int life;
    private boolean looking = true;
    private @Nullable DocumentActor actor;

    /** The node's end of one connection. */
    final class Line implements Wire.End<Message.ToServer> {
        private final int connection = world.freshNumber();
        private final int bornInLife = life;
        private @Nullable Wire wire;
        private BooleanSupplier abandoned = () -> false;
        private @Nullable Identity identity;
        private @Nullable OutboundCursor cursor;
        private boolean flushing;

        /**
         * What this end belongs to.
         *
         * @param ownWire the wire on which it answers
         * @param givenUp whether the client has let go of it already
         */
        void attach(Wire ownWire, BooleanSupplier givenUp) {
            wire = ownWire;
            abandoned = givenUp;
        }

        @Override
        public void received(Message.ToServer message) {
            if (bornInLife != life || !lines.containsKey(connection))
                return;
            switch (message) {
                case Message.Open open -> open(this, open);
                case Message.Transform transform -> transform(this, transform);
            }
        }

        @Override
        public void gone() {
            if (bornInLife == life && lines.remove(connection) != null && actor != null)
                step(new DocumentEvent.Closed(connection));
        }

        private void say(ReplicaEvent event) {
            int displayId = Objects.requireNonNull(identity).displayId();
            world.oracle().said(event, displayId);
            CommitWindow window = Objects.requireNonNull(actor).window();
            Objects.requireNonNull(wire)
                    .toClient(new Message.Say(world.deviation().heard(event, window, displayId)));
        }
    }

    /** Who a connection is. */
    private record Identity(ClientId clientId, int displayId) {}

    SimulatedNode(World world, int number) {
        this.world = world;
        this.number = number;
    }

    /** A new connection. */
    Line accept() {
        Line line = new Line();
        lines.put(line.connection, line);
        return line;
    }

    /** Looks at the head of its document now and then. */
    void keepLooking() {
        world.agenda().after(world.chance().between(1, LOOK_AT_HEADS_MILLIS), () -> {
            if (!looking)
                return;
            Head head = head();
            int born = life;
            world.agenda().after(world.chance().below(LOOK_AT_HEADS_MILLIS), () -> {
                if (born == life && actor != null)
                    step(new DocumentEvent.HeadSeen(head));
            });
            keepLooking();
        });
    }

    /** Does not look at heads any more. */
    void lookNoMore() {
        looking = false;
    }

    /** The process dies. What it sent lives on. */
    void crash() {
        world.note(() -> "node " + number + " dies");
        life++;
        actor = null;
        List<Line> cut = List.copyOf(lines.values());
        lines.clear();
        cut.forEach(line -> Objects.requireNonNull(line.wire).dropByServer());
    }

    /** Whether nothing is kept of anybody. */
    boolean isIdle() {
        return lines.isEmpty() && (actor == null || actor.isIdle());
    }

    @Override
    public String toString() {
        return "node " + number;
    }

    // ---- loading -------------------------------------------------------------------------------------------------------------------------

    private Head head() {
        return world.storage().log().tail(new TailQuery(World.DOCUMENT, Long.MAX_VALUE, 1, 0, null)).head();
    }

    private DocumentActor load() {
        HistoryReader reader = world.storage().history();
        Head head = head();
        int windowMax = world.knobs().limits().windowCommitsMax();
        Snapshot newest = world.storage().snapshots().newestAtOrBelow(World.DOCUMENT, head.revision())
                .orElseGet(() -> new Snapshot(0, Digest.chainStart(World.DOCUMENT), world.knobs().type().start()));
        Snapshot start = new History(world.storage().snapshots(), reader).at(World.DOCUMENT, world.knobs().type(),
                Math.max(0, Math.min(newest.revision(), head.revision() - windowMax)));
        List<Commit> since = reader.read(World.DOCUMENT, start.revision(), head.revision(), Integer.MAX_VALUE);
        Snapshot current = History.replay(start, since);
        CommitWindow window = CommitWindow.at(start.revision(), start.chain(), start.document().length()).with(since)
                .trimmed(windowMax, world.knobs().limits().windowBytesMax(), Long.MAX_VALUE);
        long bytes = since.stream().filter(commit -> commit.revision() > newest.revision())
                .mapToLong(commit -> commit.opBytes().length).sum();
        return new DocumentActor(World.DOCUMENT, world.knobs().type(), world.knobs().limits(), head, window,
                current.document(), bytes);
    }

    // ---- what clients say ----------------------------------------------------------------------------------------------------------------

    private void open(Line line, Message.Open open) {
        if (line.abandoned.getAsBoolean())
            world.tally().add(Seen.LATE_OPEN);
        Optional<Integer> known = displayIdOf(open.clientId());
        ClientId clientId = known.isPresent() ? Objects.requireNonNull(open.clientId()) : new ClientId(world.freshId());
        int displayId = known.orElseGet(
                () -> world.storage().sessions().create(World.DOCUMENT, clientId, World.PERSON));
        line.identity = new Identity(clientId, displayId);
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
            actor = load();
        step(world.deviation().opened(new DocumentEvent.Open(line.connection, displayId, open.attempt(), true,
                open.from(), inFlight)));
    }

    private Optional<Integer> displayIdOf(@Nullable ClientId clientId) {
        return clientId == null
                ? Optional.empty()
                : world.storage().sessions().find(World.DOCUMENT, clientId).map(session -> session.displayId());
    }

    private void transform(Line line, Message.Transform transform) {
        if (line.cursor == null)
            throw new Violation("an operation before the client was let in");
        line.cursor.submitted(transform.seq(), transform.hash());
        SubmissionId id = new SubmissionId(Objects.requireNonNull(line.identity).displayId(), transform.seq());
        step(new DocumentEvent.Submit(line.connection,
                new Submission(id, transform.base(), transform.ops(), transform.hash())));
    }

    // ---- what the actor decides ----------------------------------------------------------------------------------------------------------

    private void step(DocumentEvent event) {
        DocumentActor now = Objects.requireNonNull(actor);
        List<DocumentEffect> effects = now.step(event, world.clockMillis());
        world.note(() -> "node " + number + ": " + event + " -> " + effects);
        effects.forEach(this::run);
        if (lines.isEmpty() && now.isIdle() && world.chance().oneIn(2))
            actor = null;
    }

    private void run(DocumentEffect effect) {
        DocumentActor asking = Objects.requireNonNull(actor);
        switch (effect) {
            case DocumentEffect.AppendBatch batch -> {
                world.deviation().acknowledgedEarly(batch.append()).forEach(this::acknowledgeEarly);
                world.log().append(batch.append(), result -> answer(asking, new DocumentEvent.Appended(result)));
            }
            case DocumentEffect.ReadTail read -> world.agenda().after(read.delayMillis(),
                    () -> world.log().tail(read.afterRevision(), read.displayId(), read.settle(),
                            tail -> answer(asking, new DocumentEvent.TailRead(read.reading(), tail)),
                            () -> answer(asking, new DocumentEvent.TailFailed(read.reading()))));
            case DocumentEffect.Find find -> world.log().find(find.submission().id(),
                    found -> answer(asking,
                            new DocumentEvent.Found(find.connection(), find.submission(), found)),
                    () -> {
                        if (actor == asking)
                            close(find.connection(), CloseReason.STORAGE);
                    });
            case DocumentEffect.Advanced _ -> List.copyOf(lines.values()).forEach(this::flushSoon);
            case DocumentEffect.Init init -> admit(init);
            case DocumentEffect.Repeat repeat -> repeat(repeat);
            case DocumentEffect.Refuse refuse -> refuse(refuse);
            case DocumentEffect.Close close -> closed(close.connection(), close.reason());
            case DocumentEffect.SaveSnapshot save -> {
                world.tally().add(Seen.SNAPSHOT);
                world.storage().snapshots().save(World.DOCUMENT, save.snapshot());
            }
            case DocumentEffect.Quarantine quarantine -> throw new Violation("quarantined: " + quarantine.reason());
        }
    }

    /** What an actor asked for; nobody wants it if that actor is gone. */
    private void answer(DocumentActor asking, DocumentEvent event) {
        if (actor == asking)
            step(event);
    }

    private void acknowledgeEarly(Commit commit) {
        for (Line line : lines.values()) {
            if (line.cursor != null && Objects.requireNonNull(line.identity).displayId() == commit.id().displayId())
                Objects.requireNonNull(line.wire).toClient(new Message.Say(Rendering.own(commit)));
        }
    }

    // ---- letting in ----------------------------------------------------------------------------------------------------------------------

    private void admit(DocumentEffect.Init init) {
        Line line = lines.get(init.connection());
        if (line == null)
            return;
        Position from = init.from();
        int born = life;
        if (from == null || init.window().covers(from.revision())) {
            letIn(line, init);
        } else {
            world.agenda().after(world.chance().below(READ_PAGE_MILLIS_MAX), () -> {
                if (born == life && lines.containsKey(line.connection))
                    letIn(line, init);
            });
        }
    }

    private void letIn(Line line, DocumentEffect.Init init) {
        Identity identity = Objects.requireNonNull(line.identity);
        ReplicaEvent.Identity told = new ReplicaEvent.Identity(identity.clientId(), identity.displayId());
        long head = init.window().headRevision();
        Position at = new Position(head, init.window().headChain());
        Position from = init.from();
        ReplicaEvent event;
        if (from == null) {
            event = new ReplicaEvent.Loaded(told, at, init.lastSeq(), init.document().toOps());
        } else {
            CatchUp catchUp = new CatchUp(from.revision(), world.deviation().singlesThrough(init), head,
                    world.knobs().composeFromCommits());
            while (catchUp.revision() < head) {
                catchUp.add(world.storage().history().read(World.DOCUMENT, catchUp.revision(), head,
                        world.knobs().pageBytesMax()));
            }
            event = Rendering.resumed(told, at, catchUp, init, world.tally());
        }
        line.cursor = new OutboundCursor(identity.displayId(), init.window(), world.knobs().frameBytesMax());
        line.say(event);
        flushSoon(line);
    }

    private void repeat(DocumentEffect.Repeat repeat) {
        Line line = lines.get(repeat.connection());
        if (line == null || line.cursor == null || line.cursor.revision() < repeat.commit().revision())
            return;
        world.tally().add(Seen.REPEATED);
        line.say(Rendering.own(repeat.commit()));
    }

    private void refuse(DocumentEffect.Refuse refuse) {
        Line line = lines.get(refuse.connection());
        if (line != null)
            line.say(new ReplicaEvent.Refused(refuse.code(), refuse.seq(), null, refuse.retryAfterMillis()));
    }

    /** The connection is closed from outside the actor. */
    private void close(int connection, CloseReason reason) {
        if (!lines.containsKey(connection))
            return;
        closed(connection, reason);
        step(new DocumentEvent.Closed(connection));
    }

    private void closed(int connection, CloseReason reason) {
        Line line = lines.remove(connection);
        if (line == null)
            return;
        if (reason == CloseReason.SUPERSEDED)
            world.tally().add(Seen.SUPERSEDED);
        Wire wire = Objects.requireNonNull(line.wire);
        wire.toClient(new Message.Closed(reason));
        wire.closeByServer();
    }

    // ---- the stream ----------------------------------------------------------------------------------------------------------------------

    /** The wire is free in a moment; what comes until then goes out together. */
    private void flushSoon(Line line) {
        if (line.flushing || line.cursor == null)
            return;
        line.flushing = true;
        world.agenda().after(world.chance().below(FLUSH_MILLIS_MAX), () -> {
            if (line.bornInLife == life && lines.containsKey(line.connection))
                flush(line, Objects.requireNonNull(line.cursor));
        });
    }

    private void flush(Line line, OutboundCursor cursor) {
        CommitWindow window = Objects.requireNonNull(actor).window();
        line.flushing = false;
        switch (cursor.next(window)) {
            case OutboundCursor.Next.Nothing _ -> {
            }
            case OutboundCursor.Next.Own(Commit commit) -> {
                line.say(Rendering.own(commit));
                flushSoon(line);
            }
            case OutboundCursor.Next.Frame(long from, long to) -> {
                line.say(Rendering.frame(window.between(from, to)));
                flushSoon(line);
            }
            case OutboundCursor.Next.Behind(long from) -> {
                world.tally().add(Seen.PAGE_FROM_LOG);
                List<Commit> page = new ArrayList<>(world.storage().history().read(World.DOCUMENT, from,
                        window.headRevision(), world.knobs().pageBytesMax()));
                cursor.handedOut(page);
                line.say(Rendering.frame(page));
                flushSoon(line);
            }
        }
    }
}
