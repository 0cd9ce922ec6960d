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
import io.inkwell.protocol.Role;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.server.config.Limits;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.OpenDocument;
import io.inkwell.server.documents.Subscriber;
import io.inkwell.server.documents.View;
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
import java.util.List;
import java.util.NoSuchElementException;
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

    private final int number;
    private final Admittance admittance;
    private final Limits limits;
    private final MessageCodec codec;
    private final DocumentHub hub;
    private final Identities identities;
    private final Transport transport;
    private final Outbox outbox;
    private final Throttle throttle;

    private final Object lock = new Object();
    private Stage stage;
    private long heardNanos;
    private long pingedNanos;
    private long keptUpNanos;

    /** How far a connection has come. */
    private sealed interface Stage {
        record BeforeOpen(long sinceNanos) implements Stage {}

        record Asking(@Nullable Opening opening, @Nullable OpenDocument document,
                @Nullable String correlationId) implements Stage {}

        record In(OpenDocument document, int displayId) implements Stage {}

        record Gone() implements Stage {}
    }

    /** What carries the frames. */
    interface Transport extends Outbox.Wire {
        /** Sends the close frame and ends the connection. */
        void close(CloseCode code);

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
        this.stage = new Stage.BeforeOpen(nowNanos);
        this.heardNanos = nowNanos;
        this.pingedNanos = nowNanos;
        this.keptUpNanos = nowNanos;
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
            heardNanos = now;
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
            heardNanos = now;
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
                            "Too many messages. Send the same again in a second.", transform.seq(),
                            null, (long) limits.rateDelayMillisMax(), null), correlationId);
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
            if (!(Opening.of(open, number, admittance, identities) instanceof Opening.Result.Asked asked)) {
                refuse(RefusalCode.IDENTITY, "This client id belongs to somebody else. Open without one.", null,
                        correlationId);
                close(CloseCode.FORBIDDEN);
                return;
            }
            OpenDocument document = hub.open(admittance.document(), admittance.type());
            var member = new io.inkwell.server.documents.Member(asked.opening().event().displayId(), admittance.name(),
                    admittance.colour(),
                    admittance.kind(), null);
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
                : new io.inkwell.server.documents.Member.Caret(cursor.index(), cursor.length()), cursor.revision());
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
            keptUpNanos = System.nanoTime();
        }
        long revision = admission.at().headRevision();
        boolean caretsFit = admission.view().window().headRevision() == revision;
        List<Member> members = admission.view().presence().members().stream()
                .map(member -> Rendering.member(caretsFit ? member : member.withoutCaret(), revision)).toList();
        var settled = opening.settled() != null
                ? opening.settled()
                : Rendering.settled(admission.settled(), admission.settledKey());
        io.inkwell.protocol.Limits told = new io.inkwell.protocol.Limits(limits.operationBytesMax(),
                limits.componentsMax(),
                limits.attributesPerComponentMax(), limits.messageBytesMax(), limits.documentLengthMax());
        ServerMessage init = new ServerMessage.Init(opening.clientId(), admission.displayId(), revision,
                admission.at().headChain(), admission.lastSeq(),
                Rendering.start(admission.start()), settled, admittance.mayWrite() ? Role.WRITE : Role.READ,
                admittance.type(),
                admittance.title(), members, told);
        OutboundCursor cursor = new OutboundCursor(admission.displayId(), admission.at(), limits.frameBytesMax());
        outbox.start(codec.writeText(init, correlationId), admission.displayId(), cursor, admission.view(),
                members.stream().map(Member::displayId).toList());
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
        synchronized (lock) {
            if (stage instanceof Stage.Gone) {
                if (outbox.sendingSinceNanos(nowNanos) > limits.sendMillisMax() * NANOS_PER_MILLI)
                    transport.close(CloseCode.TOO_SLOW);
                return;
            }
            if (outbox.behindRevisions() <= limits.lagRevisionsMax() && outbox.behindBytes() <= limits.lagBytesMax())
                keptUpNanos = nowNanos;
            over = overdue(nowNanos, now);
            ping = nowNanos - pingedNanos >= limits.pingIntervalMillis() * NANOS_PER_MILLI;
            if (ping)
                pingedNanos = nowNanos;
        }
        if (over != null) {
            close(over);
        } else if (ping) {
            transport.ping();
        }
    }

    private @Nullable CloseCode overdue(long nowNanos, Instant now) {
        if (admittance.expiresAt() != null && !now.isBefore(admittance.expiresAt()))
            return CloseCode.FORBIDDEN;
        if (stage instanceof Stage.BeforeOpen before
                && nowNanos - before.sinceNanos() > limits.openMillisMax() * NANOS_PER_MILLI)
            return CloseCode.SILENT;
        if (nowNanos - heardNanos > limits.silenceMillisMax() * NANOS_PER_MILLI)
            return CloseCode.SILENT;
        if (outbox.sendingSinceNanos(nowNanos) > limits.sendMillisMax() * NANOS_PER_MILLI)
            return CloseCode.TOO_SLOW;
        return nowNanos - keptUpNanos > limits.lagMillisMax() * NANOS_PER_MILLI ? CloseCode.TOO_SLOW : null;
    }

    /** Ends the connection from this side; what was said just before still goes out if the client reads. */
    void close(CloseCode code) {
        leave();
        switch (code) {
            case RATE, TOO_SLOW, SILENT -> {
                outbox.close();
                transport.close(code);
            }
            case BAD_MESSAGES, AUTHENTICATION, FORBIDDEN, GONE, SUPERSEDED, HISTORY_DIFFERS, STORAGE, RESTART ->
                outbox.finish(() -> transport.close(code));
        }
    }

    /** The connection is over, whoever ended it. */
    void ended() {
        leave();
        outbox.close();
    }

    private void leave() {
        OpenDocument document;
        synchronized (lock) {
            document = switch (stage) {
                case Stage.In in -> in.document();
                case Stage.Asking asking -> asking.document();
                case Stage.BeforeOpen before -> null;
                case Stage.Gone gone -> null;
            };
            stage = new Stage.Gone();
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
