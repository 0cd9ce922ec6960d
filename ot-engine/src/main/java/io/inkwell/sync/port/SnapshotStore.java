package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Snapshot;
import java.util.Optional;

/** Stored documents at revisions: derived, disposable, checked on reading. */
public interface SnapshotStore {
    /**
     * The newest undamaged snapshot at or below a revision. A damaged one is passed over (and reported by the implementation).
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<Snapshot> newestAtOrBelow(DocumentId document, long revision);

    /**
     * Stores a snapshot; storing the same revision again changes nothing.
     *
     * @throws StorageException if the store cannot answer
     */
    void save(DocumentId document, Snapshot snapshot);
}
