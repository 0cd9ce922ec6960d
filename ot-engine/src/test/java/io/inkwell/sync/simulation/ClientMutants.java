package io.inkwell.sync.simulation;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaState;
import io.inkwell.sync.StoredReplica;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.WrongParts;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a client could do wrong. */
final class ClientMutants {
    private ClientMutants() {}

    private static @Nullable InFlight inFlight(Replica replica) {
        return switch (replica.state()) {
            case ReplicaState.Synchronized _ -> null;
            case ReplicaState.AwaitingAck awaiting -> awaiting.inFlight();
            case ReplicaState.AwaitingAckWithBuffer awaiting -> awaiting.inFlight();
        };
    }

    /** The same with other entries. */
    private static ReplicaEvent entries(ReplicaEvent event, UnaryOperator<Entry> change) {
        return switch (event) {
            case ReplicaEvent.Received received -> new ReplicaEvent.Received(received.from(), received.to(),
                    changed(received.changes(), change));
            case ReplicaEvent.Resumed resumed -> new ReplicaEvent.Resumed(resumed.identity(), resumed.position(),
                    resumed.lastSeq(), changed(resumed.changes(), change), resumed.settled());
            default -> event;
        };
    }

    private static List<Entry> changed(List<Entry> entries, UnaryOperator<Entry> change) {
        return entries.stream().map(change).toList();
    }

    private static boolean isOwn(Entry.Single entry, @Nullable InFlight mine) {
        return mine != null && entry.id().equals(mine.id());
    }

    static final class BurntTakenForSaved extends Deviation {
        @Override
        ReplicaEvent taken(Replica replica, ReplicaEvent event) {
            InFlight mine = inFlight(replica);
            return entries(event, entry -> entry instanceof Entry.Single single && isOwn(single, mine)
                    && mine != null && single.kind() instanceof CommitKind.Burnt
                            ? new Entry.Single(single.revision(), CommitKind.Edit.EDIT, single.id(),
                                    mine.current().ops())
                            : entry);
        }
    }

    /** Whatever an own entry holds, it is held for the operation in flight. */
    static final class OwnByNumberAlone extends Deviation {
        @Override
        ReplicaEvent taken(Replica replica, ReplicaEvent event) {
            InFlight mine = inFlight(replica);
            if (!(event instanceof ReplicaEvent.Received received) || received.changes().size() != 1)
                return event;
            return received.changes().getFirst() instanceof Entry.Single single && isOwn(single, mine)
                    && single.kind() instanceof CommitKind.Edit
                            ? new ReplicaEvent.Acknowledged(single.id().seq(), received.to())
                            : event;
        }
    }

    /** The revision and the document of one moment, what is pending of another. */
    static final class StoreMixesBases extends Deviation {
        @Override
        @Nullable
        StoredReplica written(@Nullable StoredReplica before, StoredReplica now, boolean aboutToSend) {
            if (before == null || now.inFlight() == null
                    || now.inFlight().current().baseLength() != before.content().length())
                return now;
            return new StoredReplica(now.identity(), now.formerIdentity(), now.lastSeq(), before.position(),
                    before.content(), now.inFlight(), now.sent(), now.buffer());
        }
    }

    /** Only edits are stored, and before they are frozen under a key. */
    static final class NotStoredBeforeSending extends Deviation {
        @Override
        @Nullable
        StoredReplica written(@Nullable StoredReplica before, StoredReplica now, boolean aboutToSend) {
            return aboutToSend && before != null ? before : now;
        }
    }

    static final class TabCopiesPendingWork extends Deviation {
        @Override
        @Nullable
        StoredReplica startOfAnotherTab(@Nullable StoredReplica stored) {
            return stored == null
                    ? null
                    : new StoredReplica(null, stored.identity(), 0, stored.position(), stored.content(),
                            stored.inFlight(), false, stored.buffer());
        }
    }

    static final class ComposedIntoInFlight extends Deviation {
        @Override
        Replica replica(OpsLimits limits, @Nullable StoredReplica stored) {
            return WrongParts.composingIntoInFlight(limits, stored);
        }
    }

    static final class BufferNotTransformed extends Deviation {
        @Override
        Replica replica(OpsLimits limits, @Nullable StoredReplica stored) {
            return WrongParts.leavingBufferInPlace(limits, stored);
        }
    }

    static final class ResentRebased extends Deviation {
        @Override
        Message.Transform sent(Replica replica, Message.Transform transform) {
            Position at = replica.position();
            InFlight mine = inFlight(replica);
            if (at == null || mine == null)
                return transform;
            Ops ops = mine.current().ops();
            return new Message.Transform(transform.seq(), at.revision(), ops,
                    Digest.ofSubmission(at.revision(), OpsJson.write(ops)));
        }
    }

    static final class NumbersStartAgain extends Deviation {
        @Override
        ReplicaEvent taken(Replica replica, ReplicaEvent event) {
            return event instanceof ReplicaEvent.Resumed resumed
                    ? new ReplicaEvent.Resumed(resumed.identity(), resumed.position(), 0, resumed.changes(),
                            resumed.settled())
                    : event;
        }
    }

    /** Whatever arrives is held for what follows. */
    static final class NoGapCheck extends Deviation {
        @Override
        ReplicaEvent taken(Replica replica, ReplicaEvent event) {
            Position at = replica.position();
            return event instanceof ReplicaEvent.Received received && at != null
                    && received.from() > at.revision()
                            ? new ReplicaEvent.Received(at.revision(), received.to(), received.changes())
                            : event;
        }
    }

    static final class OwnAppliedAtCatchUp extends Deviation {
        private static final SubmissionId SOMEBODY = new SubmissionId(Integer.MAX_VALUE, 1);

        @Override
        ReplicaEvent taken(Replica replica, ReplicaEvent event) {
            InFlight mine = inFlight(replica);
            if (!(event instanceof ReplicaEvent.Resumed resumed))
                return event;
            return entries(
                    new ReplicaEvent.Resumed(resumed.identity(), resumed.position(), resumed.lastSeq(),
                            resumed.changes(), null),
                    entry -> entry instanceof Entry.Single single && isOwn(single, mine)
                            ? new Entry.Single(single.revision(), single.kind(), SOMEBODY, single.ops())
                            : entry);
        }
    }

    static final class NewIdentityWithoutSettling extends Deviation {
        @Override
        Message.Open opening(Message.Open open) {
            return open.inFlight() != null && open.inFlight().formerClientId() != null
                    ? new Message.Open(open.clientId(), open.attempt(), open.from(), null)
                    : open;
        }
    }
}
