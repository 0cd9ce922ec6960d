package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log behind a network: a request travels, is executed at one moment, and its answer travels back. Each part can fail on its own; what was
 * sent is executed whether or not its sender still lives.
 */
final class SimulatedLog {
    private static final int TRAVEL_MILLIS_MAX = 6;
    private static final int GIVE_UP_MILLIS = 40;
    private static final int ZOMBIE_MILLIS_MAX = 500;
    private static final int SLOW_MILLIS_MAX = 120;

    private final World world;

    SimulatedLog(World world) {
        this.world = world;
    }

    /** Sends a batch. */
    void append(Append append, Consumer<AppendResult> answer) {
        Chance chance = world.chance();
        int requestMillis = chance.below(TRAVEL_MILLIS_MAX);
        if (chance.strikes(Fault.STORAGE_REFUSED)) {
            later(requestMillis, answer, new AppendResult.Refused("disk full"));
        } else if (chance.strikes(Fault.REQUEST_LOST)) {
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("request lost"));
        } else if (chance.strikes(Fault.REPLY_LOST)) {
            world.agenda().after(requestMillis, () -> execute(append));
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("reply lost"));
        } else if (chance.strikes(Fault.ZOMBIE)) {
            world.agenda().after(GIVE_UP_MILLIS + chance.below(ZOMBIE_MILLIS_MAX), () -> execute(append));
            later(GIVE_UP_MILLIS, answer, new AppendResult.Unknown("slow"));
        } else {
            world.agenda().after(requestMillis,
                    () -> later(chance.below(TRAVEL_MILLIS_MAX), answer, execute(append)));
        }
    }

    private void later(int millis, Consumer<AppendResult> answer, AppendResult result) {
        world.agenda().after(millis, () -> answer.accept(world.deviation().answered(result)));
    }

    private AppendResult execute(Append append) {
        AppendResult result = world.deviation().executed(world.storage(), append);
        world.note(() -> "log: " + append + " -> " + result);
        if (result instanceof AppendResult.HeadMoved)
            world.tally().add(Seen.HEAD_MOVED);
        world.oracle().executed(append, result);
        return result;
    }

    /** Reads what follows a revision. */
    void tail(long afterRevision, int displayId, @Nullable SubmissionId settle, Consumer<Tail> answer,
            Runnable failed) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.READ_FAILED)) {
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), failed);
            return;
        }
        TailQuery query = new TailQuery(World.DOCUMENT, afterRevision, world.knobs().pageBytesMax(), displayId, settle);
        world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> {
            Tail tail = world.deviation().shown(world.storage().log().tail(query));
            int answerMillis = chance.strikes(Fault.SLOW_READING)
                    ? chance.below(SLOW_MILLIS_MAX)
                    : chance.below(TRAVEL_MILLIS_MAX);
            world.agenda().after(answerMillis, () -> answer.accept(tail));
        });
    }

    /** Looks a commit up. */
    void find(SubmissionId key, Consumer<Optional<Commit>> answer, Runnable failed) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.READ_FAILED)) {
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), failed);
            return;
        }
        world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> {
            Optional<Commit> found = world.storage().log().find(World.DOCUMENT, key);
            world.agenda().after(chance.below(TRAVEL_MILLIS_MAX), () -> answer.accept(found));
        });
    }
}
