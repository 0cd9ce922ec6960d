package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody's program: a replica, an editor that only does what the replica says, and connections one after the other. */
final class SimulatedClient {
    private static final int RECONNECT_MILLIS_MAX = 60;
    private static final int PAUSE_MILLIS_MAX = 40;
    private static final int OFFLINE_MILLIS_MAX = 400;
    private static final int SECOND_COPY_MILLIS_MAX = 60;

    private final World world;
    private final int number;
    private final Typist typist;
    private final Replica replica;
    private Document editor = Document.EMPTY;
    private @Nullable Wire wire;
    private int attempt;
    private int editsLeft;
    private boolean online = true;
    private boolean left;
    private boolean letIn;
    private boolean handedBack;

    SimulatedClient(World world, int number) {
        this.world = world;
        this.number = number;
        this.typist = new Typist(world, this);
        this.replica = new Replica(world.knobs().opsLimits());
        this.editsLeft = world.knobs().editsEach();
    }

    Replica replica() {
        return replica;
    }

    /** Whether text of this client was refused and handed back. */
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

    /** Types, and goes offline now and then, until everything is typed. */
    void keepTyping() {
        world.agenda().after(world.chance().between(1, PAUSE_MILLIS_MAX), () -> {
            if (editsLeft == 0)
                return;
            if (online && world.chance().strikes(Fault.OFFLINE_SPELL))
                goOffline();
            if (replica.position() != null)
                type();
            keepTyping();
        });
    }

    private void type() {
        editsLeft--;
        if (wire != null && !letIn)
            world.tally().add(Seen.EDIT_WHILE_OPENING);
        var change = typist.edit(replica.screen());
        editor = editor.apply(change);
        step(new ReplicaEvent.Edited(change));
    }

    private void goOffline() {
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

    // ---- connections -----------------------------------------------------------------------------------------------------------------------

    /** Opens the document, unless it is open or there is no network. */
    void connect() {
        if (wire != null || !online)
            return;
        Replica.OpenRequest request = replica.openRequest();
        Replica.InFlight inFlight = request.inFlight();
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

    private void connect(Message.Open open) {
        SimulatedNode.Line line = world.chance().oneOf(world.nodes()).accept();
        Listener listener = new Listener();
        Wire fresh = new Wire(world, line, listener);
        line.attach(fresh, () -> wire != fresh);
        listener.ownWire = fresh;
        wire = fresh;
        letIn = false;
        world.note(() -> this + " opens " + open);
        fresh.toServer(world.deviation().opening(open));
    }

    /** This client's end of one connection; deaf once another one took its place. */
    private final class Listener implements Wire.End<Message.ToClient> {
        private @Nullable Wire ownWire;

        @Override
        public void received(Message.ToClient message) {
            if (wire == null || wire != ownWire)
                return;
            switch (message) {
                case Message.Say(ReplicaEvent event) -> say(event);
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
            case HISTORY_DIFFERS, GONE -> throw new Violation(this + " was closed with " + reason);
        }
    }

    private void lost() {
        drop();
        if (online)
            world.agenda().after(world.chance().below(RECONNECT_MILLIS_MAX), this::connect);
    }

    private void drop() {
        Wire old = wire;
        if (old == null)
            return;
        wire = null;
        old.dropByClient();
        step(new ReplicaEvent.Disconnected());
    }

    // ---- the replica -----------------------------------------------------------------------------------------------------------------------

    private void say(ReplicaEvent event) {
        if (event instanceof ReplicaEvent.Resumed || event instanceof ReplicaEvent.Loaded)
            letIn = true;
        boolean waited = !(replica.state() instanceof Replica.State.Synchronized);
        long seqInFlight = seqInFlight();
        step(event);
        if (waited && seqInFlight() != seqInFlight)
            world.oracle().answered(event);
    }

    private long seqInFlight() {
        return switch (replica.state()) {
            case Replica.State.Synchronized _ -> 0;
            case Replica.State.AwaitingAck awaiting -> awaiting.inFlight().id().seq();
            case Replica.State.AwaitingAckWithBuffer awaiting -> awaiting.inFlight().id().seq();
        };
    }

    private void step(ReplicaEvent event) {
        boolean hadIdentity = replica.identity() != null;
        List<ReplicaEffect> effects = replica.step(event);
        if (hadIdentity && replica.identity() == null)
            world.oracle().identityLost(this);
        world.note(() -> this + ": " + event + " -> " + effects);
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
                case ReplicaEffect.RetryLater later -> world.agenda().after(later.delayMillis(),
                        () -> step(new ReplicaEvent.RetryDue()));
                case ReplicaEffect.Reopen _ -> lost();
            }
        }
        world.oracle().stepped(this);
    }

    private void send(Replica.InFlight inFlight) {
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
