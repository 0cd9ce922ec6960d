package io.inkwell.ot;

/** Walks over the leaves of a document from front to back, copying and skipping units. */
final class LeafReader {
    private final Leaf[] leaves;
    private final int length;
    private int index;
    private int offset;
    private int position;

    /** Starts at a unit of the leaf with this index. */
    LeafReader(Leaf[] leaves, int length, int index, int offset, int position) {
        this.leaves = leaves;
        this.length = length;
        this.index = index;
        this.offset = offset;
        this.position = position;
    }

    /** Copies units; whole leaves are handed over as they are. */
    void copy(int units, LeafWriter target) {
        int end = position + units;
        while (position < end) {
            Leaf leaf = leaves[index];
            int step = Math.min(leaf.length - offset, end - position);
            if (step == leaf.length) {
                target.share(leaf);
            } else {
                target.add(leaf, offset, offset + step);
            }
            advance(leaf, step);
        }
        requireWholePair();
    }

    /** Copies all that is left. */
    void copyRest(LeafWriter target) {
        copy(length - position, target);
    }

    /** Reads units as inserts. */
    void read(int units, Ops.Builder target) {
        int end = position + units;
        while (position < end) {
            Leaf leaf = leaves[index];
            int step = Math.min(leaf.length - offset, end - position);
            leaf.copy(offset, offset + step, target);
            advance(leaf, step);
        }
        requireWholePair();
    }

    void skip(int units) {
        int end = position + units;
        while (position < end) {
            Leaf leaf = leaves[index];
            advance(leaf, Math.min(leaf.length - offset, end - position));
        }
        requireWholePair();
    }

    void requireWholePair() {
        if (offset > 0 && leaves[index].splitsPair(offset)) {
            throw new SplitPairException(position, length);
        }
    }

    private void advance(Leaf leaf, int step) {
        position += step;
        offset += step;
        if (offset == leaf.length) {
            index++;
            offset = 0;
        }
    }
}
