package io.inkwell.server.programs;

import io.inkwell.ot.Document;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.OpenDocument;
import io.inkwell.server.documents.Subscriber;
import io.inkwell.server.documents.View;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Member;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.Submission;
import io.inkwell.sync.SubmissionId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A short stay of the server itself in an open document: a connection that nobody sees and that is sent nothing. The document tells it what a
 * connection is told; one caller submits and waits. Thread safe for the document's side, for one caller on the other.
 */
final class Stay implements Subscriber, AutoCloseable {
    private final OpenDocument document;
    private final int connection;
    private final int waitMillisMax;

    private final Object news = new Object();
    private @Nullable View view;
    private @Nullable CloseReason closed;
    private boolean waitedInVain;
    private @Nullable SubmissionId awaited;
    private long searchedRevision;
    private @Nullable Answer answer;

    private @Nullable Document content;
    private long contentRevision;

    /** What the document says to a submission. */
    sealed interface Answer {
        /** The log holds this under the key. */
        record Stored(Commit commit) implements Answer {}

        /** It is refused without a revision. */
        record Refused(RefusalCode code, String message) implements Answer {}

        /** The document said goodbye, too many revisions went by at once, or it took too long: the log has to be asked. */
        record Unclear() implements Answer {}
    }

    private Stay(OpenDocument document, int connection, int waitMillisMax) {
        this.document = document;
        this.connection = connection;
        this.waitMillisMax = waitMillisMax;
    }

    /**
     * Begins a stay. Blocks while the document is loaded.
     *
     * @param attempt higher for each stay of one client
     * @param waitMillisMax how long each answer is waited for
     * @throws io.inkwell.sync.port.StorageException if it cannot be loaded now
     * @throws java.util.NoSuchElementException if there is no such document
     * @throws io.inkwell.sync.BrokenChainException if its log is damaged
     * @throws io.inkwell.ot.OtException if a stored operation cannot be applied
     */
    static Stay begin(DocumentHub hub, Order order, int displayId, int attempt, int waitMillisMax) {
        OpenDocument document = hub.open(order.document(), order.type());
        Stay stay = new Stay(document, hub.nextConnection(), waitMillisMax);
        Member author = new Member(displayId, order.person().name(), order.person().colour(), Member.Kind.PROGRAM,
                null);
        document.openUnseen(stay, author,
                new DocumentEvent.Open(stay.connection, displayId, attempt, true, null, null));
        return stay;
    }

    /** Whether an answer did not come in time. */
    boolean waitedInVain() {
        synchronized (news) {
            return waitedInVain;
        }
    }

    /** Why the document said goodbye, if it did. */
    Optional<CloseReason> closed() {
        synchronized (news) {
            return Optional.ofNullable(closed);
        }
    }

    /** The document as it stands now; empty if it said goodbye, did not answer in time, or has gone on further than memory reaches. */
    Optional<Work.Standing> standing() {
        CommitWindow window;
        synchronized (news) {
            awaitNews(() -> view != null);
            if (view == null || content == null || closed != null || !view.window().covers(contentRevision))
                return Optional.empty();
            window = view.window();
            for (Commit commit : window.between(contentRevision, window.headRevision()))
                content = content.apply(commit.op());
            contentRevision = window.headRevision();
            return Optional.of(new Work.Standing(window, content));
        }
    }

    /** Waits until the document has gone on from a revision; false if it did not in time, or said goodbye. */
    boolean awaitBeyond(long revision) {
        synchronized (news) {
            awaitNews(() -> view != null && view.window().headRevision() > revision);
            return closed == null && view != null && view.window().headRevision() > revision;
        }
    }

    /** Submits, and waits for the answer. */
    Answer submit(Submission submission) {
        synchronized (news) {
            answer = null;
            awaited = submission.id();
            searchedRevision = view == null ? 0 : view.window().headRevision();
        }
        document.post(new DocumentEvent.Submit(connection, submission));
        synchronized (news) {
            awaitNews(() -> answer != null);
            awaited = null;
            return answer == null ? new Answer.Unclear() : answer;
        }
    }

    /** Waits until something is so, the document says goodbye, or it took too long. Holds the lock of {@code news}. */
    private void awaitNews(BooleanSupplier isSo) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillisMax);
        try {
            while (!isSo.getAsBoolean() && closed == null) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (millis <= 0) {
                    waitedInVain = true;
                    return;
                }
                news.wait(millis);
            }
        } catch (InterruptedException stopping) {
            waitedInVain = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void admitted(Admission admission) {
        synchronized (news) {
            if (!(admission.start() instanceof Start.Whole(Document whole)))
                throw new IllegalStateException("a stay starts with the whole document");
            content = whole;
            contentRevision = admission.at().headRevision();
            view = admission.view();
            news.notifyAll();
        }
    }

    @Override
    public void viewChanged(View now) {
        synchronized (news) {
            view = now;
            if (awaited != null && answer == null)
                answer = search(now.window(), awaited);
            news.notifyAll();
        }
    }

    private @Nullable Answer search(CommitWindow window, SubmissionId key) {
        if (searchedRevision < window.startRevision())
            return new Answer.Unclear();
        while (searchedRevision < window.headRevision()) {
            searchedRevision++;
            if (window.commit(searchedRevision).id().equals(key))
                return new Answer.Stored(window.commit(searchedRevision));
        }
        return null;
    }

    @Override
    public void memberChanged(int displayId) {
        // Who is here does not matter.
    }

    @Override
    public void repeated(Commit stored) {
        answer(new Answer.Stored(stored));
    }

    @Override
    public void refused(RefusalCode code, String message, int seq, int lastSeq, long retryAfterMillis) {
        answer(new Answer.Refused(code, message));
    }

    private void answer(Answer given) {
        synchronized (news) {
            if (awaited != null && answer == null)
                answer = given;
            news.notifyAll();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        synchronized (news) {
            closed = reason;
            news.notifyAll();
        }
    }

    /** Goes. What was submitted and is not answered yet is still decided. */
    @Override
    public void close() {
        document.closed(connection);
    }
}
