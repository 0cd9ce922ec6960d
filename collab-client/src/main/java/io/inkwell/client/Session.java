package io.inkwell.client;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.CloseCode;
import io.inkwell.protocol.Envelope;
import io.inkwell.protocol.Limits;
import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ProtocolException;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.protocol.Settled;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.OpenRequest;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaState;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client does about each message of the server. What becomes of edits is decided by the {@link Replica}; here its effects are carried
 * out, every revision is proved by the chain before it is taken in, and incoming revisions are held back where that was asked for.
 *
 * <p>
 * Everything here runs on the client's {@link Mailbox}.
 */
final class Session {
    /*
     * The way of a revision: received (in order, without a gap) -> held, if the program holds back -> proved -> taken in by the replica -> shown.
     * "received" is therefore never older than the replica's own position. Before a connection is given up, what was held is taken in: the
     * server is asked for what comes after the newest revision that arrived, not for what it has sent already.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Line line;
    private final Audience audience;
    private final MessageCodec codec = new MessageCodec(OpsLimits.UNLIMITED);
    private final Roster roster = new Roster();
    private final List<CompletableFuture<Long>> savers = new ArrayList<>();
    private final Deque<Incoming> held = new ArrayDeque<>();
    private final boolean holding;

    private Replica replica = new Replica(OpsLimits.DEFAULT);
    private long received;
    private int proofsFailed;
    private boolean outcomeUnknown;
    private @Nullable String over;

    /** The connection as the session sees it. */
    interface Line {
        /** Sends a message, if there is a connection. */
        void send(String message);

        /** Lets go of the connection and makes another one. */
        void reconnect(String reason);

        /** Lets go of the connection for good. */
        void hangUp();

        /** The server let the client in. */
        void established();

        /** Does something on the mailbox later. */
        void later(long delayMillis, Runnable task);
    }

    /**
     * @param holdBack whether revisions are taken in only as far as {@link #takeInThrough} says
     */
    Session(Line line, Audience audience, boolean holdBack) {
        this.line = line;
        this.audience = audience;
        this.holding = holdBack;
    }

    // ---- what the program wants --------------------------------------------------------------------------------------------------------

