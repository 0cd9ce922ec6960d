package io.inkwell.ot;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a document together from whole leaves of an older version, which it shares, and from pieces between them, which it gathers into
 * new leaves. Every leaf of the result has at least a quarter of the greatest size, unless it is the only one: without that, editing in
 * one place would leave ever more and ever smaller leaves behind.
 */
final class LeafWriter {
    private final int leafUnitsMax;
    private final int leafUnitsMin;
    private final List<Leaf> leaves = new ArrayList<>();
    private Ops.Builder pieces = Ops.builder();
    private int piecesLength;

    LeafWriter(int leafUnitsMax) {
        this.leafUnitsMax = leafUnitsMax;
        this.leafUnitsMin = leafUnitsMax / 4;
    }

    /** Appends a piece: an insert. */
    void add(Op insert) {
        pieces.addPiece(insert);
        piecesLength += insert.length();
    }

    /** Appends a part of a leaf. */
    void add(Leaf leaf, int from, int to) {
        leaf.copy(from, to, pieces);
        piecesLength += to - from;
    }

    /** Appends a whole leaf; it is shared unless it or what stands before it is too small to stay alone. */
    void share(Leaf leaf) {
        if (leaf.length < leafUnitsMin || (piecesLength > 0 && piecesLength < leafUnitsMin)) {
            add(leaf, 0, leaf.length);
        } else {
            finishPieces();
            leaves.add(leaf);
        }
    }

    /** The leaves of the whole document. */
    Leaf[] finish() {
        if (piecesLength > 0 && piecesLength < leafUnitsMin && !leaves.isEmpty()) {
            Leaf previous = leaves.removeLast();
            Ops tail = pieces.build();
            pieces = Ops.builder();
            previous.copy(0, previous.length, pieces);
            tail.forEach(pieces::addPiece);
            piecesLength += previous.length;
        }
        finishPieces();
        return leaves.toArray(new Leaf[0]);
    }

    private void finishPieces() {
        if (piecesLength == 0) {
            return;
        }
        Ops gathered = pieces.build();
        int length = piecesLength;
        pieces = Ops.builder();
        piecesLength = 0;
        if (length <= leafUnitsMax) {
            leaves.add(new Leaf(gathered.asList(), length));
        } else {
            split(gathered, length);
        }
    }

    /** Cuts inserts into leaves of about equal size. One unit of room is kept, so that a cut can step back out of a surrogate pair. */
    private void split(Ops gathered, int length) {
        int count = (length + leafUnitsMax - 2) / (leafUnitsMax - 1);
        var cursor = new OpCursor(gathered);
        int position = 0;
        for (int i = 1; i <= count; i++) {
            int end = (int) ((long) length * i / count);
            Ops.Builder leaf = Ops.builder();
            int start = position;
            while (position < end) {
                int step = Math.min(cursor.remaining(), end - position);
                if (cursor.splitsPairAfter(step)) {
                    step--;
                    end--;
                }
                if (step > 0) {
                    leaf.addPiece(cursor.take(step));
                    position += step;
                }
            }
            leaves.add(new Leaf(leaf.build().asList(), position - start));
        }
    }
}
