package io.inkwell.ot;

/**
 * Reads ops piece by piece, so that two changes can be walked side by side. Behind the last op stands an endless plain retain, which is
 * what a change means by ending early.
 */
final class OpCursor {
    private static final Op REST = new Op.Retain(Integer.MAX_VALUE, Attributes.NONE);

    private final Ops ops;
    private int index;
    private int taken;

    OpCursor(Ops ops) {
        this.ops = ops;
    }

    boolean atEnd() {
        return index == ops.size();
    }

    /** The op the cursor stands in, whole, even if a part of it was taken. */
    Op current() {
        return atEnd() ? REST : ops.get(index);
    }

    boolean atInsert() {
        return current() instanceof Op.InsertText || current() instanceof Op.InsertEmbed;
    }

    boolean atDelete() {
        return current() instanceof Op.Delete;
    }

    /** How many units of the current op are left. */
    int remaining() {
        return atEnd() ? Integer.MAX_VALUE : current().length() - taken;
    }

    /** Takes all that is left of the current op. */
    Op takeRemaining() {
        return take(remaining());
    }

    /** Takes the next {@code length} units of the current op, at most {@link #remaining}. */
    Op take(int length) {
        if (atEnd()) {
            return new Op.Retain(length, Attributes.NONE);
        }
        Op op = current();
        int from = taken;
        taken += length;
        if (taken == op.length()) {
            index++;
            taken = 0;
        }
        return slice(op, from, from + length);
    }

    /** The units of an op from {@code from} to {@code to}. The caller sees to it that no surrogate pair is parted. */
    static Op slice(Op op, int from, int to) {
        if (from == 0 && to == op.length()) {
            return op;
        }
        return switch (op) {
            case Op.Retain retain -> new Op.Retain(to - from, retain.attributes());
            case Op.InsertText insert -> new Op.InsertText(insert.text().substring(from, to), insert.attributes());
            case Op.InsertEmbed insert -> insert;
            case Op.Delete delete -> new Op.Delete(to - from);
        };
    }

    /** Whether taking {@code length} units would stop between the halves of a surrogate pair of an inserted text. */
    boolean splitsPairAfter(int length) {
        return current() instanceof Op.InsertText insert && Utf16.splitsPair(insert.text(), taken + length);
    }
}
