package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Snapshot;
import java.util.Map;
import java.util.Optional;

/** The snapshots of an {@link InMemoryStorage}. */
final class InMemorySnapshotStore implements SnapshotStore {
    private final InMemoryStorage storage;

    InMemorySnapshotStore(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<Snapshot> newestAtOrBelow(DocumentId document, long revision) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null
                    ? Optional.empty()
                    : Optional.ofNullable(stored.snapshots.floorEntry(revision)).map(Map.Entry::getValue);
        }
    }

    @Override
    public void save(DocumentId document, Snapshot snapshot) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            if (stored != null) {
                stored.snapshots.putIfAbsent(snapshot.revision(), snapshot);
            }
        }
    }
}
