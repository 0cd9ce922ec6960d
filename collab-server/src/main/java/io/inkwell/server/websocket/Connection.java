package io.inkwell.server.websocket;

import io.inkwell.ot.OtException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.CloseCode;
import io.inkwell.protocol.Cursor;
import io.inkwell.protocol.Envelope;
import io.inkwell.protocol.Member;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ProtocolException;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.server.config.Limits;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.OpenDocument;
import io.inkwell.server.documents.Subscriber;
import io.inkwell.server.documents.View;
import io.inkwell.server.websocket.Admittance.Right;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.Submission;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.StorageException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of one document: what it may say, when, and how often. Knows nothing of Jetty. Thread safe.
 */
final class Connection implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Who floods and does not read gets so much time for the answers that are left. */
    private static final int FLOODER_MILLIS_MAX = 3_000;

    private final int number;
    private final Admittance admittance;
    private final Limits limits;
    private final MessageCodec codec;
    private final DocumentHub hub;
    private final Identities identities;
    private final Transport transport;
    private final Outbox outbox;
    private final Throttle throttle;
    private final Deadlines deadlines;

    private final Object lock = new Object();
    private Stage stage;
    private Right right;
    private boolean rightIsLookedUp;

    /** How far a connection has come. */
    private sealed interface Stage {
        record BeforeOpen() implements Stage {}

        record Asking(@Nullable Opening opening, @Nullable OpenDocument document,
                @Nullable String correlationId) implements Stage {}

        record In(OpenDocument document, int displayId) implements Stage {}

        record Gone(int farewellMillisMax) implements Stage {}
    }

    /** What carries the frames. */
    interface Transport extends Outbox.Wire {
        /** Sends the close frame and ends the connection. */
        void close(CloseCode code, String reason);

        /** Asks the other side whether it is there. */
        void ping();
    }

    Connection(int number, Admittance admittance, Limits limits, MessageCodec codec, DocumentHub hub,
            Identities identities, Outbox outbox,
            Transport transport, long nowNanos) {
        this.number = number;
        this.admittance = admittance;
        this.limits = limits;
        this.codec = codec;
        this.hub = hub;
        this.identities = identities;
        this.transport = transport;
        this.outbox = outbox;
        this.throttle = new Throttle(limits, nowNanos);
        this.deadlines = new Deadlines(limits, nowNanos);
        this.stage = new Stage.BeforeOpen();
        this.right = admittance.right();
    }

    Admittance admittance() {
        return admittance;
    }

    // ---- what the client says ------------------------------------------------------------------------------------------------------------

    /** A complete text message came. */
    void received(String text) {
        long now = System.nanoTime();
        Throttle.Verdict verdict;
        synchronized (lock) {
            if (stage instanceof Stage.Gone)
                return;
            deadlines.heard(now);
            verdict = throttle.message(text.length(), now);
        }
        if (verdict == Throttle.Verdict.CLOSE) {
            close(CloseCode.RATE);
            return;
        }
        try {
            Envelope<ClientMessage> envelope = codec.readClient(text);
            handle(envelope, verdict, now);
        } catch (ProtocolException e) {
            refuse(e.code(), e.sentence(), e.seq().isPresent() ? e.seq().getAsInt() : null, e.correlationId());
        }
    }

    /** A ping or pong frame came; pings count as messages. */
    void heard(boolean ping) {
        long now = System.nanoTime();
        boolean flood;
        synchronized (lock) {
            if (stage instanceof Stage.Gone)
                return;
            deadlines.heard(now);
            flood = ping && throttle.message(0, now) == Throttle.Verdict.CLOSE;
        }
        if (flood)
            close(CloseCode.RATE);
    }

    private void handle(Envelope<ClientMessage> envelope, Throttle.Verdict verdict, long now) {
        String correlationId = envelope.correlationId();
        switch (envelope.message()) {
            case ClientMessage.Open open -> open(open, correlationId);
            case ClientMessage.Transform transform -> {
                if (verdict == Throttle.Verdict.REFUSE) {
                    outbox.answer(new ServerMessage.Refused(RefusalCode.RATE,
                            "Too many messages. Send the same again in a second.",
                            transform.seq(), null, (long) limits.rateDelayMillisMax(), null), correlationId);
                } else {
                    submit(transform, correlationId);
                }
            }
            case ClientMessage.MoveCursor move -> moveCursor(move.cursor(), now, correlationId);
            case ClientMessage.Ping ping -> outbox.answer(new ServerMessage.Pong(), correlationId);
            case ClientMessage.Pong pong -> heard(false);
        }
    }

    private void open(ClientMessage.Open open, @Nullable String correlationId) {
        boolean first;
        synchronized (lock) {
            first = stage instanceof Stage.BeforeOpen;
            if (first)
                stage = new Stage.Asking(null, null, correlationId);
        }
        if (!first) {
            refuse(RefusalCode.BAD_MESSAGE,
                    "The document is open already: document/open is the first message and comes once.", null,
                    correlationId);
            return;
        }
        try {
            hub.execute(() -> ask(open, correlationId));
        } catch (RejectedExecutionException e) {
            LOG.debug("a document is opened while the node stops", e);
            close(CloseCode.RESTART);
        }
    }

    /** Looks up who this is and asks the document. May wait. */
    private void ask(ClientMessage.Open open, @Nullable String correlationId) {
        try {
            Opening.Result result = Opening.of(open, number, admittance, identities);
            if (result instanceof Opening.Result.Foreign)
                refuse(RefusalCode.IDENTITY, "This client id belongs to somebody else. Open without one.", null,
                        correlationId);
            if (!(result instanceof Opening.Result.Asked asked)) {
                close(result instanceof Opening.Result.Foreign ? CloseCode.FORBIDDEN : CloseCode.HISTORY_DIFFERS);
                return;
            }
            OpenDocument document = hub.open(admittance.document(), admittance.type());
            var member = new io.inkwell.sync.Member(asked.opening().event().displayId(), admittance.name(),
                    admittance.colour(), admittance.kind(), null);
            synchronized (lock) {
                if (stage instanceof Stage.Gone) {
                    document.closed(number);
                } else {
                    stage = new Stage.Asking(asked.opening(), document, correlationId);
                    document.open(this, member, asked.opening().event());
                }
            }
        } catch (NoSuchElementException e) {
            close(CloseCode.GONE);
        } catch (StorageException e) {
            LOG.warn("document {} could not be opened: {}", admittance.document(), e.getMessage());
            close(CloseCode.STORAGE);
        } catch (BrokenChainException | OtException e) {
            LOG.error("ALERT document {} is damaged: {}", admittance.document(), e.getMessage());
            refuse(RefusalCode.FROZEN, "This document is damaged in the store and cannot be opened. Tell the operator.",
                    null, correlationId);
            close(CloseCode.STORAGE);
        } catch (RuntimeException e) {
            LOG.error("document {} could not be opened", admittance.document(), e);
            close(CloseCode.STORAGE);
        }
    }

    private void submit(ClientMessage.Transform transform, @Nullable String correlationId) {
        if (!(current() instanceof Stage.In in)) {
            refuse(RefusalCode.BAD_MESSAGE, "The document is not open yet: wait for document/init.", transform.seq(),
                    correlationId);
            return;
        }
        Digest hash = Digest.ofSubmission(transform.revision(), OpsJson.write(transform.ops()));
        outbox.submitted(transform.seq(), hash, correlationId);
        SubmissionId id = new SubmissionId(in.displayId(), transform.seq());
        in.document().post(
                new DocumentEvent.Submit(number, new Submission(id, transform.revision(), transform.ops(), hash)));
    }

    private void moveCursor(Cursor cursor, long now, @Nullable String correlationId) {
        boolean passedOn;
        synchronized (lock) {
            passedOn = throttle.cursorMove(now);
        }
        if (!passedOn)
            return;
        if (!(current() instanceof Stage.In in)) {
            refuse(RefusalCode.BAD_MESSAGE, "The document is not open yet: wait for document/init.", null,
                    correlationId);
            return;
        }
        in.document().moveCaret(number, cursor.index() == Cursor.HIDDEN
                ? null
                : new io.inkwell.sync.Member.Caret(cursor.index(), cursor.length()), cursor.revision());
    }

    private void refuse(RefusalCode code, String message, @Nullable Integer seq, @Nullable String correlationId) {
        outbox.answer(new ServerMessage.Refused(code, message, seq, null, null, null), correlationId);
        boolean tooMany;
        synchronized (lock) {
            tooMany = code == RefusalCode.BAD_MESSAGE && throttle.badMessage(System.nanoTime());
        }
        if (tooMany)
            close(CloseCode.BAD_MESSAGES);
    }

    // ---- what the document says ----------------------------------------------------------------------------------------------------------

    @Override
    public void admitted(Admission admission) {
        Opening opening;
        String correlationId;
        synchronized (lock) {
            if (!(stage instanceof Stage.Asking asking) || asking.opening() == null || asking.document() == null)
                return;
            opening = asking.opening();
            correlationId = asking.correlationId();
            stage = new Stage.In(asking.document(), admission.displayId());
            deadlines.keptUp(System.nanoTime());
        }
        ServerMessage.Init init = Rendering.init(admission, opening, admittance, limits);
        OutboundCursor cursor = new OutboundCursor(admission.displayId(), admission.at(), limits.frameBytesMax());
        outbox.start(codec.writeText(init, correlationId), admission.displayId(), cursor, admission.view(),
                init.members().stream().map(Member::displayId).toList());
    }

    @Override
    public void viewChanged(View view) {
        outbox.viewChanged(view);
    }

    @Override
    public void memberChanged(int displayId) {
        outbox.memberChanged(displayId);
    }

    @Override
    public void repeated(Commit stored) {
        outbox.repeat(stored);
    }

    @Override
    public void refused(RefusalCode code, String message, int seq, int lastSeq, long retryAfterMillis) {
        boolean gap = code == RefusalCode.SEQ_GAP;
        outbox.refuse(new ServerMessage.Refused(code, message, seq, gap ? lastSeq : null,
                retryAfterMillis > 0 ? retryAfterMillis : null, null), seq);
    }

    @Override
    public void closed(CloseReason reason) {
        close(switch (reason) {
            case SUPERSEDED -> CloseCode.SUPERSEDED;
            case HISTORY_DIFFERS -> CloseCode.HISTORY_DIFFERS;
            case GONE -> CloseCode.GONE;
            case STORAGE -> CloseCode.STORAGE;
        });
    }

    // ---- time and the end ----------------------------------------------------------------------------------------------------------------

    /** Looks at the clock: whether the client is there, reads, keeps up and still may. */
    void tick(long nowNanos, Instant now) {
        boolean ping;
        CloseCode over;
        boolean lookUpRight;
        synchronized (lock) {
            long sendingNanos = outbox.sendingSinceNanos(nowNanos);
            if (stage instanceof Stage.Gone gone) {
                if (sendingNanos > gone.farewellMillisMax() * NANOS_PER_MILLI)
                    transport.close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
                return;
            }
            deadlines.lag(outbox.behindRevisions(), outbox.behindBytes(), nowNanos);
            over = deadlines.overdue(!(stage instanceof Stage.BeforeOpen), sendingNanos, nowNanos);
            ping = deadlines.pingIsDue(nowNanos);
            lookUpRight = right.hasEnded(now) && !rightIsLookedUp;
            rightIsLookedUp |= lookUpRight;
        }
        if (over != null)
            close(over);
        else if (lookUpRight)
            hub.execute(() -> lookUpRight(now));
        else if (ping)
            transport.ping();
    }

    /** The right has ended: goes, unless it was prolonged meanwhile. Another right is told by opening the document again. May wait. */
    private void lookUpRight(Instant now) {
        Optional<Right> found;
        try {
            found = admittance.rightNow().get();
        } catch (StorageException e) {
            LOG.warn("document {}: a right could not be looked up: {}", admittance.document(), e.getMessage());
            close(CloseCode.STORAGE);
            return;
        }
        if (found.isEmpty() || found.get().hasEnded(now)) {
            close(admittance.endOfRight());
        } else if (found.get().mayWrite() != admittance.mayWrite()) {
            close(CloseCode.RESTART);
        } else {
            synchronized (lock) {
                right = found.get();
                rightIsLookedUp = false;
            }
        }
    }

    /** Ends the connection from this side; what was said just before still goes out if the client reads. */
    void close(CloseCode code) {
        close(code, code.reason());
    }

    /** The same with another reason in the close frame. */
    void close(CloseCode code, String reason) {
        leave(code == CloseCode.RATE ? FLOODER_MILLIS_MAX : limits.sendMillisMax());
        switch (code) {
            case TOO_SLOW, SILENT -> {
                outbox.close();
                transport.close(code, reason);
            }
            case RATE, BAD_MESSAGES, AUTHENTICATION, FORBIDDEN, GONE, SUPERSEDED, HISTORY_DIFFERS, STORAGE, RESTART ->
                outbox.finish(() -> transport.close(code, reason));
        }
    }

    /** Whether everything that this connection is to be sent was sent. */
    boolean isQuiet() {
        return outbox.isQuiet();
    }

    /** The connection is over, whoever ended it. */
    void ended() {
        leave(0);
        outbox.close();
    }

    private void leave(int farewellMillisMax) {
        OpenDocument document;
        synchronized (lock) {
            document = switch (stage) {
                case Stage.In in -> in.document();
                case Stage.Asking asking -> asking.document();
                case Stage.BeforeOpen before -> null;
                case Stage.Gone gone -> null;
            };
            stage = new Stage.Gone(farewellMillisMax);
        }
        if (document != null)
            document.closed(number);
    }

    private Stage current() {
        synchronized (lock) {
            return stage;
        }
    }
}
