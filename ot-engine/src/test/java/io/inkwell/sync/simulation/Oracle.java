package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at every statement, every message and every step, and knows nothing but the log. Throws a {@link Violation} at the first lie. */
final class Oracle {
    private final World world;
    private final List<Commit> commits = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private final Set<SubmissionId> keys = new HashSet<>();
    private boolean identityIsShared;

    Oracle(World world) {
        this.world = world;
        documents.add(world.knobs().type().start());
    }

    /** The newest revision of the log. */
    long headRevision() {
        return commits.size();
    }

    /** The document that the log holds. */
    Document document() {
        return documents.getLast();
    }

    /** From now on somebody may use another client's identity. */
    void identityIsShared() {
        identityIsShared = true;
    }

    // ---- the log -------------------------------------------------------------------------------------------------------------------------

    /** Revisions are dense, every link of the chain holds, every key is there once, and every operation fits. */
    void executed(Append append, AppendResult result) {
        List<Commit> stored = world.storage().log()
                .tail(new TailQuery(World.DOCUMENT, headRevision(), Integer.MAX_VALUE, 0, null)).commits();
        if (result instanceof AppendResult.Committed) {
            world.tally().add(Seen.COMMITTED);
            if (append.commits().size() > 1)
                world.tally().add(Seen.BATCH_OF_SEVERAL);
        } else if (!stored.isEmpty()) {
            throw new Violation("something was stored by " + result);
        }
        stored.forEach(this::stored);
    }

    private void stored(Commit commit) {
        Digest chain = commits.isEmpty() ? Digest.chainStart(World.DOCUMENT) : commits.getLast().chain();
        if (!commit.continues(headRevision(), document().length(), chain))
            throw new Violation(commit + " does not continue revision " + headRevision());
        if (!keys.add(commit.id()))
            throw new Violation("stored twice: " + commit.id());
        commits.add(commit);
        documents.add(document().apply(commit.op()));
        switch (commit.kind()) {
            case CommitKind.Edit _ -> {
                if (commit.op().isIdentity())
                    world.tally().add(Seen.EMPTIED);
            }
            case CommitKind.Burnt _ -> world.tally().add(Seen.BURNT);
            case CommitKind.Refused _ -> world.tally().add(Seen.REFUSED);
            case CommitKind.Restore _ -> throw new Violation("nobody restores anything here");
        }
    }

    // ---- what nodes say ------------------------------------------------------------------------------------------------------------------

    /** R1: whatever a node says of a revision is durable, and true. */
    void said(ReplicaEvent event, int displayId) {
        switch (event) {
            case ReplicaEvent.Loaded loaded -> {
                durable(loaded.position());
                lastSeq(loaded.lastSeq(), displayId, loaded.position());
                if (!Document.of(loaded.content()).equals(documentAt(loaded.position())))
                    throw new Violation("another document than the log's at " + loaded.position());
            }
            case ReplicaEvent.Resumed resumed -> {
                durable(resumed.position());
                lastSeq(resumed.lastSeq(), displayId, resumed.position());
                resumed.changes().forEach(this::durable);
            }
            case ReplicaEvent.Received received -> {
                durable(received.to());
                received.changes().forEach(this::durable);
            }
            case ReplicaEvent.Acknowledged acknowledged -> {
                durable(acknowledged.at());
                Commit commit = commitAt(acknowledged.at());
                boolean own = commit.id().equals(new SubmissionId(displayId, acknowledged.seq()));
                if (!own || !commit.kind().equals(CommitKind.Edit.EDIT))
                    throw new Violation("acknowledged " + acknowledged + ", stored is " + commit);
            }
            case ReplicaEvent.Rebased rebased -> durable(rebased.at());
            case ReplicaEvent.Refused refused -> {
                if (refused.at() != null)
                    durable(refused.at());
            }
            case ReplicaEvent.Edited _,ReplicaEvent.RetryDue _,ReplicaEvent.Disconnected _ ->
                throw new Violation("no node says " + event);
            case ReplicaEvent.IdentityLost _,ReplicaEvent.HistoryDiffers _ ->
                throw new Violation("no node says " + event);
        }
    }

    private void durable(Position at) {
        if (at.revision() > headRevision())
            throw new Violation("told of revision " + at.revision() + ", durable is " + headRevision());
        Digest chain = at.revision() == 0 ? Digest.chainStart(World.DOCUMENT) : commitAt(at).chain();
        if (!chain.equals(at.chain()))
            throw new Violation("another chain than the log's at revision " + at.revision());
    }

