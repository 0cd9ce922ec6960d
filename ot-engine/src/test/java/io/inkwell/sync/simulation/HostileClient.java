package io.inkwell.sync.simulation;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.ReplicaEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks the protocol and keeps none of its rules: wrong numbers, bases that do not exist, used keys with other bytes, operations
 * that reach nowhere. Never deletes anything, so that the account of the others stays true.
 */
final class HostileClient implements Wire.End<Message.ToClient> {
    private static final int OUT_OF_REACH = 1_000;
    private static final Attributes UNKNOWN = Attributes.builder().set("onclick", Scalar.of("x")).build();

    private final World world;
    private @Nullable Wire wire;
    private ReplicaEvent.@Nullable Identity identity;
    private Position at = new Position(0, Digest.chainStart(World.DOCUMENT));
    private boolean letIn;
    private int attempt;

    HostileClient(World world) {
        this.world = world;
    }

    /** Does something wrong. */
    void act() {
        if (wire == null) {
            open();
        } else if (letIn) {
            send(wire);
        }
    }

    /** Gives up. */
    void leave() {
        if (wire != null)
            wire.dropByClient();
        wire = null;
    }

    private void open() {
        Chance chance = world.chance();
        NodeLine line = chance.oneOf(world.nodes()).accept();
        Wire fresh = new Wire(world, line, this);
        line.attach(fresh, () -> wire != fresh);
        wire = fresh;
        letIn = false;
        ReplicaEvent.Identity me = identity;
        Position from = chance.oneIn(3)
                ? null
                : chance.oneIn(3)
                        ? new Position(at.revision() + chance.below(3), Digest.ofSubmission(0, new byte[]{1}))
                        : at;
        Message.Unknown unknown = me == null || from == null || chance.oneIn(2)
                ? null
                : new Message.Unknown(null, chance.between(1, 4), chance.below(6),
                        Digest.ofSubmission(0, new byte[]{2}));
        fresh.toServer(new Message.Open(me == null ? null : me.clientId(), attempt += chance.below(3), from, unknown));
    }

    private void send(Wire current) {
        Chance chance = world.chance();
        Ops ops = switch (chance.below(5)) {
            case 0 -> Ops.builder().retain(OUT_OF_REACH).delete(1).build();
            case 1 -> Ops.builder().insert("x", UNKNOWN).build();
            case 2 -> Ops.builder().retain(chance.below(4)).insert("\u0000").build();
            case 3 -> Ops.builder().retain(chance.below(8)).insert("x").build();
            default -> Ops.EMPTY;
        };
        long base = Math.max(0, at.revision() + chance.between(-3, 2));
        current.toServer(new Message.Transform(chance.between(1, 4), base, ops,
                Digest.ofSubmission(base, OpsJson.write(ops))));
    }

    @Override
    public void received(Message.ToClient message) {
        switch (message) {
            case Message.Say(ReplicaEvent.Loaded loaded) -> {
                identity = loaded.identity();
                at = loaded.position();
                letIn = true;
            }
            case Message.Say(ReplicaEvent.Resumed resumed) -> {
                identity = resumed.identity();
                at = resumed.position();
                letIn = true;
            }
            case Message.Say(ReplicaEvent.Refused _) -> world.tally().add(Seen.HOSTILE_REFUSED);
            case Message.Say(ReplicaEvent.Received received) -> at = received.to();
            case Message.Say _ -> {
            }
            case Message.Closed _ -> {
                world.tally().add(Seen.HOSTILE_REFUSED);
                leave();
            }
        }
    }

    @Override
    public void gone() {
        leave();
    }
}
