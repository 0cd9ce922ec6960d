package io.inkwell.ot;

import org.jspecify.annotations.Nullable;

/**
 * The content of a document at one revision: text and embeds with attributes, always well-formed UTF-16. Immutable, safe to share between
 * threads, and cheap to change: {@link #apply} costs the logarithm of the length for each place it touches, and shares everything else with
 * the old version, so that readers, joiners and whoever writes a snapshot need no lock and no copy. Equality by value.
 *
 * <p>The content stands in a rope (H.-J. Boehm, R. Atkinson and M. Plass, "Ropes: an alternative to strings", 1995), kept balanced as a
 * B-tree is.
 *
 * <p>Positions and lengths count UTF-16 code units; an embed counts 1.
 */
public final class Document {
    /** The document without content. */
    public static final Document EMPTY = new Document(Leaf.EMPTY, RopeShape.USUAL);

    private static final char EMBED_IN_TEXT = '\uFFFC';

    final RopeNode root;
    final RopeShape shape;

    private Document(RopeNode root, RopeShape shape) {
        this.root = root;
        this.shape = shape;
    }

    /**
     * The document that these inserts make.
     *
     * @throws IllegalArgumentException when there is anything else than inserts
     */
    public static Document of(Ops insertsOnly) {
        return of(insertsOnly, RopeShape.USUAL);
    }

    /** As {@link #of(Ops)}, with a rope of another shape: tests use tiny nodes, so that they split and join at once. */
    static Document of(Ops insertsOnly, RopeShape shape) {
        if (insertsOnly.requiredBaseLength() > 0) {
            throw new IllegalArgumentException("the content of a document is made of inserts only");
        }
        var leaves = new RopeNodes(shape, insertsOnly.insertedLength() / shape.leafUnitsMax() + 1);
        Leaf.addLeaves(insertsOnly, shape, leaves);
        return new Document(leaves.root(), shape);
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
        return root.length;
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
        var nodes = new RopeNodes(shape, 1);
        root.rewrite(new RopeEdit(delta.ops(), length(), shape), nodes);
        return new Document(nodes.root(), shape);
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
        var content = new Ops.Builder(1);
        forEach(from, to, new SliceVisitor() {
            @Override
            public void text(String text, Attributes attributes) {
                content.insertWhole(new Op.InsertText(text, attributes));
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                content.insertWhole(new Op.InsertEmbed(embed, attributes));
            }
        });
        return content.build();
    }

    /**
     * Shows the content between two positions, front to back.
     *
     * @throws OpRangeException when a position lies outside the document, or {@code from} behind {@code to}
     * @throws SplitPairException when a position lies inside a surrogate pair
     */
    public void forEach(int from, int to, SliceVisitor visitor) {
        requireSlice(from, to);
        if (from < to) {
            root.forEach(from, to, visitor);
        }
    }

    /** The text without attributes; an embed stands as U+FFFC. */
    public String text() {
        var all = new StringBuilder(length());
        root.forEach(0, length(), new SliceVisitor() {
            @Override
            public void text(String text, Attributes attributes) {
                all.append(text);
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                all.append(EMBED_IN_TEXT);
            }
        });
        return all.toString();
    }

    /**
     * Whether the position lies between the halves of a surrogate pair.
     *
     * @throws OpRangeException when the position lies outside the document
     */
    public boolean splitsPair(int position) {
        requirePosition(position, length());
        return root.splitsPair(position);
    }

    /** Whether the last unit is a line feed. */
    public boolean endsWithNewline() {
        return length() > 0 && root.lastInsert() instanceof Op.InsertText run && run.text().endsWith("\n");
    }

    /** About the number of bytes of the content in UTF-8 with its attributes and embeds, for deciding when a snapshot is due. */
    public long weightBytes() {
        return root.weightBytes();
    }

    private void requireSlice(int from, int to) {
        requirePosition(to, length());
        requirePosition(from, to);
        for (int position : new int[]{from, to}) {
            if (root.splitsPair(position)) {
                throw new SplitPairException(position, length());
            }
        }
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
