package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.DocumentCatalog.Entry;

/** Requests that rebuild past states of documents: a few at a time, for a long document takes much memory meanwhile. */
final class Rebuilding {
    private static final int AT_ONCE_MAX = 16;

    private final History history;
    private final Turns turns = new Turns(AT_ONCE_MAX);

    Rebuilding(History history) {
        this.history = history;
    }

    /**
     * Works an answer out when it is its turn.
     *
     * @throws ProblemException that of the work, or because too many others are worked out already
     */
    HttpAnswer inTurn(Turns.Work work) throws ProblemException {
        return turns.take(work);
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
}
