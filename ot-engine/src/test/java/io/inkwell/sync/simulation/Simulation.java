package io.inkwell.sync.simulation;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog.Access;

/** Runs one schedule from its seed to its end. */
final class Simulation {
    private static final int TROUBLE_MILLIS = 4_000;
    private static final int HAPPENINGS_MAX = 40_000;
    private static final int WORLD_PAUSE_MILLIS_MAX = 60;

    private final World world;

    private Simulation(World world) {
        this.world = world;
    }

    /**
     * Runs a schedule.
     *
     * @throws Violation if a promise is broken, with the seed and how to see it again
     */
    static void run(long seed, Tally tally, Deviation deviation) {
        run(seed, tally, deviation, false);
    }

    /** As {@link #run(long, Tally, Deviation)}; what happened is part of the failure. */
    static void runTraced(long seed, Tally tally, Deviation deviation) {
        run(seed, tally, deviation, true);
    }

    private static void run(long seed, Tally tally, Deviation deviation, boolean tracing) {
        World world = new World(seed, tally, deviation, tracing);
        try {
            new Simulation(world).run();
        } catch (RuntimeException | Violation e) {
            Violation failure = new Violation("seed " + seed + " (again with -Dsim.seed=" + seed + "): " + e
                    + (tracing ? "\n" + world.trace() : ""));
            failure.initCause(e);
            throw failure;
        }
    }

    private void run() {
        world.clients().forEach(SimulatedClient::keepTyping);
        world.clients().forEach(this::firstConnection);
        world.nodes().forEach(SimulatedNode::keepLooking);
        keepMakingTrouble();
        int happenings = 0;
        while (!world.chance().isHealed()) {
            happen(++happenings);
            boolean typed = world.clients().stream().allMatch(SimulatedClient::hasTypedEverything);
            if (typed || world.agenda().nowMillis() > TROUBLE_MILLIS)
                heal();
        }
        while (!world.oracle().everybodyIsAtRest() || !world.clients().stream()
                .allMatch(SimulatedClient::hasTypedEverything))
            happen(++happenings);
        world.oracle().atTheEnd();
        farewell();
    }

    private void happen(int happenings) {
        if (happenings > HAPPENINGS_MAX)
            throw new Violation("nobody comes to rest: the log stands at " + world.oracle().headRevision() + ", "
                    + world.clients().stream().map(client -> client + " at " + client.replica().position() + " "
                            + client.replica().state()).toList());
        world.agenda().next();
    }

    private void firstConnection(SimulatedClient client) {
        world.agenda().after(world.chance().below(WORLD_PAUSE_MILLIS_MAX), client::connect);
    }

    private void keepMakingTrouble() {
        world.agenda().after(world.chance().between(1, WORLD_PAUSE_MILLIS_MAX), () -> {
            if (world.chance().strikes(Fault.NODE_CRASH))
                world.chance().oneOf(world.nodes()).crash();
            if (world.chance().strikes(Fault.ACCESS_CHANGE))
                changeAccess();
            if (!world.chance().isHealed())
                keepMakingTrouble();
        });
    }

    private void changeAccess() {
        PersonId person = World.PERSON;
        world.storage().documents().putMember(World.DOCUMENT, person, Access.WRITE, World.START);
    }

    private void heal() {
        world.note(() -> "healed");
        world.chance().heal();
        world.clients().forEach(SimulatedClient::goOnline);
    }

    /** When everybody has left, nothing is kept of anybody. */
    private void farewell() {
        world.clients().forEach(SimulatedClient::leave);
        world.nodes().forEach(SimulatedNode::lookNoMore);
        int happenings = 0;
        while (world.agenda().next()) {
            if (++happenings > HAPPENINGS_MAX)
                throw new Violation("nodes without clients find no rest");
        }
        for (SimulatedNode node : world.nodes()) {
            if (!node.isIdle())
                throw new Violation(node + " still keeps something of clients that left");
        }
    }
}
