package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Identity;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's copy of a document: shows local edits at once, keeps one operation in flight, takes in what others commit, and loses nothing
 * over any cut of the connection. Event in, effects out; no thread, clock, id or socket.
 *
 * <p>
 * At every moment: screen = document at the revision, then the operation in flight, then the buffer.
 *
 * <p>
 * Not thread safe: one caller at a time steps it.
 */
public final class Replica {
    /*
     * The operation in flight is frozen as it was first sent; how it and the buffer slide over commits of others is drawn in Pending. When the
     * own entry comes back it must equal the operation as carried here, else somebody else used this identity, and the entry is foreign.
     *
     * What was frozen without a connection never left, so no server knows its key. It is not spoken of when the document is opened - the
     * server may then compose what was missed - and it thaws before that is taken in: carried over something composed, it would no longer
     * be what the server makes of it.
     */
    private final OpsLimits limits;
    private final Pending pending;

    private @Nullable Identity identity;
    private @Nullable Identity formerIdentity;
    private @Nullable Position position;
    private Document server = Document.EMPTY;
    private Document screen = Document.EMPTY;
    private int lastSeq;
    private boolean connected;
    private @Nullable String reopenReason;
    private List<ReplicaEffect> effects = new ArrayList<>();

    /**
     * A replica without a document.
     *
     * @param limits how large one operation may be; larger edits are sent in several
     */
    public Replica(OpsLimits limits) {
        this(limits, new Pending());
    }

    Replica(OpsLimits limits, Pending pending) {
        this.limits = limits;
        this.pending = pending;
    }

    /** The replica of a program that ended: everything is as it stored it last, only without a connection. */
    public Replica(OpsLimits limits, StoredReplica stored) {
        this(limits, stored, new Pending());
    }

    Replica(OpsLimits limits, StoredReplica stored, Pending pending) {
        this(limits, pending);
        identity = stored.identity();
        formerIdentity = stored.formerIdentity();
        lastSeq = stored.lastSeq();
        position = stored.position();
        server = stored.content();
        pending.restore(stored.inFlight(), stored.sent(), stored.buffer());
        screen = pending.on(server);
    }

    /** What has to be stored; absent before there is a document. */
    public Optional<StoredReplica> stored() {
        return Optional.ofNullable(position).map(at -> new StoredReplica(identity, formerIdentity, lastSeq, at, server,
                pending.inFlight(), pending.unanswered() != null, pending.buffer()));
    }

    /** What the next {@code document/open} has to say. */
    public OpenRequest openRequest() {
        Identity former = formerIdentity;
        InFlight unknown = pending.unanswered();
        return new OpenRequest(identity == null ? null : identity.clientId(), position, unknown,
                identity == null && former != null && unknown != null ? former.clientId() : null);
    }

    /** How much of the screen is not durable yet. */
    public ReplicaState state() {
        return pending.state();
    }

    /** The document as the screen shows it. */
    public Document screen() {
        return screen;
    }

    /** The document at the revision, without pending edits. */
    public Document server() {
        return server;
    }

    /** The newest revision taken in; absent before the first one. */
    public @Nullable Position position() {
        return position;
    }

    /** Who this client is; absent before the server said so and after the identity was lost. */
    public @Nullable Identity identity() {
        return identity;
    }

    /**
     * Takes an event.
     *
     * @return what is to be done, in order
     * @throws IllegalStateException if the event makes no sense before the document was loaded
     * @throws io.inkwell.ot.OtException if an edit or a commit does not fit the document; the replica is of no use any more, its text has to be kept
     */
    public List<ReplicaEffect> step(ReplicaEvent event) {
        effects = new ArrayList<>();
        switch (event) {
            case ReplicaEvent.Edited edited -> edited(edited.change());
            case ReplicaEvent.Loaded loaded -> loaded(loaded);
            case ReplicaEvent.Resumed resumed -> resumed(resumed);
            case ReplicaEvent.Received received -> received(received);
            case ReplicaEvent.Acknowledged acknowledged -> acknowledged(acknowledged);
            case ReplicaEvent.Rebased rebased -> usedUp(rebased.seq(), rebased.at(), pending::unfreeze);
            case ReplicaEvent.Refused refused -> refused(refused);
            case ReplicaEvent.RetryDue due -> send();
            case ReplicaEvent.Disconnected disconnected -> connected = false;
            case ReplicaEvent.IdentityLost lost -> identityLost();
            case ReplicaEvent.HistoryDiffers differs -> historyDiffers();
        }
        if (reopenReason != null)
            effects.add(new ReplicaEffect.Reopen(reopenReason));
        reopenReason = null;
        return effects;
    }

