package io.inkwell.ot;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of many ops on its way over many small ones. The document is cut into stretches, each with the part of the change that concerns
 * it, so that a change of one place rewrites one stretch and not the whole.
 *
 * <p>
 * Every stretch but the last ends with a unit that the change keeps. So nothing inserted or deleted in one stretch ever stands beside
 * something inserted or deleted in the next, and rewriting them one by one is rewriting the whole in canonical form.
 */
final class Stretches {
    /** About how many ops a stretch has. More make each rewriting dearer, fewer make the search for the stretch longer. */
    static final int USUAL_OPS = 32;

    private final List<Delta> stretches = new ArrayList<>();

    /** @param opsPerStretch at least 1: tests use little, so that stretches meet all the time */
    Stretches(Delta change, int opsPerStretch) {
        var stretch = Ops.builder();
        int ops = 0;
        int length = 0;
        int left = change.baseLength();
        for (Op op : change.ops()) {
            stretch.addPiece(op);
            ops++;
            length += OpCursor.Length.BASE.of(op);
            if (ops >= opsPerStretch && op instanceof Op.Retain) {
                stretches.add(stretch.build().on(length));
                left -= length;
                stretch = Ops.builder();
                ops = 0;
                length = 0;
            }
        }
        stretches.add(stretch.build().on(left));
    }

    /** Rewrites the change to come after an earlier one. */
    void moveOver(Delta earlier) {
        var cursor = new OpCursor(earlier.ops());
        for (int i = 0; !cursor.atEnd(); i++) {
            Delta stretch = stretches.get(i);
            boolean last = i == stretches.size() - 1;
            if (keepsAll(cursor, stretch.baseLength(), last)) {
                cursor.skip(stretch.baseLength());
            } else {
                stretches.set(i, stretch.transformOver(partFor(stretch.baseLength(), last, cursor)));
            }
        }
        joinWhatMeets();
    }

    /** The change as it is now. */
    Delta whole() {
        var whole = Ops.builder();
        int baseLength = 0;
        for (Delta stretch : stretches) {
            appendTo(whole, stretch);
            baseLength += stretch.baseLength();
        }
        return whole.build().on(baseLength);
    }

    private static boolean keepsAll(OpCursor cursor, int length, boolean last) {
        return !last && cursor.keeps() && cursor.remaining() >= length;
    }

    /** What the other change does to the next units; what it inserts behind them belongs to the stretch after, if there is one. */
    private static Delta partFor(int length, boolean last, OpCursor cursor) {
        var part = Ops.builder();
        int left = length;
        while (!cursor.atEnd() && (left > 0 || (last && cursor.atInsert()))) {
            if (cursor.atInsert()) {
                cursor.insertRestInto(part);
                continue;
            }
            int step = Math.min(cursor.remaining(), left);
            if (cursor.atDelete()) {
                part.delete(step);
            } else {
                part.retain(step, cursor.attributes());
            }
            cursor.skip(step);
            left -= step;
        }
        return part.build().on(length);
    }

    /** A stretch whose last unit was deleted by others is joined with the next one. */
    private void joinWhatMeets() {
        for (int i = stretches.size() - 2; i >= 0; i--) {
            Delta stretch = stretches.get(i);
            if (!endsKept(stretch)) {
                Delta next = stretches.remove(i + 1);
                var both = Ops.builder();
                appendTo(both, stretch);
                appendTo(both, next);
                stretches.set(i, both.build().on(stretch.baseLength() + next.baseLength()));
            }
        }
    }

    private static boolean endsKept(Delta stretch) {
        Ops ops = stretch.ops();
        return ops.requiredBaseLength() < stretch.baseLength()
                || (!ops.isEmpty() && ops.get(ops.size() - 1) instanceof Op.Retain);
    }

    private static void appendTo(Ops.Builder target, Delta stretch) {
        target.addRun(stretch.ops().array(), 0, stretch.ops().size());
        target.retain(stretch.baseLength() - stretch.ops().requiredBaseLength());
    }
}
