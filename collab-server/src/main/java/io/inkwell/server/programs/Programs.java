package io.inkwell.server.programs;

import io.inkwell.ot.OtException;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.programs.Stay.Answer;
import io.inkwell.server.programs.Work.Standing;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.Submission;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.StorageException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits on behalf of somebody who asks once and waits. An order with a key is carried out at most once, however often, wherever and whenever
 * it is asked again: its client follows from the key, so the log itself knows it. Blocks; thread safe.
 */
public final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    /** So often a change is made anew because others were faster, or its key was used up by a base that had become too old. */
    private static final int TRIES_MAX = 50;
    private static final int STAYS_MAX = 5;

    private final DocumentHub hub;
    private final SessionStore sessions;
    private final RevisionLog log;
    private final int waitMillisMax;
    private final Turns turns = new Turns();

    /**
     * @param hub the open documents
     * @param sessions the clients
     * @param log where what is not certain is read
     * @param waitMillisMax how long each answer of the document is waited for; making a change takes the time it takes
     */
    public Programs(DocumentHub hub, SessionStore sessions, RevisionLog log, int waitMillisMax) {
        this.hub = hub;
        this.sessions = sessions;
        this.log = log;
        this.waitMillisMax = waitMillisMax;
    }

    /**
     * Carries an order out, or tells what became of it before.
     *
     * @throws E if the work ends the order itself
     * @throws StorageException if the store cannot answer; with a key the same order may be given again
     */
    public <E extends Exception> Outcome commit(Order order, Work<E> work) throws E {
        ClientId client = order.client();
        Optional<Turns.Turn> taken = turns.take(client, waitMillisMax);
        if (taken.isEmpty())
            return new Outcome.NotNow();
        try {
            return new Errand<>(order, client, work).run();
        } catch (NoSuchElementException e) {
            return new Outcome.Gone();
        } catch (BrokenChainException | OtException e) {
            LOG.error("ALERT document {} is damaged: {}", order.document(), e.getMessage());
            return new Outcome.Damaged();
        } finally {
            taken.get().close();
        }
    }

    /** One order on its way. */
    private final class Errand<E extends Exception> {
        private final Order order;
        private final ClientId client;
        private final Work<E> work;
        private int displayId;
        private int seq = 1;
        private boolean submitted;
        private boolean waitedInVain;

        Errand(Order order, ClientId client, Work<E> work) {
            this.order = order;
            this.client = client;
            this.work = work;
        }

        Outcome run() throws E {
            displayId = order.key() == null ? 0 : knownDisplayId();
            for (int attempt = 1; attempt <= STAYS_MAX && !waitedInVain; attempt++) {
                Outcome known = displayId == 0 ? null : lookUp();
                if (known != null)
                    return known;
                if (displayId == 0)
                    displayId = newDisplayId();
                Outcome outcome = stay(attempt);
                if (outcome != null)
                    return outcome;
            }
            Outcome known = lookUp();
            if (known != null)
                return known;
            return submitted ? new Outcome.Unknown() : new Outcome.NotNow();
        }

        /** 0 if the client is not stored: then nothing is stored under the key. */
        private int knownDisplayId() {
            return sessions.find(order.document(), client).map(SessionStore.Session::displayId).orElse(0);
        }

        private int newDisplayId() {
            try {
                return sessions.create(order.document(), client, order.person().id());
            } catch (StorageException e) {
                // On another node the same order may have been faster.
                int found = knownDisplayId();
                if (found == 0)
                    throw e;
                return found;
            }
        }

        /** What the log holds under the key; nothing if that is only used-up numbers. Leaves {@code seq} at the next number. */
        private @Nullable Outcome lookUp() {
            while (true) {
                Optional<Commit> stored = log.find(order.document(), new SubmissionId(displayId, seq));
                if (stored.isEmpty())
                    return null;
                Outcome.Occasion occasion = submitted ? Outcome.Occasion.NOW : Outcome.Occasion.BEFORE;
                Outcome outcome = outcome(stored.get(), occasion);
                if (outcome != null)
                    return outcome;
                seq++;
            }
        }

        /** What a stored commit means; nothing for a number that was used up without an effect. */
        private @Nullable Outcome outcome(Commit stored, Outcome.Occasion occasion) {
            if (!stored.submitHash().equals(order.hash()))
                return new Outcome.KeyReused();
            return switch (stored.kind()) {
                case CommitKind.Edit edit -> new Outcome.Stored(stored, occasion);
                case CommitKind.Restore restore -> new Outcome.Stored(stored, occasion);
                case CommitKind.Burnt burnt -> null;
                case CommitKind.Refused refused -> new Outcome.Refused(refused.code(), null, stored.revision());
            };
        }

        /** One stay in the document; nothing if it has to be begun again, or an answer did not come in time. */
        private @Nullable Outcome stay(int attempt) throws E {
            try (Stay stay = Stay.begin(hub, order, displayId, attempt, waitMillisMax)) {
                Outcome outcome = submitUntilAnswered(stay);
                waitedInVain = stay.waitedInVain();
                return outcome;
            }
        }

        private @Nullable Outcome submitUntilAnswered(Stay stay) throws E {
            for (int i = 0; i < TRIES_MAX; i++) {
                Optional<Standing> standing = stay.standing();
                if (standing.isEmpty())
                    return stay.closed().map(this::farewell).orElse(null);
                Step step = work.on(standing.get());
                if (!(step instanceof Step.Submit submit))
                    return new Outcome.Nothing(standing.get().revision());
                submitted = true;
                Answer answer = stay.submit(new Submission(new SubmissionId(displayId, seq),
                        submit.baseRevision(), submit.ops(), order.hash(), submit.manner()));
                switch (answer) {
                    case Answer.Stored(Commit commit) -> {
                        Outcome outcome = outcome(commit, Outcome.Occasion.NOW);
                        if (outcome != null)
                            return outcome;
                        seq++;
                    }
                    case Answer.Refused refused -> {
                        if (refused.code() != RefusalCode.HEAD_MOVED)
                            return refusal(refused);
                        if (!stay.awaitBeyond(submit.baseRevision()))
                            return null;
                    }
                    case Answer.Unclear unclear -> {
                        return stay.closed().map(this::farewell).orElse(null);
                    }
                }
            }
            return new Outcome.Refused(RefusalCode.HEAD_MOVED, "Others edit the document faster than that.", null);
        }

        private @Nullable Outcome refusal(Answer.Refused refused) {
            return switch (refused.code()) {
                case SEQ_REUSED -> new Outcome.KeyReused();
                case SEQ_GAP -> null;
                case STORAGE -> new Outcome.NotNow();
                default -> new Outcome.Refused(refused.code(), refused.message(), null);
            };
        }

        private @Nullable Outcome farewell(CloseReason reason) {
            return switch (reason) {
                case GONE -> new Outcome.Gone();
                case SUPERSEDED, HISTORY_DIFFERS, STORAGE -> null;
            };
        }
    }
}
