package io.inkwell.sync.simulation;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A node's end of one connection: who is behind it, and the cursor that says what it is sent next. */
final class NodeLine implements Wire.End<Message.ToServer> {
    private final World world;
    private final SimulatedNode node;
    private final int connection;
    private final int bornInLife;
    private @Nullable Wire wire;
    private BooleanSupplier abandoned = () -> false;
    private @Nullable Identity identity;
    private @Nullable OutboundCursor cursor;
    private boolean flushing;
    private long burntAtRevision = Long.MAX_VALUE;
    private long burntAtMillis;
    private final Set<Integer> notToBeBurnt = new HashSet<>();

    /** Who a connection is. */
    record Identity(ClientId clientId, int displayId) {}

    NodeLine(World world, SimulatedNode node, int connection, int bornInLife) {
        this.world = world;
        this.node = node;
        this.connection = connection;
        this.bornInLife = bornInLife;
    }

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
        node.whenAwake(() -> node.received(this, message));
    }

    @Override
    public void gone() {
        node.whenAwake(() -> node.gone(this));
    }

    int connection() {
        return connection;
    }

    /** In which of its lives the node accepted it. */
    int bornInLife() {
        return bornInLife;
    }

    /** Whether the client has let go of it already. */
    boolean isAbandoned() {
        return abandoned.getAsBoolean();
    }

    Wire wire() {
        return Objects.requireNonNull(wire);
    }

    Identity identity() {
        return Objects.requireNonNull(identity);
    }

    void identify(Identity known) {
        identity = known;
    }

    /** Where the connection stands; absent before it was let in. */
    @Nullable
    OutboundCursor cursor() {
        return cursor;
    }

    void letIn(OutboundCursor start) {
        cursor = start;
    }

    /** Whether it belongs to a client that was let in. */
    boolean isOf(int displayId) {
        return cursor != null && identity().displayId() == displayId;
    }

    /** Marks that it will be flushed; false if that is marked already or there is nothing to flush. */
    boolean startFlushing() {
        if (flushing || cursor == null)
            return false;
        flushing = true;
        return true;
    }

    void stopFlushing() {
        flushing = false;
    }

    // ---- what is said ----------------------------------------------------------------------------------------------------------------------

    /** Tells the client something true. */
    void say(ReplicaEvent event, CommitWindow window) {
        world.oracle().said(event, identity().displayId());
        rememberBurnt(event);
        sayUnchecked(world.deviation().heard(event, window, identity().displayId()));
    }

    /** Tells the client anything. */
    void sayUnchecked(ReplicaEvent event) {
        wire().toClient(new Message.Say(event));
    }

    // ---- burnt once, not twice ---------------------------------------------------------------------------------------------------------------

    private void rememberBurnt(ReplicaEvent event) {
        switch (event) {
            case ReplicaEvent.Rebased rebased -> burnt(rebased.at().revision());
            case ReplicaEvent.Received received -> received.changes().forEach(this::rememberBurnt);
            case ReplicaEvent.Resumed resumed -> {
                if (resumed.settled() instanceof Settled.Burnt)
                    burnt(resumed.position().revision());
            }
            default -> {
            }
        }
    }

    private void rememberBurnt(Entry entry) {
        if (entry instanceof Entry.Single single && single.kind() instanceof CommitKind.Burnt
                && single.id().displayId() == identity().displayId())
            burnt(single.revision());
    }

    private void burnt(long revision) {
        burntAtRevision = revision;
        burntAtMillis = world.agenda().nowMillis();
    }

    /** A submission arrives: one that comes from where its client was sent back to must not be burnt once more. */
    void submitted(int seq, long baseRevision) {
        if (baseRevision >= burntAtRevision) {
            notToBeBurnt.add(seq);
        } else {
            notToBeBurnt.remove(seq);
        }
    }

    /** Whether one of these breaks that promise. */
    boolean isBurntTwice(List<Commit> commits) {
        boolean longAgo = world.agenda().nowMillis() - burntAtMillis > world.knobs().limits().pinnedMillisMax();
        return node.hasSteadyClock() && !longAgo && cursor != null
                && commits.stream().anyMatch(commit -> commit.kind() instanceof CommitKind.Burnt
                        && commit.id().displayId() == identity().displayId()
                        && notToBeBurnt.contains(commit.id().seq()));
    }
}