    // ---- local edits -------------------------------------------------------------------------------------------------------------------

    private void edited(Delta change) {
        if (position == null)
            throw new IllegalStateException("the document is not loaded yet");
        screen = screen.apply(change);
        if (change.isIdentity())
            return;
        pending.edited(change);
        freezeNext();
    }

    /** With nothing in flight, the buffer - or as much of it as one operation may hold - is frozen and sent. */
    private void freezeNext() {
        Delta buffer = pending.buffer();
        Identity me = identity != null ? identity : formerIdentity;
        if (pending.inFlight() != null || buffer == null || me == null || position == null)
            return;
        OpsSplitter.Parts parts = OpsSplitter.split(buffer, limits);
        Ops ops = parts.first().ops();
        SubmissionId id = new SubmissionId(me.displayId(), lastSeq + 1);
        pending.freeze(new InFlight(id, position.revision(), ops,
                Digest.ofSubmission(position.revision(), OpsJson.write(ops)), parts.first()), parts.rest());
        send();
    }

    private void send() {
        InFlight inFlight = pending.inFlight();
        if (!connected || inFlight == null)
            return;
        pending.sent();
        effects.add(new ReplicaEffect.Send(inFlight));
    }

    // ---- opening -----------------------------------------------------------------------------------------------------------------------

    private void loaded(ReplicaEvent.Loaded loaded) {
        rescueUnsaved();
        identity = loaded.identity();
        formerIdentity = null;
        position = loaded.position();
        lastSeq = loaded.lastSeq();
        server = Document.of(loaded.content());
        screen = server;
        connected = true;
        effects.add(new ReplicaEffect.Replace(screen));
        effects.add(new ReplicaEffect.Saved(loaded.position().revision()));
    }

    private void resumed(ReplicaEvent.Resumed resumed) {
        if (position == null)
            throw new IllegalStateException("nothing to resume");
        boolean sameIdentity = resumed.identity().equals(identity);
        identity = resumed.identity();
        connected = true;
        InFlight inFlight = pending.inFlight();
        if (pending.unanswered() == null)
            pending.unfreeze();
        switch (resumed.settled()) {
            case null -> {
                if (!sameIdentity)
                    pending.unfreeze();
            }
            case Settled.Stored stored -> {
                if (inFlight != null && !inFlight.id().equals(stored.id()))
                    pending.unfreeze();
            }
            case Settled.Burnt _ -> pending.unfreeze();
            case Settled.Refused refused -> undo(refused.code());
        }
        takeAll(resumed.changes());
        if (identity == null) {
            position = resumed.position();
            return;
        }
        if (resumed.settled() instanceof Settled.Stored)
            show(pending.takeBack(server));
        formerIdentity = null;
        lastSeq = resumed.lastSeq();
        send();
        arrived(resumed.position());
    }

    // ---- the stream --------------------------------------------------------------------------------------------------------------------

    private void received(ReplicaEvent.Received received) {
        if (!connected || received.to().revision() <= here().revision())
            return;
        if (received.from() == here().revision()) {
            takeAll(received.changes());
            arrived(received.to());
        } else {
            reopen("a gap: stands at " + here().revision() + ", received what follows " + received.from());
        }
    }

    private void acknowledged(ReplicaEvent.Acknowledged acknowledged) {
        if (!connected || !isNext(acknowledged.at()))
            return;
        InFlight mine = pending.inFlight();
        if (mine != null && mine.id().seq() == acknowledged.seq()) {
            pop(mine);
            arrived(acknowledged.at());
        } else {
            reopen("an acknowledgement of " + acknowledged.seq() + ", which is not in flight");
        }
    }

