package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log behind a network: a request travels, is executed at one moment, and its answer travels back. Each part can fail on its own; what was
 * sent is executed whether or not its sender still lives.
 */
final class SimulatedLog {
    private static final int TRAVEL_MILLIS_MAX = 6;
    private static final int GIVE_UP_MILLIS = 40;
    private static final int ZOMBIE_MILLIS_MAX = 500;
    private static final int SLOW_MILLIS_MAX = 120;
    private static final int DOWN_MILLIS_MAX = 600;

    private final World world;
    private long downUntilMillis;

    SimulatedLog(World world) {
        this.world = world;
    }

    /** Goes away for a while. */
    void goDown() {
        downUntilMillis = world.agenda().nowMillis() + world.chance().below(DOWN_MILLIS_MAX);
        world.note(() -> "the log is away until " + downUntilMillis);
    }

    /** Is there again. */
    void comeBack() {
        downUntilMillis = 0;
    }

    private boolean isDown() {
        return world.agenda().nowMillis() < downUntilMillis;
    }

    /** Sends a batch. */
    void append(SimulatedNode node, Append append, boolean holdsLock, Consumer<AppendResult> answer) {
        Chance chance = world.chance();
        int requestMillis = chance.below(TRAVEL_MILLIS_MAX);
        if (isDown() || chance.strikes(Fault.STORAGE_REFUSED)) {
            later(requestMillis, answer, new AppendResult.Refused("nothing can be stored"));
        } else if (chance.strikes(Fault.REQUEST_LOST)) {
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("request lost"));
        } else if (chance.strikes(Fault.REPLY_LOST)) {
            world.agenda().after(requestMillis, () -> {
                if (execute(node, append, holdsLock) instanceof AppendResult.Committed)
                    world.tally().add(Seen.UNKNOWN_WAS_STORED);
            });
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("reply lost"));
        } else if (chance.strikes(Fault.ZOMBIE)) {
            world.agenda().after(GIVE_UP_MILLIS + chance.below(ZOMBIE_MILLIS_MAX),
                    () -> execute(node, append, holdsLock));
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("slow"));
        } else {
            world.agenda().after(requestMillis,
                    () -> later(chance.below(TRAVEL_MILLIS_MAX), answer, execute(node, append, holdsLock)));
        }
    }

    private void later(int millis, Consumer<AppendResult> answer, AppendResult result) {
        if (result instanceof AppendResult.Unknown)
            world.tally().add(Seen.UNKNOWN_OUTCOME);
        world.agenda().after(millis, () -> answer.accept(world.deviation().answered(result)));
    }

    private AppendResult execute(SimulatedNode node, Append append, boolean holdsLock) {
        AppendResult result = world.deviation().executed(world.storage(), append, holdsLock);
        world.witness().asked(ports -> ports.log().append(append), result);
        world.note(() -> "the log " + Telling.of(result) + " " + Telling.of(append.commits()) + " from " + node);
        if (result instanceof AppendResult.HeadMoved)
            world.tally().add(Seen.HEAD_MOVED);
        world.oracle().executed(node, append, result);
        return result;
    }

    /** Reads what follows a revision. */
    void tail(DocumentActor asking, DocumentEffect.ReadTail read, Consumer<Tail> answer, Runnable failed) {
        Chance chance = world.chance();
        if (isDown() || chance.strikes(Fault.READ_FAILED)) {
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), failed);
            return;
        }
        TailQuery query = new TailQuery(World.DOCUMENT, read.afterRevision(), world.knobs().pageBytesMax(),
                read.displayId(), read.settle());
        world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> {
            Tail tail = world.deviation().fromMemory(asking, read)
                    .orElseGet(() -> world.deviation().shown(world.ask(ports -> ports.log().tail(query))));
            int answerMillis = chance.strikes(Fault.SLOW_READING)
                    ? chance.below(SLOW_MILLIS_MAX)
                    : chance.below(TRAVEL_MILLIS_MAX);
            world.agenda().after(answerMillis, () -> answer.accept(tail));
        });
    }

    /** Looks a commit up. */
    void find(SubmissionId key, Consumer<Optional<Commit>> answer, Runnable failed) {
        Chance chance = world.chance();
        if (isDown() || chance.strikes(Fault.READ_FAILED)) {
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), failed);
            return;
        }
        world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> {
            Optional<Commit> found = world.ask(ports -> ports.log().find(World.DOCUMENT, key));
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> answer.accept(found));
        });
    }
}
