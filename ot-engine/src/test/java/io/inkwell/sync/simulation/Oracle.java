package io.inkwell.sync.simulation;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Tie;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.Member;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaState;
import io.inkwell.sync.Salvage;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.IdentityHashMap;
import java.util.List;

/** Looks at every statement, every message and every step, and knows nothing but the log. Throws a {@link Violation} at the first lie. */
final class Oracle {
    private final World world;
    private final LogHistory history;
    private final IdentityHashMap<DocumentActor, Salvage> salvages = new IdentityHashMap<>();
    private boolean identityIsShared;

    Oracle(World world) {
        this.world = world;
        this.history = new LogHistory(world.knobs().type().start());
    }

    /** The newest revision of the log. */
    long headRevision() {
        return history.headRevision();
    }

    /** Whether a position is in the log's history. */
    boolean holds(Position at) {
        return history.holds(at);
    }

    /** What is stored of a client. */
    List<Commit> commitsOf(int displayId) {
        return history.commits().stream().filter(commit -> commit.id().displayId() == displayId).toList();
    }

    /** From now on somebody may use another client's identity. */
    void identityIsShared() {
        identityIsShared = true;
    }

    // ---- the log ---------------------------------------------------------------------------------------------------------------------------

    /** A statement stores all or nothing, judged by the rights that hold, and never burns what may not be burnt. */
    void executed(SimulatedNode node, Append append, AppendResult result) {
        TailQuery query = new TailQuery(World.DOCUMENT, headRevision(), Integer.MAX_VALUE, 0, null);
        if (result instanceof AppendResult.Committed) {
            world.tally().add(Seen.COMMITTED);
            if (append.commits().size() > 1)
                world.tally().add(Seen.BATCH_OF_SEVERAL);
            if (append.expectedAccessRevision() != NodeLoading.head(world).accessRevision())
                throw new Violation("stored, though it was judged by rights that hold no more: " + append.commits());
            world.storage().log().tail(query).commits().forEach(this::stored);
            if (node.lines().stream().anyMatch(line -> line.isBurntTwice(append.commits())))
                throw new Violation("burnt once more, though it came from where its client was sent: "
                        + append.commits());
        } else if (!world.storage().log().tail(query).commits().isEmpty()) {
            throw new Violation("something was stored by " + result);
        }
    }

