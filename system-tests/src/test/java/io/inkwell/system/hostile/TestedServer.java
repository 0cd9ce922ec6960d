package io.inkwell.system.hostile;

import io.inkwell.ot.Document;
import io.inkwell.server.config.Limits;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog.Access;
import java.time.Duration;
import java.util.List;

/** A server that hostile clients are let loose on, and what a test may know and do behind their backs. */
interface TestedServer {
    int port();

    Limits limits();

    /** Makes somebody known who may do everything, and returns the key. */
    String newPerson(String name);

    /** Makes a guest known who may read or edit one document for a time of whole seconds, and returns the key. */
    String newGuest(String document, Access access, Duration validFor);

    /** Gives a guest another invitation to the same document. */
    void inviteAgain(String guest, String document, Access access, Duration validFor);

    String newDocument(DocumentType type);

    void delete(String document);

    /** The newest stored revision of a document. */
    Stored head(String document);

    /** The stored document. */
    Document document(String document, DocumentType type);

    /** The stored text of a document. */
    default String text(String document, DocumentType type) {
        return document(document, type).text();
    }

    /** How many connections the server counts. */
    int connections();

    /** How many documents the server holds in memory. */
    int openDocuments();

    /** How many bytes of its heap the server uses after a collection. */
    long usedHeap();

    /** What the server wrote to its log during this test. */
    List<String> logLines();

    /** From now on every commit waits, as for a slow database. */
    void holdCommits();

    /** Waits until a commit waits. */
    void awaitHeldCommit() throws InterruptedException;

    /** Lets the waiting commits go, and later ones too. */
    void releaseCommits();

    /**
     * The end of a history.
     *
     * @param revision its number
     * @param chain the chain there
     */
    record Stored(long revision, String chain) {}
}
