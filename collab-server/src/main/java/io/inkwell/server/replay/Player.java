package io.inkwell.server.replay;

import io.inkwell.client.BackOff;
import io.inkwell.client.ClientListener;
import io.inkwell.client.ClientStatistics;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.server.replay.Plan.Step;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One client of a replay. It counts the steps it has received; when the count reaches a step of its own, that is the step's turn, and the
 * client sends. So the turns deal themselves: nobody waits, polls or tells another.
 *
 * <p>
 * Thread safe.
 */
final class Player implements AutoCloseable {
    private static final BackOff BACK_OFF = new BackOff(100, 2_000);
    private static final String NEWLINE = "\n";

    private final Plan plan;
    private final int number;
    private final Stage stage;
    private final InkwellClient client;
    private final CompletableFuture<Void> everythingReceived = new CompletableFuture<>();

    private boolean started;
    private long startRevision;
    private int received;
    private int submitted = -1;
    private long submittedNanos;

    /** What the players of a replay share. */
    interface Stage {
        /** A step was stored; its sender says so. */
        void stored(int step, long tookNanos);

        /** The server asked to be slower. */
        void slower();

        /** This cannot go on. */
        void failed(String reason);
    }

    Player(URI server, DocumentId document, String key, Plan plan, int number, Stage stage) {
        this.plan = plan;
        this.number = number;
        this.stage = stage;
        this.client = InkwellClient.builder(server, document).key(key).backOff(BACK_OFF).listener(new Listener())
                .holdBack().connect();
    }

    /**
     * Waits until the document is there, and looks at it.
     *
     * @return the revision it stands at
     * @throws TraceException if something is written in it
     */
    long awaitConnected(Duration timeout) throws InterruptedException, TimeoutException, TraceException {
        Document document = client.awaitConnected(timeout);
        String text = document.text();
        if (!text.isEmpty() && !text.equals(NEWLINE)) {
            throw new TraceException("Something is written in this document; a trace is played into an empty one.");
        }
        return client.revision();
    }

    /** From now on this client takes its turns. All clients stand at the same revision. */
    void start(long revision) {
        synchronized (this) {
            started = true;
            startRevision = revision;
        }
        if (plan.steps().isEmpty())
            everythingReceived.complete(null);
        takeTurn();
    }

    /** Waits until this client has received all steps and has them on its screen. */
    String awaitScreen(Duration timeout) throws InterruptedException, TimeoutException {
        try {
            everythingReceived.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        client.takeInThrough(Long.MAX_VALUE);
        client.awaitSaved(timeout);
        return client.screen().text();
    }

    ClientStatistics statistics() {
        return client.statistics();
    }

    @Override
    public void close() {
        client.close();
    }

    private void takeTurn() {
        Step step;
        int turn;
        synchronized (this) {
            turn = received;
            if (!started || turn >= plan.steps().size() || turn <= submitted
                    || plan.steps().get(turn).client() != number)
                return;
            step = plan.steps().get(turn);
            submitted = turn;
            submittedNanos = System.nanoTime();
        }
        client.takeInThrough(startRevision + step.base());
        client.edit(screen -> change(step, turn, screen)).exceptionally(failure -> {
            stage.failed("Step " + turn + " does not fit the document: " + failure.getMessage());
            return Document.EMPTY;
        });
    }

    /** The step on the screen as it is. After a lost connection the screen may be newer than the step's base: then it is carried on. */
    private Delta change(Step step, int turn, Document screen) {
        int shown = (int) (client.revision() - startRevision);
        if (shown < step.base() || shown > turn)
            throw new IllegalStateException("the screen shows " + shown + " steps, not " + step.base());
        Delta change = step.submitted().on(lengthBefore(shown, screen, step, turn));
        for (Step other : plan.steps().subList(step.base(), shown))
            change = change.transformOver(other.stored().on(change.baseLength()));
        return change;
    }

    private int lengthBefore(int shown, Document screen, Step step, int turn) {
        int length = screen.length();
        for (Step other : plan.steps().subList(step.base(), shown))
            length -= other.stored().insertedLength() - other.stored().deletedLength();
        if (length < 0)
            throw new IllegalStateException("step " + turn + " starts before the document");
        return length;
    }

    private void count(long revision, long edits) {
        int sentBefore;
        synchronized (this) {
            if (!started)
                return;
            received += (int) edits;
            if (startRevision + received != revision) {
                stage.failed(
                        "Somebody else writes in this document, or the server used a sequence number up: " + received
                                + " steps were received, and revision " + revision + ".");
                return;
            }
            sentBefore = submitted >= 0 && submitted < received ? submitted : -1;
            if (sentBefore >= 0 && submittedNanos != 0) {
                stage.stored(sentBefore, System.nanoTime() - submittedNanos);
                submittedNanos = 0;
            }
            if (received == plan.steps().size())
                everythingReceived.complete(null);
        }
        takeTurn();
    }

    /** Listens to the client. */
    private final class Listener implements ClientListener {
        private @Nullable Document first;

        @Override
        public void replaced(Document screen) {
            if (first != null)
                stage.failed("The server has another history than this client was told before.");
            first = screen;
        }

        @Override
        public void received(long revision, long edits) {
            count(revision, edits);
        }

        @Override
        public void rescued(RefusalCode code, Ops edit) {
            stage.failed("The server refused a step: " + code + ".");
        }

        @Override
        public void refused(RefusalCode code, String message) {
            if (code.meansLater())
                stage.slower();
        }

        @Override
        public void disconnected(String reason, List<Ops> unsaved) {
            stage.failed(reason);
        }
    }
}