    private void refused(ReplicaEvent.Refused refused) {
        RefusalCode code = refused.code();
        Position at = refused.at();
        if (at != null) {
            usedUp(refused.seq(), at, () -> undo(code));
        } else if (!pending.isInFlight(refused.seq())) {
            effects.add(new ReplicaEffect.Notice(code));
        } else if (code.meansLater()) {
            effects.add(new ReplicaEffect.RetryLater(refused.retryAfterMillis()));
        } else if (code == RefusalCode.SEQ_REUSED) {
            identityLost();
            reopen("the sequence number " + refused.seq() + " was used by somebody else");
        } else if (code == RefusalCode.SEQ_GAP || code == RefusalCode.BASE_FUTURE) {
            reopen("the server does not know what went before: " + code);
        } else {
            undo(code);
            freezeNext();
        }
    }

    /** An own key became a revision that changes nothing; perhaps one that was passed already, when the answer is repeated. */
    private void usedUp(int seq, Position at, Runnable outcome) {
        boolean passed = position != null && at.revision() <= position.revision();
        if (!connected || (!passed && !isNext(at)))
            return;
        if (pending.isInFlight(seq)) {
            lastSeq = seq;
            outcome.run();
        }
        if (passed) {
            freezeNext();
        } else {
            arrived(at);
        }
    }

    /** Whether a revision is the next one. An older one is stale and ignored; a newer one means that something is missing. */
    private boolean isNext(Position at) {
        long next = here().revision() + 1;
        if (at.revision() > next)
            reopen("a gap: stands at " + here().revision() + ", told of " + at.revision());
        return at.revision() == next;
    }

    private void takeAll(List<Entry> changes) {
        for (Entry entry : changes) {
            switch (entry) {
                case Entry.Composed composed -> foreign(composed.ops().on(server.length()));
                case Entry.Single single -> take(single);
            }
        }
    }

    private void take(Entry.Single single) {
        InFlight mine = pending.inFlight();
        if (mine == null || !single.id().equals(mine.id())) {
            foreign(single.ops().on(server.length()));
            if (identity != null && single.id().displayId() == identity.displayId())
                lastSeq = Math.max(lastSeq, single.id().seq());
            return;
        }
        lastSeq = single.id().seq();
        switch (single.kind()) {
            case CommitKind.Burnt _ -> pending.unfreeze();
            case CommitKind.Refused refused -> undo(refused.code());
            case CommitKind.Edit edit -> {
                if (single.ops().equals(mine.current().ops())) {
                    pop(mine);
                } else {
                    foreign(single.ops().on(server.length()));
                    identityLost();
                    reopen("an own entry holds another operation");
                }
            }
            case CommitKind.Restore restore -> foreign(single.ops().on(server.length()));
        }
    }

    private void pop(InFlight mine) {
        server = server.apply(mine.current());
        lastSeq = mine.id().seq();
        pending.popped();
    }

    private void foreign(Delta commit) {
        server = server.apply(commit);
        show(pending.slideOver(commit));
    }

    private void show(Delta change) {
        if (change.isIdentity())
            return;
        screen = screen.apply(change);
        effects.add(new ReplicaEffect.Show(change));
    }

    private void arrived(Position at) {
        position = at;
        freezeNext();
        if (pending.inFlight() == null)
            effects.add(new ReplicaEffect.Saved(at.revision()));
    }

    // ---- what is given up ----------------------------------------------------------------------------------------------------------------

    /** The operation in flight will not be stored: taken off the screen and handed to the person. */
    private void undo(RefusalCode code) {
        InFlight mine = pending.inFlight();
        show(pending.takeBack(server));
        if (mine != null && !mine.current().isIdentity())
            effects.add(new ReplicaEffect.Rescue(code, mine.current().ops()));
    }

    private void identityLost() {
        connected = false;
        if (identity != null)
            formerIdentity = identity;
        identity = null;
    }

    private void historyDiffers() {
        connected = false;
        rescueUnsaved();
        identity = null;
        formerIdentity = null;
        position = null;
    }

    /** Another document takes the place of this one: what only this one holds is handed to the person. */
    private void rescueUnsaved() {
        Delta unsaved = pending.giveUp();
        if (unsaved != null)
            effects.add(new ReplicaEffect.Rescue(RefusalCode.BASE_FUTURE, unsaved.ops()));
    }

    private void reopen(String reason) {
        connected = false;
        reopenReason = reason;
    }

    private Position here() {
        return Objects.requireNonNull(position, "the document is not loaded yet");
    }
}
