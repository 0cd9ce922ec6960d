package io.inkwell.client;

import io.inkwell.ot.Ops;
import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.protocol.Settled;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that brings the replica to a newer revision, in the order of the stream: proved and put into the replica's words when it is taken in. */
sealed interface Incoming {
    /** The revision it leads to. */
    long to();

    /** How many of its revisions are edits. */
    long edits();

    /**
     * What it means to a replica that has taken in everything before.
     *
     * @throws HistoryProof.BrokenException if the chain does not prove it
     */
    ReplicaEvent event(Replica replica) throws HistoryProof.BrokenException;

    /**
     * Commits, own ones among them.
     *
     * @param from the revision before
     * @param entries consecutive, at least one
     * @param told the chain at the last one; absent where a frame was cut
     */
    record Frame(long from, List<LogEntry> entries, @Nullable Digest told) implements Incoming {
        @Override
        public long to() {
            return entries.getLast().to();
        }

        @Override
        public long edits() {
            return editsIn(entries);
        }

        @Override
        public ReplicaEvent event(Replica replica) throws HistoryProof.BrokenException {
            Position to = HistoryProof.follow(here(replica), entries, told);
            return new ReplicaEvent.Received(from, to, replicaEntries(entries));
        }

        /** The same, one entry at a time. */
        List<Frame> cut() {
            List<Frame> cut = new ArrayList<>();
            for (LogEntry entry : entries) {
                cut.add(new Frame(entry.from(), List.of(entry), entry.to() == to() ? told : null));
            }
            return cut;
        }
    }

    /**
     * The own submission is stored.
     *
     * @param seq its sequence number
     * @param at the revision it became
     * @param atMillis when
     */
    record Own(int seq, Position at, long atMillis) implements Incoming {
        @Override
        public long to() {
            return at.revision();
        }

        @Override
        public long edits() {
            return 1;
        }

        @Override
        public ReplicaEvent event(Replica replica) throws HistoryProof.BrokenException {
            InFlight inFlight = replica.openRequest().inFlight();
            if (inFlight == null || inFlight.id().seq() != seq) {
                throw new HistoryProof.BrokenException("an acknowledgement of " + seq + ", which is not in flight");
            }
            HistoryProof.follow(here(replica), at, CommitKind.Edit.EDIT, inFlight.id(), atMillis,
                    inFlight.current().ops());
            return new ReplicaEvent.Acknowledged(seq, at);
        }
    }

    /**
     * The own sequence number was used up without an effect.
     *
     * @param seq the number
     * @param at the empty revision
     * @param atMillis when
     * @param kind burnt, or refused with a code
     */
    record UsedUp(int seq, Position at, long atMillis, CommitKind kind) implements Incoming {
        @Override
        public long to() {
            return at.revision();
        }

        @Override
        public long edits() {
            return 0;
        }

        @Override
        public ReplicaEvent event(Replica replica) throws HistoryProof.BrokenException {
            ReplicaEvent.Identity me = replica.identity();
            if (me == null)
                throw new HistoryProof.BrokenException("an outcome of " + seq + " without an identity");
            HistoryProof.follow(here(replica), at, kind, new SubmissionId(me.displayId(), seq), atMillis, Ops.EMPTY);
            return switch (kind) {
                case CommitKind.Refused refused -> new ReplicaEvent.Refused(refused.code(), seq, at, 0);
                case CommitKind.Burnt burnt -> new ReplicaEvent.Rebased(seq, at);
                case CommitKind.Edit edit -> throw new IllegalStateException("an edit uses nothing up");
                case CommitKind.Restore restore -> throw new IllegalStateException("a restored state uses nothing up");
            };
        }
    }

    /** What an init with changes means to the replica. */
    static ReplicaEvent.Resumed resumed(Replica replica, ServerMessage.Init init, List<LogEntry> entries)
            throws HistoryProof.BrokenException {
        Position to = HistoryProof.follow(here(replica), entries, init.chain());
        if (to.revision() != init.revision()) {
            throw new HistoryProof.BrokenException(
                    "the changes lead to " + to.revision() + ", not to " + init.revision());
        }
        return new ReplicaEvent.Resumed(new ReplicaEvent.Identity(init.clientId(), init.displayId()), to,
                init.lastSeq(), replicaEntries(entries),
                settled(init.settled()));
    }

    /** How many edits there are; what comes composed counts as edits. */
    static long editsIn(List<LogEntry> entries) {
        long edits = 0;
        for (LogEntry entry : entries) {
            edits += switch (entry) {
                case LogEntry.Change change -> change.kind() instanceof CommitKind.Edit ? 1 : 0;
                case LogEntry.Composed composed -> composed.to() - composed.from();
            };
        }
        return edits;
    }

    private static List<ReplicaEvent.Entry> replicaEntries(List<LogEntry> entries) {
        List<ReplicaEvent.Entry> converted = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            converted.add(switch (entry) {
                case LogEntry.Change change ->
                    new ReplicaEvent.Entry.Single(change.revision(), change.kind(), change.id(), change.ops());
                case LogEntry.Composed composed ->
                    new ReplicaEvent.Entry.Composed(composed.from(), composed.to(), composed.ops());
            });
        }
        return converted;
    }

    private static ReplicaEvent.@Nullable Settled settled(@Nullable Settled settled) {
        if (settled == null)
            return null;
        return switch (settled.outcome()) {
            case Settled.Outcome.Edit edit -> new ReplicaEvent.Settled.Stored(settled.id());
            case Settled.Outcome.Burnt burnt -> new ReplicaEvent.Settled.Burnt();
            case Settled.Outcome.Refused refused -> new ReplicaEvent.Settled.Refused(refused.code());
            case Settled.Outcome.Unknown unknown -> null;
        };
    }

    private static Position here(Replica replica) throws HistoryProof.BrokenException {
        Position here = replica.position();
        if (here == null)
            throw new HistoryProof.BrokenException("nothing is loaded yet");
        return here;
    }
}
