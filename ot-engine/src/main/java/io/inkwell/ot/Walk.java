package io.inkwell.ot;

/**
 * The walks of the algebra, each over two cursors and linear in the number of ops and inserted units. The case tables are those of
 * Quill Delta 5.1 ({@code Delta.compose}, {@code Delta.transform}); the result is in canonical form because the builder keeps it so.
 */
final class Walk {
    /** Which of the two changes side by side is the one being rewritten. */
    enum Standing {
        /** The rewritten change has priority: its insert at the same place stays first, its attribute value stays. */
        EARLIER,
        /** The rewritten change gives way. */
        LATER
    }

    private Walk() {}

    /** One change after the other. {@code middleLength} is the length of the document between them. */
    static Ops compose(Ops first, Ops next, int middleLength) {
        if (first.isEmpty() || next.isEmpty()) {
            return first.isEmpty() ? next : first;
        }
        var left = new OpCursor(first);
        var right = new OpCursor(next);
        var composed = new Ops.Builder(first.size() + next.size());
        int middle = 0;
        while (!left.atEnd() || !right.atEnd()) {
            if (right.atInsert()) {
                right.insertRestInto(composed);
            } else if (left.atDelete()) {
                composed.delete(left.remaining());
                left.skipRest();
            } else {
                if (right.keeps()) {
                    int passed = left.passRunInto(composed, right.remaining(), OpCursor.Length.RESULT);
                    if (passed > 0) {
                        middle += passed;
                        right.skip(passed);
                        continue;
                    }
                }
                int length = Math.min(left.remaining(), right.remaining());
                middle += length;
                if (left.splitsPairAfter(length)) {
                    throw new SplitPairException(middle, middleLength);
                }
                composeUnits(left, right, length, composed);
                right.skip(length);
            }
        }
        return composed.build();
    }

    /** One of two changes to the same document, rewritten to be applied after the other. */
    static Ops transform(Ops rewritten, Ops over, Standing standing) {
        if (over.isEmpty()) {
            return rewritten;
        }
        var moving = new OpCursor(rewritten);
        var fixed = new OpCursor(over);
        var transformed = new Ops.Builder(rewritten.size());
        while (!moving.atEnd()) {
            if (fixed.atInsert() && (standing == Standing.LATER || !moving.atInsert())) {
                transformed.retain(fixed.remaining());
                fixed.skipRest();
            } else if (moving.atInsert()) {
                moving.insertRestInto(transformed);
            } else {
                if (fixed.keeps()) {
                    int passed = moving.passRunInto(transformed, fixed.remaining(), OpCursor.Length.BASE);
                    if (passed > 0) {
                        fixed.skip(passed);
                        continue;
                    }
                }
                int length = Math.min(moving.remaining(), fixed.remaining());
                if (fixed.atRetain()) {
                    transformUnits(moving, fixed, length, standing, transformed);
                }
                moving.skip(length);
                fixed.skip(length);
            }
        }
        return transformed.build();
    }

    /** Both of two changes to the same document, each rewritten to be applied after the other, in one walk. */
    static void cross(Ops earlier, Ops later, Ops.Builder earlierUnder, Ops.Builder laterOver) {
        var first = new OpCursor(earlier);
        var second = new OpCursor(later);
        while (!first.atEnd() || !second.atEnd()) {
            if (first.atInsert()) {
                laterOver.retain(first.remaining());
                first.insertRestInto(earlierUnder);
            } else if (second.atInsert()) {
                earlierUnder.retain(second.remaining());
                second.insertRestInto(laterOver);
            } else {
                int length = Math.min(first.remaining(), second.remaining());
                if (first.atDelete()) {
                    if (second.atRetain()) {
                        earlierUnder.delete(length);
                    }
                } else if (second.atDelete()) {
                    laterOver.delete(length);
                } else {
                    earlierUnder.retain(length, first.attributes());
                    laterOver.retain(length, second.attributes().transformOver(first.attributes()));
                }
                first.skip(length);
                second.skip(length);
            }
        }
    }

    /** Units that {@code left} keeps or inserts, and that {@code right} keeps or deletes. */
    private static void composeUnits(OpCursor left, OpCursor right, int length, Ops.Builder composed) {
        if (left.atInsert() && right.atRetain()) {
            left.insertInto(composed, length, left.attributes().composeOnInsert(right.attributes()));
            return;
        }
        if (right.atRetain()) {
            composed.retain(length, left.attributes().composeOnRetain(right.attributes()));
        } else if (left.atRetain()) {
            composed.delete(length);
        }
        left.skip(length);
    }

    /** Units that {@code moving} keeps or deletes, and that {@code fixed} keeps. */
    private static void transformUnits(OpCursor moving, OpCursor fixed, int length, Standing standing,
            Ops.Builder transformed) {
        if (moving.atDelete()) {
            transformed.delete(length);
        } else {
            transformed.retain(length, standing == Standing.LATER
                    ? moving.attributes().transformOver(fixed.attributes())
                    : moving.attributes());
        }
    }
}