    void edit(Function<Document, Delta> change, CompletableFuture<Document> done) {
        if (over != null) {
            done.completeExceptionally(new DisconnectedException(over));
            return;
        }
        try {
            if (replica.position() == null)
                throw new IllegalStateException("the document is not loaded yet");
            step(new ReplicaEvent.Edited(change.apply(replica.screen())));
            done.complete(replica.screen());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    void awaitSaved(CompletableFuture<Long> saved) {
        Position here = replica.position();
        if (over != null) {
            saved.completeExceptionally(new DisconnectedException(over));
        } else if (here != null && replica.state() instanceof ReplicaState.Synchronized) {
            saved.complete(here.revision());
        } else {
            savers.add(saved);
        }
    }

    void takeInThrough(long revision) {
        while (!held.isEmpty() && held.getFirst().to() <= revision)
            takeIn(held.removeFirst());
    }

    /** Gives up for good. */
    void end(String reason) {
        if (over != null)
            return;
        over = reason;
        line.hangUp();
        List<Ops> unsaved = unsaved();
        savers.forEach(saved -> saved.completeExceptionally(new DisconnectedException(reason)));
        savers.clear();
        audience.state(ConnectionState.DISCONNECTED);
        audience.tell(listener -> listener.disconnected(reason, unsaved));
    }

    boolean isOver() {
        return over != null;
    }

    // ---- the connection ----------------------------------------------------------------------------------------------------------------

    /** A connection stands: says how to open the document. */
    void opened(int attempt) {
        OpenRequest request = replica.openRequest();
        Position from = request.from();
        InFlight inFlight = request.inFlight();
        line.send(codec.writeText(new ClientMessage.Open(request.clientId(), attempt,
                from == null ? null : new io.inkwell.protocol.Position(from.revision(), from.chain()),
                inFlight == null
                        ? null
                        : new ClientMessage.InFlight(request.formerClientId(), inFlight.id().seq(),
                                inFlight.baseRevision(), inFlight.hash())),
                null));
    }

    /** The connection is gone. */
    void lost() {
        takeInThrough(Long.MAX_VALUE);
        if (replica.openRequest().inFlight() != null && !outcomeUnknown) {
            outcomeUnknown = true;
            audience.outcomeUnknown();
        }
        step(new ReplicaEvent.Disconnected());
        audience.state(replica.position() == null ? ConnectionState.CONNECTING : ConnectionState.RECONNECTING);
    }

    /** The server closed for a reason that says what to do; true if another connection is to be made. */
    boolean closed(CloseCode code) {
        switch (code.reaction()) {
            case RECONNECT -> {
            }
            case CHANGE_IDENTITY -> step(new ReplicaEvent.IdentityLost());
            case START_OVER -> startOver("the server has another history");
            case GIVE_UP -> {
                end("The server closed the document: " + code.reason() + ".");
                return false;
            }
        }
        return true;
    }

    void received(String text) {
        try {
            Optional<Envelope<ServerMessage>> read = codec.readServer(text);
            if (read.isPresent())
                handle(read.get().message());
        } catch (ProtocolException e) {
            broken("a message that is none: " + e.sentence());
        } catch (HistoryProof.BrokenException e) {
            broken(String.valueOf(e.getMessage()));
        } catch (OtException | IllegalStateException e) {
            abandon("what arrived does not fit the document: " + e.getMessage());
        }
    }

    /** What came cannot be proved: once more from the last revision that was; if that does not help, from the start. */
    private void broken(String reason) {
        LOG.warn("resynchronising: {}", reason);
        forgetWhatIsNotTakenIn();
        proofsFailed++;
        if (proofsFailed > 1)
            startOver(reason);
        line.reconnect(reason);
    }

    private void startOver(String reason) {
        LOG.warn("starting over: {}", reason);
        step(new ReplicaEvent.HistoryDiffers());
        forgetWhatIsNotTakenIn();
    }

    /** The replica is of no use any more: its unsaved text goes to the program, and the document is loaded into a new one. */
    private void abandon(String reason) {
        LOG.error("loading the document anew: {}", reason);
        List<Ops> unsaved = unsaved();
        replica = new Replica(OpsLimits.DEFAULT);
        forgetWhatIsNotTakenIn();
        for (Ops ops : unsaved)
            audience.tell(listener -> listener.rescued(RefusalCode.BASE_FUTURE, ops));
        line.reconnect(reason);
    }

    /** The server is asked for it again. */
    private void forgetWhatIsNotTakenIn() {
        held.clear();
        Position here = replica.position();
        received = here == null ? 0 : here.revision();
    }

    // ---- messages ----------------------------------------------------------------------------------------------------------------------

    private void handle(ServerMessage message) throws HistoryProof.BrokenException {
        switch (message) {
            case ServerMessage.Init init -> init(init);
            case ServerMessage.Remote remote -> {
                if (remote.to() > received && !remote.changes().isEmpty()) {
                    arrived(new Incoming.Frame(remote.from(), remote.changes(), remote.chain()), remote.from());
                }
            }
            case ServerMessage.Ack ack ->
                own(new Incoming.Own(ack.seq(), new Position(ack.revision(), ack.chain()), ack.atMillis()));
            case ServerMessage.Rebase rebase -> {
                Position at = new Position(rebase.revision(), rebase.chain());
                if (rebase.revision() > received) {
                    own(new Incoming.UsedUp(rebase.seq(), at, rebase.atMillis(), CommitKind.Burnt.BURNT));
                } else {
                    step(new ReplicaEvent.Rebased(rebase.seq(), at));
                }
            }
            case ServerMessage.Refused refused -> refused(refused);
            case ServerMessage.CursorMoved moved -> members(roster.moved(moved.displayId(), moved.cursor()));
            case ServerMessage.Joined joined -> members(roster.joined(joined.member()));
            case ServerMessage.Left left -> members(roster.left(left.displayId()));
            case ServerMessage.Present present -> members(roster.replaced(present.members()));
            case ServerMessage.Ping ping -> line.send(codec.writeText(new ClientMessage.Pong(), null));
            case ServerMessage.Pong pong -> {
            }
        }
    }

    private void init(ServerMessage.Init init) throws HistoryProof.BrokenException {
        line.established();
        long before = received;
        long edits = 0;
        switch (init.start()) {
            case ServerMessage.Start.Content content -> load(init, content.document());
            case ServerMessage.Start.Changes changes -> {
                List<LogEntry> entries = changes.entries();
                ReplicaEvent.Resumed resumed = Incoming.resumed(replica, init, entries);
                edits = Incoming.editsIn(entries);
                received = init.revision();
                step(resumed);
            }
        }
        proofsFailed = 0;
        if (outcomeUnknown) {
            outcomeUnknown = false;
            audience.outcomeKnown(init.settled() != null && init.settled().outcome() instanceof Settled.Outcome.Edit);
        }
        members(roster.replaced(init.members()));
        audience.admitted(init);
        audience.state(ConnectionState.CONNECTED);
        long missed = edits;
        if (received != before)
            audience.tell(listener -> listener.received(received, missed));
    }

    private void load(ServerMessage.Init init, Ops content) {
        if (replica.position() == null)
            replica = new Replica(limits(init.limits()));
        received = init.revision();
        step(new ReplicaEvent.Loaded(new ReplicaEvent.Identity(init.clientId(), init.displayId()),
                new Position(init.revision(), init.chain()),
                init.lastSeq(), content));
    }

    private static OpsLimits limits(Limits told) {
        return new OpsLimits(told.operationBytesMax(), told.componentsMax(), told.attributesPerComponentMax());
    }

    private void own(Incoming outcome) throws HistoryProof.BrokenException {
        if (outcome.to() > received)
            arrived(outcome, outcome.to() - 1);
    }

    private void arrived(Incoming incoming, long from) throws HistoryProof.BrokenException {
        if (from != received) {
            line.reconnect("a gap: stands at " + received + ", told what follows " + from);
            return;
        }
        received = incoming.to();
        if (!holding) {
            step(incoming.event(replica));
        } else if (incoming instanceof Incoming.Frame frame) {
            held.addAll(frame.cut());
        } else {
            held.add(incoming);
        }
        audience.tell(listener -> listener.received(incoming.to(), incoming.edits()));
    }

    private void takeIn(Incoming incoming) {
        try {
            step(incoming.event(replica));
        } catch (HistoryProof.BrokenException e) {
            broken(String.valueOf(e.getMessage()));
        }
    }

    private void refused(ServerMessage.Refused refused) throws HistoryProof.BrokenException {
        int seq = refused.seq() == null ? 0 : refused.seq();
        long retryAfterMillis = refused.retryAfterMillis() == null ? 0 : refused.retryAfterMillis();
        ServerMessage.RefusedAt at = refused.commit();
        audience.tell(listener -> listener.refused(refused.code(), refused.message()));
        if (at == null || at.revision() <= received) {
            Position position = at == null ? null : new Position(at.revision(), at.chain());
            step(new ReplicaEvent.Refused(refused.code(), seq, position, retryAfterMillis));
        } else {
            own(new Incoming.UsedUp(seq, new Position(at.revision(), at.chain()), at.atMillis(),
                    new CommitKind.Refused(refused.code())));
        }
    }

    private void members(Roster now) {
        audience.members(now.members());
    }

    // ---- effects -----------------------------------------------------------------------------------------------------------------------

    private void step(ReplicaEvent event) {
        List<ReplicaEffect> effects = replica.step(event);
        Document screen = replica.screen();
        Position here = replica.position();
        audience.screen(screen, here == null ? 0 : here.revision());
        List<Delta> shown = new ArrayList<>();
        for (ReplicaEffect effect : effects) {
            switch (effect) {
                case ReplicaEffect.Send send -> send(send.inFlight());
                case ReplicaEffect.Show show -> shown.add(show.change());
                case ReplicaEffect.Replace replace -> audience.tell(listener -> listener.replaced(replace.document()));
                case ReplicaEffect.Saved saved -> audience.tell(listener -> listener.saved(saved.revision()));
                case ReplicaEffect.Rescue rescue ->
                    audience.tell(listener -> listener.rescued(rescue.code(), rescue.ops()));
                case ReplicaEffect.Notice notice -> LOG.debug("refused: {}", notice.code());
                case ReplicaEffect.RetryLater retry ->
                    line.later(retry.delayMillis(), () -> step(new ReplicaEvent.RetryDue()));
                case ReplicaEffect.Reopen reopen -> {
                    forgetWhatIsNotTakenIn();
                    line.reconnect(reopen.reason());
                }
            }
        }
        if (!shown.isEmpty()) {
            Delta change = Delta.composeAll(shown.getFirst().baseLength(), shown);
            audience.tell(listener -> listener.changed(change, screen));
        }
        tellSavers();
    }

    private void send(InFlight inFlight) {
        line.send(codec.writeText(
                new ClientMessage.Transform(inFlight.baseRevision(), inFlight.id().seq(), inFlight.ops()), null));
    }

    /** Whoever waits is told when nothing is on its way any more: everything was stored, or handed back. */
    private void tellSavers() {
        Position here = replica.position();
        if (savers.isEmpty() || here == null || !(replica.state() instanceof ReplicaState.Synchronized))
            return;
        savers.forEach(saved -> saved.complete(here.revision()));
        savers.clear();
    }

    private List<Ops> unsaved() {
        return switch (replica.state()) {
            case ReplicaState.Synchronized nothing -> List.of();
            case ReplicaState.AwaitingAck awaiting -> List.of(awaiting.inFlight().current().ops());
            case ReplicaState.AwaitingAckWithBuffer awaiting ->
                List.of(awaiting.inFlight().current().ops(), awaiting.buffer().ops());
        };
    }
}
