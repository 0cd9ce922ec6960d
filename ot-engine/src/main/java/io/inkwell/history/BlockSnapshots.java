package io.inkwell.history;

import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.BlockStore.Block;
import io.inkwell.sync.port.BlockStore.Range;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.SnapshotStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Snapshots that go on, from the stored one, by whole blocks of composed history as near to the revision as they lead: whoever rebuilds a
 * document from here reads a few hundred revisions where the stored snapshots stand many thousands apart. What comes out is at a revision
 * whose chain is the log's; where a block is missing, damaged or of another history it ends before it.
 *
 * <p>
 * Thread safe; blocks its caller.
 */
public final class BlockSnapshots implements SnapshotStore {
    /** What lay so many revisions behind its snapshot is stored as one, so that the next question need not go that way again. */
    private static final int WORTH_STORING_REVISIONS = BlockGrid.LARGEST;
    private static final int PAGE_BYTES_MAX = 1024 * 1024;

    private final SnapshotStore stored;
    private final HistoryReader reader;
    private final BlockStore blocks;

    /**
     * @param stored the snapshots it begins from
     * @param reader the log
     * @param blocks composed history
     */
    public BlockSnapshots(SnapshotStore stored, HistoryReader reader, BlockStore blocks) {
        this.stored = stored;
        this.reader = reader;
        this.blocks = blocks;
    }

    @Override
    public Optional<Snapshot> newestAtOrBelow(DocumentId document, long revision) {
        return stored.newestAtOrBelow(document, revision).or(() -> beginning(document, revision))
                .map(snapshot -> advanced(document, snapshot, revision)).filter(snapshot -> snapshot.revision() > 0);
    }

    /** Where nothing is stored it begins at revision 0, with what the first revision begins with; empty where blocks cannot lead on. */
    private Optional<Snapshot> beginning(DocumentId document, long revision) {
        if (revision < BlockGrid.SMALLEST) {
            return Optional.empty();
        }
        return reader.read(document, 0, 1, 1).stream().findFirst().flatMap(first -> Stream.of(DocumentType.values())
                .map(DocumentType::start).filter(start -> start.length() == first.op().baseLength()).findFirst())
                .map(start -> new Snapshot(0, Digest.chainStart(document), start));
    }

    @Override
    public void save(DocumentId document, Snapshot snapshot) {
        stored.save(document, snapshot);
    }

    private Snapshot advanced(DocumentId document, Snapshot snapshot, long revision) {
        long begin = roundedUp(snapshot.revision());
        long end = revision / BlockGrid.SMALLEST * BlockGrid.SMALLEST;
        if (end <= begin || !isOfTheLog(document, snapshot)) {
            return snapshot;
        }
        List<Range> way = BlockGrid.between(begin, end);
        Map<Range, Block> found = new HashMap<>();
        blocks.find(document, way).forEach(block -> found.put(block.range(), block));
        if (!found.containsKey(way.getFirst())) {
            return snapshot;
        }
        Snapshot current = replayed(document, snapshot, begin);
        for (Range range : way) {
            Block block = found.get(range);
            if (block == null || !block.fromChain().equals(current.chain())) {
                break;
            }
            Optional<AttributedChange> change = ChangeReader.read(block);
            if (change.isEmpty()) {
                break;
            }
            current = new Snapshot(range.toRevision(), block.toChain(),
                    current.document().apply(change.get().delta()));
        }
        if (!isOfTheLog(document, current)) {
            return snapshot;
        }
        if (current.revision() - snapshot.revision() >= WORTH_STORING_REVISIONS) {
            stored.save(document, current);
        }
        return current;
    }

    private Snapshot replayed(DocumentId document, Snapshot from, long through) {
        Snapshot current = from;
        while (current.revision() < through) {
            List<Commit> page = reader.read(document, current.revision(), through, PAGE_BYTES_MAX);
            if (page.isEmpty()) {
                return current;
            }
            current = History.replay(current, page);
        }
        return current;
    }

    private boolean isOfTheLog(DocumentId document, Snapshot snapshot) {
        return new History(stored, reader).chainAt(document, snapshot.revision()).equals(Optional.of(snapshot.chain()));
    }

    private static long roundedUp(long revision) {
        return (revision + BlockGrid.SMALLEST - 1) / BlockGrid.SMALLEST * BlockGrid.SMALLEST;
    }
}
