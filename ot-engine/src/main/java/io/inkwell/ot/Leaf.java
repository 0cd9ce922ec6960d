package io.inkwell.ot;

import java.util.List;

/**
 * A bounded stretch of a document: inserts in canonical form. Immutable, and shared by all versions of the document in which the stretch
 * did not change.
 */
final class Leaf {
    /** What an op weighs besides its text, attributes and embed: the braces, quotes and names around them. */
    private static final int OP_WEIGHT_BYTES = 16;

    final List<Op> inserts;
    final int length;
    // Computed when first asked for. Two threads may both compute it; they store the same number.
    private int weightBytes;

    Leaf(List<Op> inserts, int length) {
        this.inserts = inserts;
        this.length = length;
    }

    /** Hands the units from {@code from} to {@code to} to the builder. */
    void copy(int from, int to, Ops.Builder target) {
        int start = 0;
        for (Op insert : inserts) {
            int end = start + insert.length();
            if (end > from && start < to) {
                target.addPiece(OpCursor.slice(insert, Math.max(from, start) - start, Math.min(to, end) - start));
            }
            start = end;
        }
    }

    /** Whether a cut at the position, counted from the start of the leaf, would part a surrogate pair. A pair never spans two leaves. */
    boolean splitsPair(int position) {
        int start = 0;
        for (Op insert : inserts) {
            int end = start + insert.length();
            if (position < end) {
                return insert instanceof Op.InsertText text && Utf16.splitsPair(text.text(), position - start);
            }
            start = end;
        }
        return false;
    }

    /** About the number of bytes of the canonical JSON of this leaf. */
    int weightBytes() {
        if (weightBytes == 0) {
            int sum = 0;
            for (Op insert : inserts) {
                sum += OP_WEIGHT_BYTES + switch (insert) {
                    case Op.InsertText text -> Utf16.utf8Length(text.text()) + weightBytes(text.attributes());
                    case Op.InsertEmbed embed -> embed.embed().toString().length() + weightBytes(embed.attributes());
                    case Op.Retain _,Op.Delete _ -> 0;
                };
            }
            weightBytes = sum;
        }
        return weightBytes;
    }

    private static int weightBytes(Attributes attributes) {
        return attributes.isEmpty() ? 0 : OP_WEIGHT_BYTES + attributes.toString().length();
    }
}
