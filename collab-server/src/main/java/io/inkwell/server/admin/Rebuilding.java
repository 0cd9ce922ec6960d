package io.inkwell.server.admin;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Requests that rebuild past states of documents: a few at a time, for a long document takes much memory meanwhile. */
final class Rebuilding {
    private static final int AT_ONCE_MAX = 8;
    private static final int WAIT_SECONDS_MAX = 10;

    private final History history;
    private final Semaphore turns = new Semaphore(AT_ONCE_MAX, true);

    /** What is done with past states. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws ProblemException;
    }

    Rebuilding(History history) {
        this.history = history;
    }

    /**
     * Does something when it is its turn.
     *
     * @throws ProblemException if too many others do something already
     */
    <T> T inTurn(Task<T> task) throws ProblemException {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS))
                throw tooMany();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw tooMany();
        }
        try {
            return task.run();
        } finally {
            turns.release();
        }
    }

    /** The document after a revision that exists. */
    Snapshot at(DocumentId id, DocumentType type, long revision) {
        return history.at(id, type, revision);
    }

    /**
     * Checks that a document has a revision.
     *
     * @throws ProblemException if it is beyond the head
     */
    static long requireRevision(Entry document, long revision) throws ProblemException {
        if (revision > document.revision()) {
            throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                    "The newest revision of the document is " + document.revision() + ".");
        }
        return revision;
    }

    private static ProblemException tooMany() {
        return new ProblemException(Problem
                .of(ProblemCode.SERVER_FULL, "The server rebuilds many past states right now. Try again in a moment.")
                .withHeader("Retry-After", "5"));
    }
}