    private Commit commitAt(Position at) {
        return commits.get(Math.toIntExact(at.revision() - 1));
    }

    private void durable(Entry entry) {
        long revision = switch (entry) {
            case Entry.Single single -> single.revision();
            case Entry.Composed composed -> composed.to();
        };
        if (revision > headRevision())
            throw new Violation("told of revision " + revision + ", durable is " + headRevision());
    }

    /** The number belongs to the same moment as the revision. */
    private void lastSeq(int told, int displayId, Position at) {
        int stored = commits.stream().limit(at.revision()).map(Commit::id).filter(id -> id.displayId() == displayId)
                .mapToInt(SubmissionId::seq).max().orElse(0);
        if (told != stored)
            throw new Violation("told that " + displayId + " stands at number " + told + ", stored is " + stored);
    }

    private Document documentAt(Position at) {
        return documents.get(Math.toIntExact(at.revision()));
    }

    // ---- clients -------------------------------------------------------------------------------------------------------------------------

    /** The replica holds the log's document at its revision, and shows it with everything pending on top. */
    void stepped(SimulatedClient client) {
        Replica replica = client.replica();
        if (!client.editor().equals(replica.screen()))
            throw new Violation(client + ": the editor shows something else than the replica");
        Position at = replica.position();
        if (at == null)
            return;
        durable(at);
        if (!replica.server().equals(documentAt(at)))
            throw new Violation(client + " holds " + replica.server() + " at revision " + at.revision() + ", the log "
                    + documentAt(at));
        Document pending = switch (replica.state()) {
            case Replica.State.Synchronized _ -> replica.server();
            case Replica.State.AwaitingAck awaiting -> replica.server().apply(awaiting.inFlight().current());
            case Replica.State.AwaitingAckWithBuffer awaiting ->
                replica.server().apply(awaiting.inFlight().current()).apply(awaiting.buffer());
        };
        if (!pending.equals(replica.screen()))
            throw new Violation(client + " shows " + replica.screen() + " instead of " + pending);
    }

    /** Nobody loses an identity that nobody else uses. */
    void identityLost(SimulatedClient client) {
        world.tally().add(Seen.IDENTITY_LOST);
        if (!identityIsShared)
            throw new Violation(client + " lost its identity to nobody");
    }

    /** An operation in flight has its answer: how? */
    void answered(ReplicaEvent event) {
        switch (event) {
            case ReplicaEvent.Acknowledged _ -> world.tally().add(Seen.OWN_BY_ACK);
            case ReplicaEvent.Received _ -> world.tally().add(Seen.OWN_IN_FRAME);
            case ReplicaEvent.Resumed _ -> world.tally().add(Seen.OWN_IN_INIT);
            case ReplicaEvent.Rebased _ -> world.tally().add(Seen.REBASED);
            case ReplicaEvent.Loaded _,ReplicaEvent.Refused _,ReplicaEvent.Edited _ -> {
            }
            case ReplicaEvent.RetryDue _,ReplicaEvent.Disconnected _,ReplicaEvent.IdentityLost _ -> {
            }
            case ReplicaEvent.HistoryDiffers _ -> {
            }
        }
    }

    // ---- the end -------------------------------------------------------------------------------------------------------------------------

    /** Whether everybody has everything, and nothing is on its way. */
    boolean everybodyIsAtRest() {
        return world.clients().stream().allMatch(client -> {
            Position at = client.replica().position();
            return at != null && at.revision() == headRevision()
                    && client.replica().state() instanceof Replica.State.Synchronized;
        });
    }

    /** All screens equal the log, every token is accounted for, and the log read from the start gives the same document. */
    void atTheEnd() {
        for (SimulatedClient client : world.clients()) {
            if (!client.replica().screen().equals(document()))
                throw new Violation(
                        client + " ends with " + client.replica().screen() + ", the log with " + document());
        }
        world.tokens().check(document());
        Document replayed = world.knobs().type().start();
        for (Commit commit : world.storage().history().read(World.DOCUMENT, 0, headRevision(), Integer.MAX_VALUE))
            replayed = replayed.apply(commit.op());
        if (!replayed.equals(document()))
            throw new Violation("the history gives another document");
    }
}
