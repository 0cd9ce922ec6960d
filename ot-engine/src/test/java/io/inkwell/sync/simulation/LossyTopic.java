package io.inkwell.sync.simulation;

/** How nodes tell each other that a head moved: a hint, on which nothing depends. */
final class LossyTopic {
    private static final int TRAVEL_MILLIS_MAX = 6;
    private static final int LATE_MILLIS_MAX = 150;
    private static final int FROZEN_MILLIS_MAX = 400;

    private final World world;
    private long frozenUntilMillis;

    LossyTopic(World world) {
        this.world = world;
    }

    /** Tells every other node. */
    void publish(SimulatedNode from, long revision) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.HINTS_FROZEN))
            frozenUntilMillis = world.agenda().nowMillis() + chance.below(FROZEN_MILLIS_MAX);
        if (world.agenda().nowMillis() < frozenUntilMillis)
            return;
        for (SimulatedNode node : world.nodes()) {
            if (node == from || chance.strikes(Fault.HINT_LOST))
                continue;
            deliver(node, revision);
            if (chance.strikes(Fault.HINT_TWICE))
                deliver(node, revision);
        }
    }

    private void deliver(SimulatedNode node, long revision) {
        Chance chance = world.chance();
        int millis = chance.below(chance.strikes(Fault.HINT_LATE) ? LATE_MILLIS_MAX : TRAVEL_MILLIS_MAX);
        world.agenda().after(millis, () -> {
            world.tally().add(Seen.HINT);
            node.hinted(revision);
        });
    }
}
