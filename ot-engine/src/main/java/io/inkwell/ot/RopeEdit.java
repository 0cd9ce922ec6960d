package io.inkwell.ot;

/**
 * A change on its way through a rope, from front to back: which op is next, and at which position of the old document. Nodes that a plain
 * retain covers are shared and those that a delete covers are dropped without looking into them, so an edit of one place rebuilds one path
 * from the root to a leaf.
 */
final class RopeEdit {
    final RopeShape shape;
    final OpCursor change;
    private final int documentLength;
    private int position;

    RopeEdit(Ops change, int documentLength, RopeShape shape) {
        this.change = new OpCursor(change);
        this.documentLength = documentLength;
        this.shape = shape;
    }

    /**
     * Whether a plain retain covers the next units, so that they may be shared: what is inserted behind them comes to
     * the node of the unit after them, if there is one.
     */
    boolean keeps(int units) {
        return change.keeps() && (change.remaining() > units
                || (change.remaining() == units && position + units < documentLength));
    }

    /** Whether a delete covers all of the next units. */
    boolean deletes(int units) {
        return change.atDelete() && change.remaining() >= units;
    }

    /** Whether all units of the document are left behind, but not the whole change: inserts at its end. */
    boolean appends() {
        return position == documentLength && !change.atEnd();
    }

    /** Leaves units of the document behind. */
    void skip(int units) {
        position += units;
        change.skip(units);
    }

    SplitPairException splitsPair() {
        return new SplitPairException(position, documentLength);
    }
}
