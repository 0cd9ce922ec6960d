package io.inkwell.ot;

/**
 * How large the nodes of a rope may be. A node that is not the root has at least a quarter of it: without that, editing in one place
 * would leave ever more and ever smaller nodes behind.
 *
 * @param leafUnitsMax UTF-16 code units in a leaf, at least 4
 * @param childrenMax nodes below a branch, at least 4
 */
record RopeShape(int leafUnitsMax, int childrenMax) {
    /** Measured: smaller leaves make the tree deeper, larger ones make each edit copy more. */
    static final RopeShape USUAL = new RopeShape(512, 24);

    boolean isSmall(RopeNode node) {
        return switch (node) {
            case Leaf leaf -> leaf.length < leafUnitsMax / 4;
            case Branch branch -> branch.children.length < childrenMin();
        };
    }

    /** A single child may be too small itself: it has no neighbour to join. */
    int childrenMin() {
        return Math.max(2, childrenMax / 4);
    }
}
