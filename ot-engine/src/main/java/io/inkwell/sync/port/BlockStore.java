package io.inkwell.sync.port;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import java.util.Collection;
import java.util.List;

/** Stretches of history, composed beforehand so that questions need not read every revision: derived, disposable, checked on reading. */
public interface BlockStore {
    /**
     * The stored and undamaged blocks among those asked for, in ascending order of their first revision; those that are not there are left
     * out. A damaged one is left out and reported by the implementation.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Block> find(DocumentId document, Collection<Range> ranges);

    /**
     * Stores a block in the place of what was stored for the same revisions. A document that does not exist is passed over.
     *
     * @throws StorageException if the store cannot answer
     */
    void save(DocumentId document, Block block);

    /**
     * Which revisions a block holds.
     *
     * @param fromRevision the revision before the first
     * @param toRevision the last
     */
    record Range(long fromRevision, long toRevision) {}

    /** A block as it is stored. Immutable. */
    final class Block {
        private final Range range;
        private final Digest fromChain;
        private final Digest toChain;
        private final byte[] content;

        /**
         * @param range which revisions
         * @param fromChain the chain before the first of them
         * @param toChain the chain at the last of them
         * @param content what the revisions do together, in a form the store does not look into; kept, not copied
         */
        public Block(Range range, Digest fromChain, Digest toChain, byte[] content) {
            this.range = range;
            this.fromChain = fromChain;
            this.toChain = toChain;
            this.content = content;
        }

        /** Which revisions. */
        public Range range() {
            return range;
        }

        /** The chain before the first revision. */
        public Digest fromChain() {
            return fromChain;
        }

        /** The chain at the last revision. */
        public Digest toChain() {
            return toChain;
        }

        /** What the revisions do together; shared, not to be changed. */
        public byte[] content() {
            return content;
        }
    }
}
