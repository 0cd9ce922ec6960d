package io.inkwell.ot;

/**
 * Reads ops piece by piece, so that two changes, or a change and a document, can be walked side by side. Behind the last op stands an
 * endless plain retain, which is what a change means by ending early.
 */
final class OpCursor {
    /** What the op at the cursor does. */
    private enum Verb {
        RETAIN, INSERT, DELETE
    }

    /** Fewer ops than this are quicker handed on one by one. */
    private static final int RUN_OPS_MIN = 8;
    /** Under a retain shorter than this there are hardly ever so many. */
    private static final int RUN_UNITS_MIN = 64;

    /** Which length of an op is meant. */
    enum Length {
        /** What it takes of the document before. */
        BASE {
            @Override
            int of(Op op) {
                return op instanceof Op.Retain || op instanceof Op.Delete ? op.length() : 0;
            }
        },
        /** What it gives to the document after. */
        RESULT {
            @Override
            int of(Op op) {
                return op instanceof Op.Delete ? 0 : op.length();
            }
        };

        abstract int of(Op op);
    }

    private static final Op REST = new Op.Retain(Integer.MAX_VALUE, Attributes.NONE);

    private final Op[] ops;
    private int index;
    private Op current = REST;
    private Verb verb = Verb.RETAIN;
    private Attributes attributes = Attributes.NONE;
    private int taken;
    private int remaining;

    OpCursor(Ops ops) {
        this.ops = ops.array();
        load();
    }

    private void load() {
        current = atEnd() ? REST : ops[index];
        taken = 0;
        // Not a switch over the sealed type: this is asked once for every op of every walk, and the chain is what the compiler makes of
        // it in the best case.
        if (current instanceof Op.Retain retain) {
            verb = Verb.RETAIN;
            attributes = retain.attributes();
            remaining = retain.length();
        } else if (current instanceof Op.InsertText insert) {
            verb = Verb.INSERT;
            attributes = insert.attributes();
            remaining = insert.text().length();
        } else if (current instanceof Op.Delete delete) {
            verb = Verb.DELETE;
            attributes = Attributes.NONE;
            remaining = delete.length();
        } else {
            verb = Verb.INSERT;
            attributes = current.attributes();
            remaining = 1;
        }
    }

    boolean atEnd() {
        return index == ops.length;
    }

    boolean atRetain() {
        return verb == Verb.RETAIN;
    }

    /** Whether the current op keeps its units as they are. */
    boolean keeps() {
        return verb == Verb.RETAIN && attributes.isEmpty();
    }

    boolean atInsert() {
        return verb == Verb.INSERT;
    }

    boolean atDelete() {
        return verb == Verb.DELETE;
    }

    /** Those of the current op; nothing for a delete. */
    Attributes attributes() {
        return attributes;
    }

    /** How many units of the current op are left. */
    int remaining() {
        return remaining;
    }

    /** Leaves so many units of the current op behind, at most {@link #remaining}. */
    void skip(int length) {
        if (length < remaining) {
            taken += length;
            remaining -= length;
        } else if (!atEnd()) {
            index++;
            load();
        }
    }

    /** Leaves what is left of the current op behind. */
    void skipRest() {
        skip(remaining);
    }

    /**
     * Hands the next ops to the builder as they are, as many as are whole within so many units and change nothing behind these; none, where
     * that would not be worth the while.
     *
     * @param units how many units the other change keeps as they are
     * @param length which length of the ops the units are counted in
     * @return how many of the units are left behind
     */
    int passRunInto(Ops.Builder target, int units, Length length) {
        if (units < RUN_UNITS_MIN || taken > 0) {
            return 0;
        }
        int passed = 0;
        int next = index;
        while (next < ops.length && passed < units) {
            int step = length.of(ops[next]);
            if (step > units - passed) {
                break;
            }
            passed += step;
            next++;
        }
        if (next - index < RUN_OPS_MIN) {
            return 0;
        }
        target.addRun(ops, index, next);
        index = next;
        load();
        return passed;
    }

    /** Hands what is left of the current insert to the builder. */
    void insertRestInto(Ops.Builder target) {
        insertInto(target, remaining, attributes);
    }

    /**
     * Hands units of the current insert to the builder, with these attributes in place of their own, and leaves them behind. The caller
     * sees to it that no surrogate pair is parted.
     */
    void insertInto(Ops.Builder target, int length, Attributes given) {
        if (current instanceof Op.InsertText text) {
            if (length < text.text().length()) {
                target.insertPart(text.text(), taken, taken + length, given);
            } else {
                target.insertWhole(given.equals(attributes) ? text : new Op.InsertText(text.text(), given));
            }
        } else if (current instanceof Op.InsertEmbed embed) {
            target.insertWhole(given.equals(attributes) ? embed : new Op.InsertEmbed(embed.embed(), given));
        }
        skip(length);
    }

    /** Whether the cursor stands between the halves of a surrogate pair of an inserted text. */
    boolean splitsPair() {
        return splitsPairAfter(0);
    }

    /** Whether taking {@code length} units would stop between the halves of a surrogate pair of an inserted text. */
    boolean splitsPairAfter(int length) {
        return current instanceof Op.InsertText insert && Utf16.splitsPair(insert.text(), taken + length);
    }
}
