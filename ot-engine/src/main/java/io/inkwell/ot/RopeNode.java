package io.inkwell.ot;

/**
 * A stretch of a document. Nodes form a tree in which all leaves are at the same depth and every node but the root holds at least a quarter
 * of what it may ({@link RopeShape}), so the depth grows with the logarithm of the length. Immutable, and shared by all versions of the
 * document in which the stretch did not change.
 *
 * <p>
 * Positions within a node count from its start. No surrogate pair spans two leaves.
 */
abstract sealed class RopeNode permits Leaf, Branch {
    /** In UTF-16 code units. */
    final int length;
    // Computed when first asked for. Two threads may both compute it; they store the same number.
    private int weightBytes;

    RopeNode(int length) {
        this.length = length;
    }

    /** Hands what the edit leaves of this node to the target, and moves the edit behind this node. */
    abstract void rewrite(RopeEdit edit, RopeNodes target);

    /** Hands the units of this node and, behind them, those of another node of the same height to the target, as one or more nodes. */
    abstract void joined(RopeNode next, RopeNodes target);

    /** Shows the content between two positions, in pieces as they are kept; a pair may be cut by the positions. */
    abstract void forEach(int from, int to, SliceVisitor visitor);

    /** Whether the position lies between the halves of a surrogate pair. */
    abstract boolean splitsPair(int position);

    /** The last unit or embed with its run. */
    abstract Op lastInsert();

    /** About the number of bytes of the canonical JSON. */
    final int weightBytes() {
        if (weightBytes == 0) {
            weightBytes = computeWeightBytes();
        }
        return weightBytes;
    }

    abstract int computeWeightBytes();
}
