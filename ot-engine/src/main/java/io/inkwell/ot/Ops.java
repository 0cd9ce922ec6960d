package io.inkwell.ot;

import java.util.ArrayList;
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
    public static final Ops EMPTY = new Ops(List.of(), 0, 0, 0);

    private final List<Op> ops;
    private final int requiredBaseLength;
    private final int insertedLength;
    private final int deletedLength;

    private Ops(List<Op> ops, int requiredBaseLength, int insertedLength, int deletedLength) {
        this.ops = ops;
        this.requiredBaseLength = requiredBaseLength;
        this.insertedLength = insertedLength;
        this.deletedLength = deletedLength;
    }

    /** A builder that has nothing in it. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes ops in any order and shape and keeps them in canonical form; linear in what it is given. Lengths of 0 and empty texts are
     * skipped. Not thread safe, and of no use after {@link #build}.
     */
    public static final class Builder {
        // Behind the finished ops at most one place of the document is open: either a retain that may still grow, or a run of inserts
        // with the units deleted after it. An insert goes before an open delete, and text grows in a buffer, so that a hundred thousand
        // single letters cost one copy.
        private final List<Op> finished = new ArrayList<>();
        private int openRetain;
        private Attributes openRetainAttributes = Attributes.NONE;
        private String openText = "";
        private @Nullable StringBuilder openTextBuffer;
        private Attributes openTextAttributes = Attributes.NONE;
        private int openDelete;
        private long baseLength;
        private long insertedLength;
        private long deletedLength;

        private Builder() {}

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
            finishInserts();
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
            return insertPiece(Utf16.requireWellFormed(text, "an inserted text"), attributes);
        }

        /** Inserts an embed without attributes. */
        public Builder insert(Embed embed) {
            return insert(embed, Attributes.NONE);
        }

        /** Inserts an embed; removals among the attributes are dropped. */
        public Builder insert(Embed embed, Attributes attributes) {
            countInserted(1);
            finishRetain();
            finishInserts();
            finished.add(new Op.InsertEmbed(embed, attributes));
            return this;
        }

        /**
         * Deletes units.
         *
         * @throws OpRangeException when the length is negative or all retained and deleted units are more than an int counts
         */
        public Builder delete(int length) {
            countBase(length);
            deletedLength += length;
            if (length > 0) {
                finishRetain();
                openDelete += length;
            }
            return this;
        }

        /** Appends one op. */
        public Builder add(Op op) {
            return switch (op) {
                case Op.Retain retain -> retain(retain.length(), retain.attributes());
                case Op.InsertText insert -> insert(insert.text(), insert.attributes());
                case Op.InsertEmbed insert -> insert(insert.embed(), insert.attributes());
                case Op.Delete delete -> delete(delete.length());
            };
        }

        /** Appends an op whose text is known to be well-formed, because it comes from other ops or out of a document. */
        Builder addPiece(Op op) {
            return op instanceof Op.InsertText insert ? insertPiece(insert.text(), insert.attributes()) : add(op);
        }

        private Builder insertPiece(String text, Attributes attributes) {
            if (text.isEmpty()) {
                return this;
            }
            countInserted(text.length());
            finishRetain();
            Attributes kept = attributes.withoutRemovals();
            if (!openText.isEmpty() && openTextAttributes.equals(kept)) {
                if (openTextBuffer == null) {
                    openTextBuffer = new StringBuilder(openText);
                }
                openTextBuffer.append(text);
            } else {
                finishInserts();
                openText = text;
                openTextAttributes = kept;
            }
            return this;
        }

        /** All that was given, in canonical form. */
        public Ops build() {
            finishInserts();
            finishDelete();
            int trailing = 0;
            if (openRetain > 0 && openRetainAttributes.isEmpty()) {
                trailing = openRetain;
            } else {
                finishRetain();
            }
            if (finished.isEmpty()) {
                return EMPTY;
            }
            return new Ops(List.copyOf(finished), (int) baseLength - trailing, (int) insertedLength,
                    (int) deletedLength);
        }

        private void countBase(int length) {
            OpRangeException.requireInt("a length", length);
            OpRangeException.requireInt("the number of units retained and deleted", baseLength + length);
            baseLength += length;
        }

        private void countInserted(int length) {
            OpRangeException.requireInt("the number of units inserted", insertedLength + length);
            insertedLength += length;
        }

        private void finishRetain() {
            if (openRetain > 0) {
                finished.add(new Op.Retain(openRetain, openRetainAttributes));
                openRetain = 0;
            }
        }

        private void finishInserts() {
            if (!openText.isEmpty()) {
                String text = openTextBuffer == null ? openText : openTextBuffer.toString();
                finished.add(new Op.InsertText(text, openTextAttributes));
                openText = "";
                openTextBuffer = null;
            }
        }

        private void finishDelete() {
            if (openDelete > 0) {
                finished.add(new Op.Delete(openDelete));
                openDelete = 0;
            }
        }
    }

    /** How many ops there are. */
    public int size() {
        return ops.size();
    }

    /** The op at the index, counted from 0. */
    public Op get(int index) {
        return ops.get(index);
    }

    /** Whether the change does nothing. */
    public boolean isEmpty() {
        return ops.isEmpty();
    }

    /** All ops, in order. */
    public List<Op> asList() {
        return ops;
    }

    @Override
    public Iterator<Op> iterator() {
        return ops.iterator();
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
        return this == other || (other instanceof Ops that && ops.equals(that.ops));
    }

    @Override
    public int hashCode() {
        return ops.hashCode();
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