    private void stored(Commit commit) {
        history.add(commit);
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

    /** The log lost its end. */
    void rewound(long revision) {
        history.rewind(revision).forEach(commit -> world.tokens().excused(commit.op().ops()));
    }

    // ---- what nodes say --------------------------------------------------------------------------------------------------------------------

    /** R1: whatever a node says of a revision is durable, and true. */
    void said(ReplicaEvent event, int displayId) {
        switch (event) {
            case ReplicaEvent.Loaded loaded -> {
                durable(loaded.position());
                lastSeq(loaded.lastSeq(), displayId, loaded.position());
                if (history.holds(loaded.position()) && !Document.of(loaded.content())
                        .equals(history.documentAt(loaded.position().revision())))
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
            case ReplicaEvent.Acknowledged acknowledged -> acknowledged(acknowledged, displayId);
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

    private void acknowledged(ReplicaEvent.Acknowledged acknowledged, int displayId) {
        durable(acknowledged.at());
        if (!history.holds(acknowledged.at()))
            return;
        Commit commit = history.commit(acknowledged.at().revision());
        boolean own = commit.id().equals(new SubmissionId(displayId, acknowledged.seq()));
        if (!own || !commit.kind().equals(CommitKind.Edit.EDIT))
            throw new Violation("acknowledged " + acknowledged + ", stored is " + commit);
    }

    private void durable(Position at) {
        if (history.holds(at) || (world.isRewound() && history.hasForgotten(at)))
            return;
        throw new Violation(
                "told of revision " + at.revision() + ", which the log does not hold like that; it stands at "
                        + headRevision());
    }

    /** What a node salvages is what the log lost, with the document as it was. */
    void salvaged(DocumentActor actor, Salvage salvage) {
        world.tally().add(Seen.SALVAGED);
        if (salvage.logRevision() > salvage.afterRevision())
            world.tally().add(Seen.SALVAGED_BESIDE_ANOTHER_WAY);
        for (Commit commit : salvage.commits()) {
            if (!history.hasForgotten(new Position(commit.revision(), commit.chain()))
                    && salvage.extent() != Salvage.Extent.PERHAPS_MORE)
                throw new Violation("salvaged, though the log never lost it: " + commit);
        }
        if (!history.wasDocumentAt(salvage.last()))
            throw new Violation("salvaged another document than the one at " + salvage.last().revision());
        salvages.put(actor, salvage);
    }

    /** A node forgets a document whose log is another one: nothing goes with it that nobody else holds. */
    void forgotten(DocumentActor actor) {
        Salvage salvage = salvages.get(actor);
        for (long revision = actor.window().startRevision() + 1; revision <= actor.window()
                .headRevision(); revision++) {
            Commit commit = actor.window().commit(revision);
            if (!history.holds(new Position(revision, commit.chain()))
                    && (salvage == null || !salvage.commits().contains(commit)))
                throw new Violation("forgotten, though the log lost it: " + commit);
        }
    }

    private void durable(Entry entry) {
        long revision = switch (entry) {
            case Entry.Single single -> single.revision();
            case Entry.Composed composed -> composed.to();
        };
        if (revision > headRevision() && !world.isRewound())
            throw new Violation("told of revision " + revision + ", durable is " + headRevision());
    }

    /** The number belongs to the same moment as the revision. */
    private void lastSeq(int told, int displayId, Position at) {
        if (world.isRewound())
            return;
        int stored = 0;
        for (Commit commit : history.commits().subList(0, Math.toIntExact(at.revision()))) {
            if (commit.id().displayId() == displayId)
                stored = Math.max(stored, commit.id().seq());
        }
        if (told != stored)
            throw new Violation("told that " + displayId + " stands at number " + told + ", stored is " + stored);
    }

    /** A caret is where it was put, carried over every commit since, one after the other. */
    void caret(int displayId, Member.Caret caret, Message.MoveCaret put, long revision) {
        if (world.isRewound())
            return;
        int start = put.caret().index();
        int end = start + put.caret().length();
        for (Commit commit : history.commits().subList(Math.toIntExact(put.revision()), Math.toIntExact(revision))) {
            Tie tie = commit.id().displayId() == displayId ? Tie.MOVE_AFTER_INSERT : Tie.STAY_BEFORE_INSERT;
            Delta op = commit.op();
            start = op.transformPosition(start, tie);
            end = op.transformPosition(end, tie);
        }
        if (caret.index() != start || caret.length() != Math.max(0, end - start))
            throw new Violation("the caret of " + displayId + " stands at " + caret + " instead of " + start + " to "
                    + end + " at revision " + revision);
    }

    // ---- clients ---------------------------------------------------------------------------------------------------------------------------

    /** The replica holds the log's document at its revision, and shows it with everything pending on top. */
    void stepped(SimulatedClient client) {
        Replica replica = client.replica();
        if (!client.editor().equals(replica.screen()))
            throw new Violation(client + ": the editor shows something else than the replica");
        Position at = replica.position();
        if (at == null)
            return;
        durable(at);
        if (history.holds(at) && !replica.server().equals(history.documentAt(at.revision())))
            throw new Violation(client + " holds " + replica.server() + " at revision " + at.revision() + ", the log "
                    + history.documentAt(at.revision()));
        Document pending = switch (replica.state()) {
            case ReplicaState.Synchronized _ -> replica.server();
            case ReplicaState.AwaitingAck awaiting -> replica.server().apply(awaiting.inFlight().current());
            case ReplicaState.AwaitingAckWithBuffer awaiting ->
                replica.server().apply(awaiting.inFlight().current()).apply(awaiting.buffer());
        };
        if (!pending.equals(replica.screen()))
            throw new Violation(client + " shows " + replica.screen() + " instead of " + pending);
    }

    /** Nobody loses an identity that nobody else uses. */
    void identityLost(SimulatedClient client) {
        world.tally().add(Seen.IDENTITY_LOST);
        if (!identityIsShared && !world.isRewound())
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

    // ---- the end ---------------------------------------------------------------------------------------------------------------------------

    /** Whether everybody has everything, and nothing is on its way. */
    boolean everybodyIsAtRest() {
        for (SimulatedClient client : world.clients()) {
            Position at = client.replica().position();
            boolean atRest = at != null && at.revision() == headRevision() && history.holds(at)
                    && client.replica().state() instanceof ReplicaState.Synchronized;
            if (!atRest)
                return false;
        }
        return true;
    }

    /** All screens equal the log, every token is accounted for, and the log read from the start gives the same document. */
    void atTheEnd() {
        for (SimulatedClient client : world.clients()) {
            if (!client.replica().screen().equals(history.document()))
                throw new Violation(client + " ends with " + client.replica().screen() + ", the log with "
                        + history.document());
        }
        world.tokens().check(history.document(), world.isRewound());
        Document replayed = world.knobs().type().start();
        for (Commit commit : world.storage().history().read(World.DOCUMENT, 0, headRevision(), Integer.MAX_VALUE))
            replayed = replayed.apply(commit.op());
        if (!replayed.equals(history.document()))
            throw new Violation("the history gives another document");
    }
}
