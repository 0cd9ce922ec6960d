package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsLimits;
import org.jspecify.annotations.Nullable;

/** Parts that are wrong on purpose, put in the place of those that ship: for tests that want to see somebody notice. */
public final class WrongParts {
    private WrongParts() {}

    /** An actor with another judge. */
    public static DocumentActor actor(Judging judging, DocumentId id, ActorLimits limits, Head head,
            CommitWindow window,
            Document document, long bytesSinceSnapshot) {
        return new DocumentActor(id, judging, limits, head, window, document, bytesSinceSnapshot);
    }

    /** A replica that adds what is typed to the operation in flight, though that is frozen. */
    public static Replica composingIntoInFlight(OpsLimits limits, @Nullable StoredReplica stored) {
        return replica(limits, stored, new Pending() {
            @Override
            void edited(Delta change) {
                InFlight mine = inFlight();
                if (mine == null || buffer() != null) {
                    super.edited(change);
                    return;
                }
                Delta current = mine.current().compose(change);
                restore(new InFlight(mine.id(), mine.baseRevision(), current.ops(), mine.hash(), current),
                        unanswered() != null, null);
            }
        });
    }

    /** A replica that leaves what was typed where it is when others commit before it. */
    public static Replica leavingBufferInPlace(OpsLimits limits, @Nullable StoredReplica stored) {
        return replica(limits, stored, new Pending() {
            @Override
            Delta slideOver(Delta commit) {
                Delta typed = buffer();
                Delta shown = super.slideOver(commit);
                Delta slid = buffer();
                if (typed != null && slid != null && typed.baseLength() == slid.baseLength())
                    restore(inFlight(), unanswered() != null, typed);
                return shown;
            }
        });
    }

    private static Replica replica(OpsLimits limits, @Nullable StoredReplica stored, Pending pending) {
        return stored == null ? new Replica(limits, pending) : new Replica(limits, stored, pending);
    }
}
