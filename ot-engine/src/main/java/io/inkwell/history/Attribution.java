package io.inkwell.history;

import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.BlockStore.Block;
import io.inkwell.sync.port.BlockStore.Range;
import io.inkwell.sync.port.HistoryReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who did what between any two revisions. Stretches of history are kept composed in blocks of three sizes, so that an answer reads a few
 * blocks and a few hundred revisions, however long the history is. A block counts only if the chain before it and the chain at its end are
 * the log's; one that is missing, damaged or of another history is made again from what it is made of, in the end from the revisions, each
 * proven against the chain.
 *
 * <p>
 * Thread safe; blocks its caller.
 */
public final class Attribution {
    private static final int PAGE_BYTES_MAX = 1024 * 1024;
    private static final int LOCKS = 64;

    private final HistoryReader reader;
    private final BlockStore blocks;
    private final Set<DocumentId> growing = ConcurrentHashMap.newKeySet();
    /** One at a time makes what a document misses: who asks next finds it made. Some documents share a lock. */
    private final List<ReentrantLock> making = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /** A change with the chain at its end. */
    private record Proven(AttributedChange change, Digest chain) {}

    /**
     * @param reader the log
     * @param blocks what is composed already, and where more is kept
     */
    public Attribution(HistoryReader reader, BlockStore blocks) {
        this.reader = reader;
        this.blocks = blocks;
    }

    /**
     * What happened between two revisions.
     *
     * @param fromRevision 0 or more
     * @param toRevision not before the other, not beyond the head
     * @throws BrokenChainException if the log is damaged
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     * @throws IllegalArgumentException if the log ends before a revision
     */
    public AttributedChange between(DocumentId id, DocumentType type, long fromRevision, long toRevision) {
        if (fromRevision == toRevision) {
            return AttributedChange.nothing(fromRevision,
                    fromRevision == 0 ? type.start().length() : commit(id, fromRevision).op().resultLength());
        }
        List<Range> way = BlockGrid.between(fromRevision, toRevision);
        Map<Range, Block> stored = new HashMap<>();
        blocks.find(id, way.stream().filter(BlockGrid::isBlock).toList())
                .forEach(block -> stored.put(block.range(), block));
        return along(id, way, stored);
    }

    /** Believes each stored block that goes on from the chain before it, until what follows shows whether the last of them is the log's. */
    private AttributedChange along(DocumentId id, List<Range> way, Map<Range, Block> stored) {
        List<AttributedChange> steps = new ArrayList<>(way.size());
        Digest chain = chainAt(id, way.getFirst().fromRevision());
        boolean proven = true;
        for (Range range : way) {
            Block block = stored.get(range);
            Optional<AttributedChange> opened = opened(block, chain);
            if (block != null && opened.isPresent()) {
                steps.add(opened.get());
                chain = block.toChain();
                proven = false;
            } else if (proven || chain.equals(chainAt(id, range.fromRevision()))) {
                Proven made = made(id, range, chain);
                steps.add(made.change());
                chain = made.chain();
                proven = true;
            } else {
                return fromTheLog(id, way);
            }
        }
        return proven || chain.equals(chainAt(id, way.getLast().toRevision()))
                ? AttributedChange.composeAll(steps)
                : fromTheLog(id, way);
    }

    /**
     * Whose every unit of the document at a revision is.
     *
     * @throws BrokenChainException if the log is damaged
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     * @throws IllegalArgumentException if the log ends before the revision
     */
    public Blame blame(DocumentId id, DocumentType type, long revision) {
        return Blame.of(between(id, type, 0, revision));
    }

    /**
     * Makes and stores the blocks that became whole as the head moved, so that questions find them. Returns at once while another call does
     * the same for this document: what is left out now is made when it is asked for or needed for a larger one.
     *
     * @throws BrokenChainException if the log is damaged
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer; some blocks may be stored then
     */
    public void grow(DocumentId id, long headBefore, long headNow) {
        List<Range> completed = BlockGrid.completed(headBefore, headNow);
        if (completed.isEmpty() || !growing.add(id)) {
            return;
        }
        try {
            completed.forEach(range -> made(id, range, chainAt(id, range.fromRevision())));
        } finally {
            growing.remove(id);
        }
    }

    /** Some block was of another history: each is compared with the log, and made again where it differs. */
    private AttributedChange fromTheLog(DocumentId id, List<Range> way) {
        List<AttributedChange> steps = new ArrayList<>(way.size());
        way.forEach(range -> steps.add(made(id, range, chainAt(id, range.fromRevision())).change()));
        return AttributedChange.composeAll(steps);
    }

    private static Optional<AttributedChange> opened(@Nullable Block block, Digest fromChain) {
        return block == null || !block.fromChain().equals(fromChain) ? Optional.empty() : ChangeReader.read(block);
    }

    /** What a range does, made if it is not stored, or not as the log has it. */
    private Proven made(DocumentId id, Range range, Digest fromChain) {
        if (!BlockGrid.isBlock(range)) {
            return replayed(id, range, fromChain);
        }
        ReentrantLock lock = making.get(Math.floorMod(id.hashCode(), LOCKS));
        lock.lock();
        try {
            Digest toChain = chainAt(id, range.toRevision());
            for (Block block : blocks.find(id, List.of(range))) {
                Optional<AttributedChange> change = opened(block, fromChain);
                if (change.isPresent() && block.toChain().equals(toChain)) {
                    return new Proven(change.get(), toChain);
                }
            }
            Proven made = composed(id, range, fromChain);
            if (!made.chain().equals(toChain)) {
                throw new BrokenChainException(range.fromRevision(), range.toRevision());
            }
            blocks.save(id, new Block(range, fromChain, toChain, ChangeWriter.write(made.change())));
            return made;
        } finally {
            lock.unlock();
        }
    }

    private Proven composed(DocumentId id, Range range, Digest fromChain) {
        List<Range> parts = BlockGrid.parts(range);
        if (parts.isEmpty()) {
            return replayed(id, range, fromChain);
        }
        List<AttributedChange> steps = new ArrayList<>(parts.size());
        Digest chain = fromChain;
        for (Range part : parts) {
            Proven step = made(id, part, chain);
            steps.add(step.change());
            chain = step.chain();
        }
        return new Proven(AttributedChange.composeAll(steps), chain);
    }

    private Proven replayed(DocumentId id, Range range, Digest fromChain) {
        List<AttributedChange> steps = new ArrayList<>();
        long revision = range.fromRevision();
        Digest chain = fromChain;
        while (revision < range.toRevision()) {
            List<Commit> page = reader.read(id, revision, range.toRevision(), PAGE_BYTES_MAX);
            if (page.isEmpty()) {
                throw new IllegalArgumentException(
                        "the log ends at revision " + revision + ", asked for " + range.toRevision());
            }
            for (Commit commit : page) {
                int length = steps.isEmpty() ? commit.op().baseLength() : steps.getLast().resultLength();
                if (!commit.continues(revision, length, chain)) {
                    throw new BrokenChainException(revision, commit.revision());
                }
                steps.add(AttributedChange.of(commit));
                revision = commit.revision();
                chain = commit.chain();
            }
        }
        return new Proven(AttributedChange.composeAll(steps), chain);
    }

    private Digest chainAt(DocumentId id, long revision) {
        return revision == 0 ? Digest.chainStart(id) : commit(id, revision).chain();
    }

    private Commit commit(DocumentId id, long revision) {
        List<Commit> found = reader.read(id, revision - 1, revision, 1);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("the log ends before revision " + revision);
        }
        return found.getFirst();
    }
}
