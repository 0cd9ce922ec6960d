package io.inkwell.ot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of a document at one revision: text and embeds with attributes, always well-formed UTF-16. Immutable, safe to share between
 * threads, and cheap to change: {@link #apply} shares with the old version everything that was not touched. Equality by value.
 *
 * <p>Positions and lengths count UTF-16 code units; an embed counts 1.
 */
public final class Document {
    // The content stands in leaves of bounded size, in an array; ends[i] is the position behind leaf i. An edit copies the array of
    // references and rebuilds the leaves it touches: with 5,000,000 units that is some thousands of references, never the text.
    // A surrogate pair never spans two leaves, so that the question for a parted pair looks into one leaf only.

    /** The greatest number of units in one leaf. */
    static final int LEAF_UNITS_MAX = 1_024;

    /** The document without content. */
    public static final Document EMPTY = new Document(new Leaf[0], LEAF_UNITS_MAX);

    private static final char EMBED_IN_TEXT = '\uFFFC';

    final Leaf[] leaves;
    final int[] ends;
    final int leafUnitsMax;

    private Document(Leaf[] leaves, int leafUnitsMax) {
        this.leaves = leaves;
        this.leafUnitsMax = leafUnitsMax;
        this.ends = new int[leaves.length];
        int end = 0;
        for (int i = 0; i < leaves.length; i++) {
            end += leaves[i].length;
            ends[i] = end;
        }
    }

    /**
     * The document that these inserts make.
     *
     * @throws IllegalArgumentException when there is anything else than inserts
     */
    public static Document of(Ops insertsOnly) {
        return of(insertsOnly, LEAF_UNITS_MAX);
    }

    /** As {@link #of(Ops)}, with leaves of another size (at least 4): tests use tiny ones, so that leaves split and join at once. */
    static Document of(Ops insertsOnly, int leafUnitsMax) {
        var writer = new LeafWriter(leafUnitsMax);
        for (Op op : insertsOnly) {
            switch (op) {
                case Op.InsertText _,Op.InsertEmbed _ -> writer.add(op);
                case Op.Retain _,Op.Delete _ ->
                    throw new IllegalArgumentException("the content of a document is made of inserts only");
            }
        }
        return new Document(writer.finish(), leafUnitsMax);
    }

    /**
     * The document with this text and no attributes.
     *
     * @throws IllegalArgumentException when the text is not well-formed UTF-16
     */
    public static Document ofText(String text) {
        return of(Ops.builder().insert(text).build());
    }

    /** The number of units. */
    public int length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /**
     * The document after the change.
     *
     * @throws BaseLengthException when the change is for documents of another length
     * @throws SplitPairException when a boundary of the change lies inside a surrogate pair
     */
    public Document apply(Delta delta) {
        if (delta.baseLength() != length()) {
            throw new BaseLengthException("apply", delta.baseLength(), length());
        }
        var writer = new LeafWriter(leafUnitsMax);
        var reader = new LeafReader(leaves, length(), 0, 0, 0);
        for (Op op : delta.ops()) {
            switch (op) {
                case Op.InsertText _,Op.InsertEmbed _ -> writer.add(op);
                case Op.Delete delete -> reader.skip(delete.length());
                case Op.Retain retain -> {
                    if (retain.attributes().isEmpty()) {
                        reader.copy(retain.length(), writer);
                    } else {
                        var kept = Ops.builder();
                        reader.read(retain.length(), kept);
                        for (Op unit : kept.build()) {
                            writer.add(Walk.reformat(unit, retain.attributes()));
                        }
                    }
                }
            }
        }
        reader.copyRest(writer);
        return new Document(writer.finish(), leafUnitsMax);
    }

    /** The content as inserts, in canonical form. */
    public Ops toOps() {
        return slice(0, length());
    }

    /**
     * The content between two positions as inserts, in canonical form.
     *
     * @throws OpRangeException when a position lies outside the document, or {@code from} behind {@code to}
     * @throws SplitPairException when a position lies inside a surrogate pair
     */
    public Ops slice(int from, int to) {
        LeafReader reader = readerAt(from, to);
        var content = Ops.builder();
        reader.read(to - from, content);
        return content.build();
    }

    /**
     * Shows the content between two positions, front to back.
     *
     * @throws OpRangeException when a position lies outside the document, or {@code from} behind {@code to}
     * @throws SplitPairException when a position lies inside a surrogate pair
     */
    public void forEach(int from, int to, SliceVisitor visitor) {
        for (Op insert : slice(from, to)) {
            switch (insert) {
                case Op.InsertText text -> visitor.text(text.text(), text.attributes());
                case Op.InsertEmbed embed -> visitor.embed(embed.embed(), embed.attributes());
                case Op.Retain _,Op.Delete _ -> throw new IllegalStateException("a document holds inserts only");
            }
        }
    }

    /** The text without attributes; an embed stands as U+FFFC. */
    public String text() {
        var text = new StringBuilder(length());
        for (Leaf leaf : leaves) {
            for (Op insert : leaf.inserts) {
                if (insert instanceof Op.InsertText run) {
                    text.append(run.text());
                } else {
                    text.append(EMBED_IN_TEXT);
                }
            }
        }
        return text.toString();
    }

    /**
     * Whether the position lies between the halves of a surrogate pair.
     *
     * @throws OpRangeException when the position lies outside the document
     */
    public boolean splitsPair(int position) {
        requirePosition(position, length());
        int index = leafAt(position);
        return index < leaves.length && leaves[index].splitsPair(position - startOf(index));
    }

    /** Whether the last unit is a line feed. */
    public boolean endsWithNewline() {
        return leaves.length > 0 && leaves[leaves.length - 1].inserts.getLast() instanceof Op.InsertText run
                && run.text().endsWith("\n");
    }

    /** About the number of bytes of the content in UTF-8 with its attributes and embeds, for deciding when a snapshot is due. */
    public long weightBytes() {
        long sum = 0;
        for (Leaf leaf : leaves) {
            sum += leaf.weightBytes();
        }
        return sum;
    }

    private LeafReader readerAt(int from, int to) {
        requirePosition(to, length());
        requirePosition(from, to);
        int index = leafAt(from);
        var reader = new LeafReader(leaves, length(), index, from - startOf(index), from);
        reader.requireWholePair();
        return reader;
    }

    /** The leaf in which the unit at the position stands; the number of leaves for the end of the document. */
    private int leafAt(int position) {
        int found = Arrays.binarySearch(ends, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int startOf(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static void requirePosition(int position, int greatest) {
        if (position < 0 || position > greatest) {
            throw new OpRangeException("a position", position, greatest);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Document that && length() == that.length() && toOps().equals(that.toOps()));
    }

    @Override
    public int hashCode() {
        return toOps().hashCode();
    }

    /** The one-line notation of {@link #toOps}. */
    @Override
    public String toString() {
        return toOps().toString();
    }
}
