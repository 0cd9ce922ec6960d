package io.inkwell.server.websocket;

import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.sync.Presence;
import io.inkwell.server.documents.View;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.OutboundCursor;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is sent: direct answers first, then the document's log from where the connection stands, then - only when it stands at
 * the head, because carets are positions in that document - what changed about the people. One send at a time; whoever changes something
 * also tries to send, on the spot. Thread safe.
 */
final class Outbox {
    private final Wire wire;
    private final MessageCodec codec;
    private final Frames frames;
    private final Metrics metrics;
    private final PageReader pages;
    private final int answersMax;

    private final AtomicInteger attempts = new AtomicInteger();
    private final Object lock = new Object();
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private final Correlations correlations = new Correlations();
    private final Set<Integer> changedMembers = new LinkedHashSet<>();
    private final Set<Integer> knownMembers = new HashSet<>();
    private int displayId;
    private @Nullable OutboundCursor cursor;
    private @Nullable View view;
    private boolean sending;
    private boolean readingPage;
    private long sendStartedNanos;
    private boolean closed;
    private @Nullable Runnable afterAnswers;

    /** The wire below. */
    interface Wire {
        /** Sends a text frame and calls back when it is out, or failed. Never two at a time. */
        void send(String text, Runnable sent, Runnable failed);

        /** The client does not take what it should. */
        void overflow();
    }

    /** Reads commits that are no longer in memory, and calls back with them from another thread; with none if they could not be read. */
    interface PageReader {
        /** Reads what follows a revision. */
        void read(long after, long through, Consumer<List<Commit>> page);
    }

    /** @param answersMax how many answers may wait for a client that does not read */
    Outbox(Wire wire, MessageCodec codec, Frames frames, Metrics metrics, PageReader pages, int answersMax) {
        this.wire = wire;
        this.codec = codec;
        this.frames = frames;
        this.metrics = metrics;
        this.pages = pages;
        this.answersMax = answersMax;
    }

    /** The first message, and from where the stream goes on. */
    void start(String init, int ownDisplayId, OutboundCursor from, View current, List<Integer> toldMembers) {
        synchronized (lock) {
            answers.add(init);
            displayId = ownDisplayId;
            cursor = from;
            if (view == null || view.window().headRevision() < current.window().headRevision())
                view = current;
            knownMembers.addAll(toldMembers);
            current.presence().members().forEach(member -> changedMembers.add(member.displayId()));
        }
        drain();
    }

    /** An answer that is not part of the stream. */
    void answer(ServerMessage message, @Nullable String correlationId) {
        if (message instanceof ServerMessage.Refused refused)
            metrics.refused(refused.code());
        boolean overflow;
        synchronized (lock) {
            if (closed)
                return;
            overflow = answers.size() >= answersMax;
            if (!overflow)
                answers.add(codec.writeText(message, correlationId));
        }
        if (overflow)
            wire.overflow();
        drain();
    }

    /** This connection sends a submission: its entry will be rendered as acknowledgement. */
    void submitted(int seq, Digest hash, @Nullable String correlationId) {
        synchronized (lock) {
            correlations.sent(seq, correlationId);
            if (cursor != null)
                cursor.submitted(seq, hash);
        }
    }

    /** A submission of this connection is refused without a revision. */
    void refuse(ServerMessage.Refused refused, int seq) {
        String correlationId;
        synchronized (lock) {
            correlationId = correlations.answered(seq);
        }
        answer(refused, correlationId);
    }

    /** Tells a stored outcome again, unless the stream has yet to bring it. */
    void repeat(Commit stored) {
        String correlationId;
        synchronized (lock) {
            if (cursor == null || cursor.revision() < stored.revision())
                return;
            correlationId = correlations.answered(stored.id().seq());
        }
        answer(own(stored), correlationId);
    }

    void viewChanged(View newest) {
        synchronized (lock) {
            view = newest;
        }
        drain();
    }

    void memberChanged(int member) {
        synchronized (lock) {
            changedMembers.add(member);
        }
    }

    /** Ends the stream at once; answers that wait are dropped. */
    void close() {
        synchronized (lock) {
            answers.clear();
            end();
        }
    }

    /** Ends the stream; what waits as an answer still goes out, then {@code last} runs. */
    void finish(Runnable last) {
        synchronized (lock) {
            end();
            afterAnswers = last;
        }
        drain();
    }

    private void end() {
        closed = true;
        changedMembers.clear();
        knownMembers.clear();
        view = null;
    }

