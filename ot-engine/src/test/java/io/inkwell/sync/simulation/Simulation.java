package io.inkwell.sync.simulation;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog.Access;

/** Runs one schedule from its seed to its end. */
final class Simulation {
    private static final int TROUBLE_MILLIS = 4_000;
    private static final int HAPPENINGS_MAX = 40_000;
    private static final int TROUBLE_PAUSE_MILLIS_MAX = 60;
    private static final int NODE_PAUSE_MILLIS_MAX = 600;
    private static final int LONG_NODE_PAUSE_MILLIS = 120_000;
    private static final int CLOCK_JUMP_MILLIS_MAX = 3_600_000;
    private static final int CLIENTS_MAX = 5;

    private final World world;
    private final HostileClient hostile;

    private Simulation(World world) {
        this.world = world;
        this.hostile = new HostileClient(world);
    }

    /**
     * Runs a schedule.
     *
     * @throws Violation if a promise is broken, with the seed
     */
    static void run(long seed, Tally tally, Deviation deviation) {
        run(seed, Mask.NOTHING, tally, deviation, new Witness());
    }

    /**
     * Runs a schedule without what the mask leaves out, before a witness.
     *
     * @return how many strikes and edits there were
     */
    static Chance run(long seed, Mask mask, Tally tally, Deviation deviation, Witness witness) {
        World world = new World(seed, mask, tally, deviation, witness);
        try {
            new Simulation(world).run();
            return world.chance();
        } catch (RuntimeException | Violation e) {
            throw new Violation("seed " + seed + ": " + e, e, world.chance());
        }
    }

    private void run() {
        world.clients().forEach(this::join);
        world.nodes().forEach(SimulatedNode::keepLooking);
        keepMakingTrouble();
        int happenings = 0;
        while (!world.chance().isHealed()) {
            happen(++happenings);
            if (everythingIsTyped() || world.agenda().nowMillis() > TROUBLE_MILLIS)
                heal();
        }
        while (!everythingIsTyped() || !world.oracle().everybodyIsAtRest())
            happen(++happenings);
        world.oracle().atTheEnd();
        farewell();
    }

    private boolean everythingIsTyped() {
        for (SimulatedClient client : world.clients()) {
            if (!client.hasTypedEverything())
                return false;
        }
        return true;
    }

    private void happen(int happenings) {
        if (happenings > HAPPENINGS_MAX)
            throw new Violation("nobody comes to rest: the log stands at " + world.oracle().headRevision() + ", "
                    + world.clients().stream().map(client -> client + " at " + client.replica().position() + " "
                            + client.replica().state()).toList());
        world.agenda().next();
    }

    private void join(SimulatedClient client) {
        client.keepTyping();
        world.agenda().after(world.chance().below(TROUBLE_PAUSE_MILLIS_MAX), client::connect);
    }

    // ---- trouble ---------------------------------------------------------------------------------------------------------------------------

    private void keepMakingTrouble() {
        world.agenda().after(world.chance().between(1, TROUBLE_PAUSE_MILLIS_MAX), () -> {
            makeTrouble(world.chance());
            if (!world.chance().isHealed())
                keepMakingTrouble();
        });
    }

    private void makeTrouble(Chance chance) {
        if (chance.strikes(Fault.NODE_CRASH))
            chance.oneOf(world.nodes()).crash();
        if (chance.strikes(Fault.NODE_PAUSE))
            chance.oneOf(world.nodes())
                    .pause(chance.oneIn(4) ? LONG_NODE_PAUSE_MILLIS : chance.below(NODE_PAUSE_MILLIS_MAX));
        if (chance.strikes(Fault.CLOCK_JUMP))
            chance.oneOf(world.nodes()).jump(chance.between(-CLOCK_JUMP_MILLIS_MAX, CLOCK_JUMP_MILLIS_MAX));
        if (chance.strikes(Fault.LOG_DOWN))
            world.log().goDown();
        if (!world.isRewound() && world.oracle().headRevision() > 0 && chance.strikes(Fault.LOG_REWOUND))
            rewind(world.oracle().headRevision() - chance.between(1, 3));
        if (chance.strikes(Fault.ACCESS_CHANGE))
            changeAccess();
        if (chance.strikes(Fault.HOSTILE_MESSAGE))
            hostile.act();
        if (world.clients().size() < CLIENTS_MAX && chance.strikes(Fault.ANOTHER_TAB))
            openAnotherTab(chance.oneOf(world.clients()));
    }

    /** Rights are counted; the count is part of what every statement expects. */
    private void changeAccess() {
        PersonId person = World.PERSON;
        world.tell(ports -> ports.documents().putMember(World.DOCUMENT, person, Access.WRITE, World.START));
    }

    private void rewind(long revision) {
        long to = Math.max(0, revision);
        world.note(() -> "the log loses everything after revision " + to);
        world.rewind();
        world.storage().log().rewind(World.DOCUMENT, to);
        world.oracle().rewound(to);
    }

    private void openAnotherTab(SimulatedClient first) {
        join(world.joinedBy(new SimulatedClient(world, world.clients().size() + 1, 2,
                world.deviation().startOfAnotherTab(first.stored()))));
    }

    // ---- the end of trouble ----------------------------------------------------------------------------------------------------------------

    private void heal() {
        world.note(() -> "from here on nothing goes wrong any more");
        world.chance().heal();
        hostile.leave();
        world.log().comeBack();
        world.nodes().forEach(SimulatedNode::wake);
        for (SimulatedClient client : world.clients()) {
            client.openBrowser();
            client.goOnline();
        }
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
