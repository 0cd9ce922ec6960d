package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;

/** All ports of one store: what is written through one is read through the others. */
public interface Storage {
    /** The history. */
    RevisionLog log();

    /** The clients. */
    SessionStore sessions();

    /** The stored documents. */
    SnapshotStore snapshots();

    /** The composed history. */
    BlockStore blocks();

    /** The past. */
    HistoryReader history();

    /** The documents and their members. */
    DocumentCatalog documents();

    /** The names of revisions. */
    VersionStore versions();

    /** The people. */
    PersonDirectory people();

    /** Freezes a document or opens it again: no port does that yet, but the log has to heed it. */
    void putState(DocumentId id, Head.State state);
}
