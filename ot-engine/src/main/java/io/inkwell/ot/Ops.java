package io.inkwell.ot;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of ops in canonical form, not yet bound to a document: neighbours merged, nothing empty, insert before delete at one place,
 * no plain retain at the end, no removal on an insert. Two changes that mean the same are equal. This is what JSON carries; {@link #on}
 * binds it to the length of a document. Immutable.
 */
public final class Ops implements Iterable<Op> {
    /** The change that does nothing, and the content of the empty document. */
    public static final Ops EMPTY = new Ops(new Op[0], 0, 0, 0);

    private final Op[] ops;
    private final int requiredBaseLength;
    private final int insertedLength;
    private final int deletedLength;

    private Ops(Op[] ops, int requiredBaseLength, int insertedLength, int deletedLength) {
        this.ops = ops;
        this.requiredBaseLength = requiredBaseLength;
        this.insertedLength = insertedLength;
        this.deletedLength = deletedLength;
    }

    /** A builder that has nothing in it. */
    public static Builder builder() {
        return new Builder(Builder.USUAL_OPS);
    }

    /**
     * Takes ops in any order and shape and keeps them in canonical form; linear in what it is given. Lengths of 0 and empty texts are
     * skipped. Not thread safe, and of no use after {@link #build}.
     */
    public static final class Builder {
        // Behind the finished ops at most one place of the document is open: either a retain that may still grow, or a run of inserts
        // with the units deleted after it. An insert goes before an open delete. Text that came as a whole op stays that op until
        // something joins it; then it grows in a buffer, so that a hundred thousand single letters cost one copy.

        private static final int USUAL_OPS = 4;
        private static final int TEXT_UNITS = 64;

        private Op[] finished;
        private int size;
        private int openRetain;
        private Attributes openRetainAttributes = Attributes.NONE;
        private Op.@Nullable InsertText openInsert;
        private @Nullable StringBuilder openText;
        private int openTextLength;
        private Attributes openTextAttributes = Attributes.NONE;
        private int openDelete;
        private long baseLength;
        private long insertedLength;
        private long deletedLength;

        /** @param ops how many there may be; more are no harm */
        Builder(int ops) {
            finished = new Op[ops];
        }

        /** @param textUnits how many units of text there may be in one run; more are no harm */
        Builder(int ops, int textUnits) {
            this(ops);
            openText = new StringBuilder(textUnits);
        }

        /**
         * Keeps units as they are.
         *
         * @throws OpRangeException when the length is negative or all retained and deleted units are more than an int counts
         */
        public Builder retain(int length) {
            return retain(length, Attributes.NONE);
        }

        /**
         * Keeps units and changes their attributes.
         *
         * @throws OpRangeException when the length is negative or all retained and deleted units are more than an int counts
         */
        public Builder retain(int length, Attributes attributes) {
            countBase(length);
            if (length == 0) {
                return this;
            }
            finishText();
            finishDelete();
            if (openRetain > 0 && !openRetainAttributes.equals(attributes)) {
                finishRetain();
            }
            openRetain += length;
            openRetainAttributes = attributes;
            return this;
        }

        /**
         * Inserts text without attributes.
         *
         * @throws IllegalArgumentException when the text is not well-formed UTF-16
         */
        public Builder insert(String text) {
            return insert(text, Attributes.NONE);
        }

        /**
         * Inserts text; removals among the attributes are dropped.
         *
         * @throws IllegalArgumentException when the text is not well-formed UTF-16
         * @throws OpRangeException when all inserted units are more than an int counts
         */
        public Builder insert(String text, Attributes attributes) {
            if (text.isEmpty()) {
                return this;
            }
            Utf16.requireWellFormed(text, "an inserted text");
            return insertWhole(new Op.InsertText(text, attributes));
        }

        /** Inserts an embed without attributes. */
        public Builder insert(Embed embed) {
            return insert(embed, Attributes.NONE);
        }

        /** Inserts an embed; removals among the attributes are dropped. */
        public Builder insert(Embed embed, Attributes attributes) {
            return insertWhole(new Op.InsertEmbed(embed, attributes));
        }

        /**
         * Deletes units.
         *
         * @throws OpRangeException when the length is negative or all retained and deleted units are more than an int counts
         */
        public Builder delete(int length) {
            countBase(length);
            if (length > 0) {
                finishRetain();
                openDelete += length;
            }
            return this;
        }

        /**
         * Appends one op.
         *
         * @throws IllegalArgumentException when it inserts a text that is not well-formed UTF-16
         */
        public Builder add(Op op) {
            if (op instanceof Op.InsertText insert) {
                Utf16.requireWellFormed(insert.text(), "an inserted text");
            }
            return addPiece(op);
        }

        /** Appends an op whose text is known to be well-formed, because it comes from other ops or out of a document. */
        Builder addPiece(Op op) {
            return switch (op) {
                case Op.Retain retain -> retain(retain.length(), retain.attributes());
                case Op.InsertText insert -> insertWhole(insert);
                case Op.InsertEmbed insert -> insertWhole(insert);
                case Op.Delete delete -> delete(delete.length());
            };
        }

        /**
         * Appends neighbouring ops of a change in canonical form. Only at the ends can they meet anything: what stands between the first and
         * the last retain is copied as it is.
         */
        Builder addRun(Op[] run, int from, int to) {
            int first = from;
            while (first < to && !(run[first] instanceof Op.Retain)) {
                first++;
            }
            int last = to - 1;
            while (last > first && !(run[last] instanceof Op.Retain)) {
                last--;
            }
            int copied = last - first - 1;
            for (int i = from; i < (copied > 0 ? first + 1 : to); i++) {
                addPiece(run[i]);
            }
            if (copied > 0) {
                finishRetain();
                finished = withRoom(finished, size + copied);
                System.arraycopy(run, first + 1, finished, size, copied);
                size += copied;
                count(run, first + 1, last);
                for (int i = last; i < to; i++) {
                    addPiece(run[i]);
                }
            }
            return this;
        }

        Builder insertWhole(Op.InsertText insert) {
            countInserted(insert.text().length());
            finishRetain();
            if (openTextLength > 0 && openTextAttributes.equals(insert.attributes())) {
                openBuffer().append(insert.text());
            } else {
                finishText();
                openInsert = insert;
                openTextAttributes = insert.attributes();
            }
            openTextLength += insert.text().length();
            return this;
        }

        Builder insertWhole(Op.InsertEmbed insert) {
            countInserted(1);
            finishRetain();
            finishText();
            append(insert);
            return this;
        }

        /** Inserts the units from {@code from} to {@code to} of a text; no surrogate pair is parted. */
        Builder insertPart(String text, int from, int to, Attributes attributes) {
            countInserted(to - from);
            finishRetain();
            if (openTextLength > 0 && !openTextAttributes.equals(attributes)) {
                finishText();
            }
            openBuffer().append(text, from, to);
            openTextAttributes = attributes;
            openTextLength += to - from;
            return this;
        }

        /** All that was given, in canonical form. */
        public Ops build() {
            finishText();
            finishDelete();
            int trailing = 0;
            if (openRetain > 0 && openRetainAttributes.isEmpty()) {
                trailing = openRetain;
            } else {
                finishRetain();
            }
            if (size == 0) {
                return EMPTY;
            }
            return new Ops(size == finished.length ? finished : Arrays.copyOf(finished, size),
                    (int) baseLength - trailing, (int) insertedLength, (int) deletedLength);
        }

        private void countBase(int length) {
            Units.requireInt("a length", length);
            Units.requireInt("the number of units retained and deleted", baseLength + length);
            baseLength += length;
        }

        private void count(Op[] run, int from, int to) {
            long base = 0;
            long inserted = 0;
            for (int i = from; i < to; i++) {
                switch (run[i]) {
                    case Op.Retain retain -> base += retain.length();
                    case Op.InsertText insert -> inserted += insert.text().length();
                    case Op.InsertEmbed _ -> inserted++;
                    case Op.Delete delete -> {
                        base += delete.length();
                        deletedLength += delete.length();
                    }
                }
            }
            baseLength = Units.requireInt("the number of units retained and deleted", baseLength + base);
            insertedLength = Units.requireInt("the number of units inserted", insertedLength + inserted);
        }

        private void countInserted(int length) {
            Units.requireInt("the number of units inserted", insertedLength + length);
            insertedLength += length;
        }

        private void finishRetain() {
            if (openRetain > 0) {
                append(new Op.Retain(openRetain, openRetainAttributes));
                openRetain = 0;
            }
        }

        private void finishText() {
            if (openTextLength == 0) {
                return;
            }
            if (openInsert != null) {
                append(openInsert);
                openInsert = null;
            } else {
                StringBuilder text = openBuffer();
                append(new Op.InsertText(text.toString(), openTextAttributes));
                text.setLength(0);
            }
            openTextLength = 0;
        }

        private void finishDelete() {
            if (openDelete > 0) {
                append(new Op.Delete(openDelete));
                deletedLength += openDelete;
                openDelete = 0;
            }
        }

        /** The buffer of the open text, with all of it inside. */
        private StringBuilder openBuffer() {
            StringBuilder text = openText;
            if (text == null) {
                text = new StringBuilder(TEXT_UNITS);
                openText = text;
            }
            if (openInsert != null) {
                text.append(openInsert.text());
                openInsert = null;
            }
            return text;
        }

        private void append(Op op) {
            finished = withRoom(finished, size);
            finished[size++] = op;
        }

        /** Static, so that a builder that is used in one method only need not exist on the heap. */
        private static Op[] withRoom(Op[] ops, int size) {
            return size < ops.length ? ops : Arrays.copyOf(ops, 2 * size + USUAL_OPS);
        }
    }

    /** How many ops there are. */
    public int size() {
        return ops.length;
    }

    /** The op at the index, counted from 0. */
    public Op get(int index) {
        return ops[index];
    }

    /** Whether the change does nothing. */
    public boolean isEmpty() {
        return ops.length == 0;
    }

    /** All ops, in order. */
    public List<Op> asList() {
        return Collections.unmodifiableList(Arrays.asList(ops));
    }

    /** The ops themselves; the caller changes nothing. */
    Op[] array() {
        return ops;
    }

    @Override
    public Iterator<Op> iterator() {
        return asList().iterator();
    }

    /** How long a document must be at least: the units retained and deleted, without a plain retain at the end. */
    public int requiredBaseLength() {
        return requiredBaseLength;
    }

    /** How many units are inserted. */
    public int insertedLength() {
        return insertedLength;
    }

    /** How many units are deleted. */
    public int deletedLength() {
        return deletedLength;
    }

    /**
     * The change for documents of exactly this length; what is not mentioned at the end is retained.
     *
     * @param baseLength in UTF-16 code units
     * @throws BaseLengthException when {@link #requiredBaseLength} is greater
     * @throws OpRangeException when the result would be longer than an int counts
     */
    public Delta on(int baseLength) {
        return new Delta(this, baseLength);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Ops that && Arrays.equals(ops, that.ops));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ops);
    }

    /** The one-line notation, ops parted by spaces: {@code 2 +'ab' -3 4{bold:true}}. */
    @Override
    public String toString() {
        var line = new StringBuilder();
        for (Op op : ops) {
            line.append(line.isEmpty() ? "" : " ").append(op);
        }
        return line.toString();
    }
}
