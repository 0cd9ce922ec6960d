package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.Member;
import io.inkwell.sync.OpenRequest;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaState;
import io.inkwell.sync.StoredReplica;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's browser: a replica, an editor that only does what the replica says, a store that outlives both, and connections one after the
 * other.
 */
final class SimulatedClient {
    private static final int RECONNECT_MILLIS_MAX = 60;
    private static final int PAUSE_MILLIS_MAX = 40;
    private static final int OFFLINE_MILLIS_MAX = 400;
    private static final int CLOSED_MILLIS_MAX = 300;
    private static final int SECOND_COPY_MILLIS_MAX = 60;

    private final World world;
    private final int number;
    private final Typist typist;
    private Replica replica;
    private Document editor;
    private @Nullable StoredReplica stored;
    private @Nullable Wire wire;
    private int attempt;
    private int editsLeft;
    private boolean open = true;
    private boolean online = true;
    private boolean left;
    private boolean letIn;
    private boolean handedBack;

    SimulatedClient(World world, int number, int edits, @Nullable StoredReplica start) {
        this.world = world;
        this.number = number;
        this.typist = new Typist(world, this);
        this.editsLeft = edits;
        this.stored = start;
        this.replica = world.deviation().replica(world.knobs().opsLimits(), start);
        this.editor = replica.screen();
        world.witness().began(this, start != null);
    }

    Replica replica() {
        return replica;
    }

    /** What it wrote into its store last. */
    @Nullable
    StoredReplica stored() {
        return stored;
    }

    /** Which client this is. */
    int number() {
        return number;
    }

    /** Whether text of this client was refused and handed back, or destroyed with its browser. */
    boolean wasHandedBackText() {
        return handedBack;
    }

    /** Whether there is nothing left to type. */
    boolean hasTypedEverything() {
        return editsLeft == 0;
    }

    /** What the editor shows. */
    Document editor() {
        return editor;
    }

    @Override
    public String toString() {
        return "client " + number;
    }

    // ---- the person ------------------------------------------------------------------------------------------------------------------------

    /** Types, and goes offline or closes the browser now and then, until everything is typed. */
    void keepTyping() {
        world.agenda().after(world.chance().between(1, PAUSE_MILLIS_MAX), () -> {
            if (editsLeft == 0)
                return;
            if (open && online && world.chance().strikes(Fault.OFFLINE_SPELL))
                goOffline();
            if (open && world.chance().strikes(Fault.BROWSER_CLOSED))
                closeBrowser();
            if (open && replica.position() != null)
                type();
            if (open && letIn && world.knobs().carets())
                moveCaret();
            keepTyping();
        });
    }

    private void type() {
        editsLeft--;
        if (!world.chance().isNextEditMade())
            return;
        if (wire != null && !letIn)
            world.tally().add(Seen.EDIT_WHILE_OPENING);
        var change = typist.edit(replica.screen());
        editor = editor.apply(change);
        step(new ReplicaEvent.Edited(change));
    }

    private void moveCaret() {
        Position at = replica.position();
        if (wire == null || at == null)
            return;
        int index = world.chance().below(replica.server().length() + 1);
        int length = world.chance().below(replica.server().length() + 1 - index);
        wire.toServer(new Message.MoveCaret(new Member.Caret(index, length), at.revision()));
    }

    private void goOffline() {
        world.note(() -> this + " goes offline");
        online = false;
        drop();
        world.agenda().after(world.chance().below(OFFLINE_MILLIS_MAX), this::goOnline);
    }

    /** The network is there again. */
    void goOnline() {
        online = !left;
        connect();
    }

    /** Leaves for good. */
    void leave() {
        left = true;
        online = false;
        drop();
    }

    // ---- the browser -----------------------------------------------------------------------------------------------------------------------

    /** The program ends in the middle of everything; only what was stored is left, if that. */
    private void closeBrowser() {
        boolean storeLost = world.chance().strikes(Fault.STORE_LOST);
        world.note(() -> this + " is closed" + (storeLost ? ", its store is lost" : ""));
        open = false;
        wire = dropped(wire);
        if (storeLost) {
            destroyed();
            stored = null;
            attempt = 0;
        }
        world.agenda().after(world.chance().below(CLOSED_MILLIS_MAX), this::openBrowser);
    }

    /** What was on the screen and nowhere else may be gone. */
    private void destroyed() {
        handedBack = true;
        switch (replica.state()) {
            case ReplicaState.Synchronized _ -> {
            }
            case ReplicaState.AwaitingAck awaiting -> world.tokens().excused(awaiting.inFlight().current().ops());
            case ReplicaState.AwaitingAckWithBuffer awaiting -> {
                world.tokens().excused(awaiting.inFlight().current().ops());
                world.tokens().excused(awaiting.buffer().ops());
            }
        }
    }

    /** Begins again with what was stored. */
    void openBrowser() {
        if (open)
            return;
        open = true;
        world.note(() -> this + " is opened again");
        replica = world.deviation().replica(world.knobs().opsLimits(), stored);
        editor = replica.screen();
        if (stored != null && stored.inFlight() != null && stored.sent())
            world.tally().add(Seen.REOPENED_IN_FLIGHT);
        world.witness().began(this, stored != null);
        connect();
    }

    private void store(boolean aboutToSend) {
        replica.stored().ifPresent(now -> stored = world.deviation().written(stored, now, aboutToSend));
    }

    // ---- connections -----------------------------------------------------------------------------------------------------------------------

