package io.inkwell.ot;

/** A node with content: inserts in canonical form. */
final class Leaf extends RopeNode {
    /** The content of the empty document. */
    static final Leaf EMPTY = new Leaf(Ops.EMPTY);

    /** What an op weighs besides its text, attributes and embed: the braces, quotes and names around them. */
    private static final int OP_WEIGHT_BYTES = 16;

    final Ops inserts;

    private Leaf(Ops inserts) {
        super(inserts.insertedLength());
        this.inserts = inserts;
    }

    /** Hands inserts to the target as leaves of about equal size. */
    static void addLeaves(Ops inserts, RopeShape shape, RopeNodes target) {
        int length = inserts.insertedLength();
        if (length == 0) {
            return;
        }
        if (length <= shape.leafUnitsMax()) {
            target.add(new Leaf(inserts));
            return;
        }
        // One unit of room is kept, so that a cut can step back out of a surrogate pair.
        int count = (length + shape.leafUnitsMax() - 2) / (shape.leafUnitsMax() - 1);
        var cursor = new OpCursor(inserts);
        int position = 0;
        for (int i = 1; i <= count; i++) {
            int end = (int) ((long) length * i / count);
            var part = new Ops.Builder(1);
            while (position < end) {
                int step = Math.min(cursor.remaining(), end - position);
                if (cursor.splitsPairAfter(step)) {
                    step--;
                    end--;
                }
                if (step > 0) {
                    cursor.insertInto(part, step, cursor.attributes());
                    position += step;
                }
            }
            target.add(new Leaf(part.build()));
        }
    }

    @Override
    void rewrite(RopeEdit edit, RopeNodes target) {
        OpCursor change = edit.change;
        var content = new OpCursor(inserts);
        var edited = new Ops.Builder(inserts.size() + 2, edit.shape.leafUnitsMax());
        int left = length;
        while (left > 0 || edit.appends()) {
            if (change.atInsert()) {
                change.insertRestInto(edited);
            } else {
                int step = Math.min(change.remaining(), left);
                rewriteUnits(content, change, step, edited);
                left -= step;
                edit.skip(step);
                if (left > 0 && content.splitsPair()) {
                    throw edit.splitsPair();
                }
            }
        }
        addLeaves(edited.build(), edit.shape, target);
    }

    /** Keeps or deletes units, as the change says. */
    private static void rewriteUnits(OpCursor content, OpCursor change, int units, Ops.Builder edited) {
        int left = units;
        while (left > 0) {
            int step = Math.min(content.remaining(), left);
            if (change.atDelete()) {
                content.skip(step);
            } else {
                content.insertInto(edited, step, content.attributes().composeOnInsert(change.attributes()));
            }
            left -= step;
        }
    }

    @Override
    void joined(RopeNode next, RopeNodes target) {
        Ops behind = ((Leaf) next).inserts;
        var both = new Ops.Builder(inserts.size() + behind.size());
        inserts.forEach(both::addPiece);
        behind.forEach(both::addPiece);
        addLeaves(both.build(), target.shape(), target);
    }

    @Override
    void forEach(int from, int to, SliceVisitor visitor) {
        int start = 0;
        for (Op insert : inserts.array()) {
            int end = start + insert.length();
            if (end > from && start < to) {
                switch (insert) {
                    case Op.InsertText run -> visitor.text(
                            run.text().substring(Math.max(from, start) - start, Math.min(to, end) - start),
                            run.attributes());
                    case Op.InsertEmbed embed -> visitor.embed(embed.embed(), embed.attributes());
                    case Op.Retain _,Op.Delete _ -> throw new IllegalStateException("a document holds inserts only");
                }
            }
            start = end;
        }
    }

    @Override
    boolean splitsPair(int position) {
        int start = 0;
        for (Op insert : inserts.array()) {
            int end = start + insert.length();
            if (position < end) {
                return insert instanceof Op.InsertText text && Utf16.splitsPair(text.text(), position - start);
            }
            start = end;
        }
        return false;
    }

    @Override
    Op lastInsert() {
        return inserts.get(inserts.size() - 1);
    }

    @Override
    int computeWeightBytes() {
        int sum = 0;
        for (Op insert : inserts) {
            sum += OP_WEIGHT_BYTES + switch (insert) {
                case Op.InsertText text -> Utf16.utf8Length(text.text()) + weightBytes(text.attributes());
                case Op.InsertEmbed embed -> embed.embed().toString().length() + weightBytes(embed.attributes());
                case Op.Retain _,Op.Delete _ -> 0;
            };
        }
        return sum;
    }

    private static int weightBytes(Attributes attributes) {
        return attributes.isEmpty() ? 0 : OP_WEIGHT_BYTES + attributes.toString().length();
    }
}
