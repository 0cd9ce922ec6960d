package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The composed history of an {@link InMemoryStorage}. */
final class InMemoryBlockStore implements BlockStore {
    private final InMemoryStorage storage;

    InMemoryBlockStore(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public List<Block> find(DocumentId document, Collection<Range> ranges) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null
                    ? List.of()
                    : ranges.stream().map(stored.blocks::get).filter(Objects::nonNull)
                            .sorted(Comparator.comparingLong(block -> block.range().fromRevision())).toList();
        }
    }

    @Override
    public void save(DocumentId document, Block block) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            if (stored != null) {
                stored.blocks.put(block.range(), block);
            }
        }
    }
}