    /** Opens the document, unless it is open or there is no network. */
    void connect() {
        if (wire != null || !online || !open)
            return;
        OpenRequest request = replica.openRequest();
        InFlight inFlight = request.inFlight();
        ReplicaEvent.Identity other = world.chance().oneOf(world.clients()).replica.identity();
        attempt++;
        if (inFlight == null && other != null && world.chance().strikes(Fault.SHARED_IDENTITY)) {
            world.oracle().identityIsShared();
            connect(new Message.Open(other.clientId(), world.chance().below(2 * attempt), request.from(), null));
            return;
        }
        connect(new Message.Open(request.clientId(), attempt, request.from(),
                inFlight == null
                        ? null
                        : new Message.Unknown(request.formerClientId(), inFlight.id().seq(), inFlight.baseRevision(),
                                inFlight.hash())));
    }

    private void connect(Message.Open opening) {
        SimulatedNode node = world.chance().oneOf(world.nodes());
        NodeLine line = node.accept();
        Listener listener = new Listener();
        Wire fresh = new Wire(world, line, listener);
        line.attach(fresh, () -> wire != fresh);
        listener.ownWire = fresh;
        wire = fresh;
        letIn = false;
        Message.Open said = world.deviation().opening(opening);
        world.note(() -> this + " " + Telling.of(said) + ", on connection " + line.connection() + " to " + node);
        fresh.toServer(said);
    }

    /** This client's end of one connection; deaf once another one took its place. */
    private final class Listener implements Wire.End<Message.ToClient> {
        private @Nullable Wire ownWire;

        @Override
        public void received(Message.ToClient message) {
            if (wire == null || wire != ownWire)
                return;
            switch (message) {
                case Message.Say(ReplicaEvent event) -> hear(world.deviation().taken(replica, event));
                case Message.Closed(CloseReason reason) -> closed(reason);
            }
        }

        @Override
        public void gone() {
            if (wire != null && wire == ownWire)
                lost();
        }
    }

    private void closed(CloseReason reason) {
        world.note(() -> this + " is closed: " + reason);
        lost();
        switch (reason) {
            case SUPERSEDED -> step(new ReplicaEvent.IdentityLost());
            case STORAGE -> {
            }
            case HISTORY_DIFFERS -> {
                if (!world.isRewound())
                    throw new Violation(this + " was closed with " + reason);
                step(new ReplicaEvent.HistoryDiffers());
            }
            case GONE -> throw new Violation(this + " was closed with " + reason);
        }
    }

    private void lost() {
        drop();
        if (online)
            world.agenda().after(world.chance().below(RECONNECT_MILLIS_MAX), this::connect);
    }

    private void drop() {
        if (wire == null)
            return;
        wire = dropped(wire);
        step(new ReplicaEvent.Disconnected());
    }

    private static @Nullable Wire dropped(@Nullable Wire old) {
        if (old != null)
            old.dropByClient();
        return null;
    }

    // ---- the replica -----------------------------------------------------------------------------------------------------------------------

    private void hear(ReplicaEvent event) {
        if (event instanceof ReplicaEvent.Resumed || event instanceof ReplicaEvent.Loaded)
            letIn = true;
        long before = seqInFlight();
        step(event);
        if (before != 0 && seqInFlight() != before)
            world.oracle().answered(event);
    }

    private long seqInFlight() {
        return switch (replica.state()) {
            case ReplicaState.Synchronized _ -> 0;
            case ReplicaState.AwaitingAck awaiting -> awaiting.inFlight().id().seq();
            case ReplicaState.AwaitingAckWithBuffer awaiting -> awaiting.inFlight().id().seq();
        };
    }

    private void step(ReplicaEvent event) {
        Replica mine = replica;
        boolean hadIdentity = mine.identity() != null;
        List<ReplicaEffect> effects = mine.step(event);
        world.tally().stepped(mine);
        world.witness().stepped(this, mine, event, effects);
        if (hadIdentity && mine.identity() == null)
            world.oracle().identityLost(this);
        world.note(() -> this + " " + Telling.of(event)
                + effects.stream().map(Telling::of)
                        .collect(Collectors.joining("; ", effects.isEmpty() ? "" : "; ", "")));
        boolean sends = effects.stream().anyMatch(ReplicaEffect.Send.class::isInstance);
        if (sends || event instanceof ReplicaEvent.Edited || world.chance().oneIn(4))
            store(sends);
        for (ReplicaEffect effect : effects) {
            switch (effect) {
                case ReplicaEffect.Send send -> send(send.inFlight());
                case ReplicaEffect.Show show -> editor = editor.apply(show.change());
                case ReplicaEffect.Replace replace -> editor = replace.document();
                case ReplicaEffect.Saved _,ReplicaEffect.Notice _ -> {
                }
                case ReplicaEffect.Rescue rescue -> {
                    handedBack = true;
                    world.tally().add(Seen.RESCUED);
                    world.tokens().rescued(rescue.ops());
                }
                case ReplicaEffect.RetryLater later -> world.agenda().after(later.delayMillis(), () -> {
                    if (open && replica == mine)
                        step(new ReplicaEvent.RetryDue());
                });
                case ReplicaEffect.Reopen _ -> {
                    world.tally().add(Seen.GAP);
                    lost();
                }
            }
        }
        world.oracle().stepped(this);
    }

    private void send(InFlight inFlight) {
        Wire current = wire;
        if (current == null)
            throw new Violation(this + " sends without a connection");
        Message.Transform transform = world.deviation().sent(replica, new Message.Transform(inFlight.id().seq(),
                inFlight.baseRevision(), inFlight.ops(), inFlight.hash()));
        current.toServer(transform);
        if (world.chance().strikes(Fault.DUPLICATE_SEND))
            world.agenda().after(world.chance().below(SECOND_COPY_MILLIS_MAX), () -> current.toServer(transform));
    }
}