    /** For how long the current send has not been done, in nanoseconds; 0 if there is none. */
    long sendingSinceNanos(long nowNanos) {
        synchronized (lock) {
            return sending ? nowNanos - sendStartedNanos : 0;
        }
    }

    /** Whether nothing waits to be sent. */
    boolean isQuiet() {
        synchronized (lock) {
            return closed || (!sending && answers.isEmpty() && behindRevisions() == 0);
        }
    }

    /** How many revisions are still to be sent. */
    long behindRevisions() {
        synchronized (lock) {
            return cursor == null || view == null ? 0 : view.window().headRevision() - cursor.revision();
        }
    }

    /** How many bytes of operations are still to be sent. */
    long behindBytes() {
        synchronized (lock) {
            return cursor == null || view == null ? 0 : cursor.behindBytes(view.window());
        }
    }

    /** Sends what there is until the wire is busy; a call while another one is at work only makes that one look again. */
    private void drain() {
        if (attempts.getAndIncrement() != 0)
            return;
        int seen;
        do {
            seen = attempts.get();
            String text = take();
            while (text != null) {
                wire.send(text, this::sent, this::close);
                text = take();
            }
            runLast();
        } while (attempts.addAndGet(-seen) != 0);
    }

    private void sent() {
        synchronized (lock) {
            sending = false;
        }
        drain();
    }

    private @Nullable String take() {
        synchronized (lock) {
            if (sending)
                return null;
            String text = closed ? answers.poll() : next();
            if (text != null) {
                sending = true;
                sendStartedNanos = System.nanoTime();
            }
            return text;
        }
    }

    private void runLast() {
        Runnable last;
        synchronized (lock) {
            if (sending || !answers.isEmpty())
                return;
            last = afterAnswers;
            afterAnswers = null;
        }
        if (last != null)
            last.run();
    }

    private @Nullable String next() {
        String answer = answers.poll();
        if (answer != null)
            return answer;
        View now = view;
        OutboundCursor at = cursor;
        if (now == null || at == null || readingPage)
            return null;
        return switch (at.next(now.window())) {
            case OutboundCursor.Next.Own own -> {
                metrics.acknowledged();
                yield codec.writeText(own(own.commit()), correlations.settled(own.commit().id().seq()));
            }
            case OutboundCursor.Next.Frame frame -> frames.frame(now.window(), frame.from(), frame.to());
            case OutboundCursor.Next.Behind behind -> {
                readingPage = true;
                pages.read(behind.from(), now.window().headRevision(), page -> pageRead(at, page));
                yield null;
            }
            case OutboundCursor.Next.Nothing nothing -> nextMember(now.presence(), at.revision());
        };
    }

    private void pageRead(OutboundCursor at, List<Commit> page) {
        synchronized (lock) {
            readingPage = false;
            if (!page.isEmpty() && page.getFirst().revision() == at.revision() + 1) {
                at.handedOut(page);
                answers.add(frames.encode(page));
            }
        }
        if (page.isEmpty()) {
            wire.overflow();
        } else {
            drain();
        }
    }

    private @Nullable String nextMember(Presence presence, long revision) {
        while (!changedMembers.isEmpty()) {
            int changed = changedMembers.iterator().next();
            changedMembers.remove(changed);
            if (changed == displayId)
                continue;
            Optional<io.inkwell.sync.Member> member = presence.member(changed);
            if (member.isEmpty()) {
                if (knownMembers.remove(changed))
                    return codec.writeText(new ServerMessage.Left(changed), null);
            } else if (knownMembers.add(changed)) {
                return codec.writeText(new ServerMessage.Joined(Rendering.member(member.get(), revision)), null);
            } else {
                return codec.writeText(
                        new ServerMessage.CursorMoved(changed, Rendering.cursor(member.get().caret(), revision)), null);
            }
        }
        return null;
    }

    /** The client's own entry, as the answer to its submission. */
    private static ServerMessage own(Commit commit) {
        int seq = commit.id().seq();
        return switch (commit.kind()) {
            case CommitKind.Edit edit ->
                new ServerMessage.Ack(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Restore restore ->
                new ServerMessage.Ack(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Burnt burnt ->
                new ServerMessage.Rebase(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Refused refused ->
                new ServerMessage.Refused(refused.code(), Rendering.sentence(refused.code()), seq, null, null,
                        new ServerMessage.RefusedAt(commit.revision(), commit.chain(), commit.atMillis()));
        };
    }

}
