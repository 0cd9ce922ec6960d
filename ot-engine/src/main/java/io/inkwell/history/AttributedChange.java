package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Op;
import io.inkwell.sync.Commit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two revisions, with the revision that each piece comes from: a {@link Delta} whose inserted, deleted and formatted
 * stretches say by whom. What was inserted and deleted again between the two leaves no trace. Forgetting the origins gives exactly what
 * composing the operations gives. Immutable; equality by value.
 *
 * <p>
 * The pieces are in canonical form, as the ops of a change are: two that mean the same are equal.
 */
public final class AttributedChange {
    private final long fromRevision;
    private final long toRevision;
    private final int baseLength;
    private final int resultLength;
    private final List<Piece> pieces;

    private AttributedChange(long fromRevision, long toRevision, int baseLength, List<Piece> pieces) {
        this.fromRevision = fromRevision;
        this.toRevision = toRevision;
        this.baseLength = baseLength;
        this.pieces = pieces;
        long needed = 0;
        long result = baseLength;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Kept _,Piece.Formatted _ -> needed += piece.length();
                case Piece.InsertedText _,Piece.InsertedEmbed _ -> result += piece.length();
                case Piece.Deleted _ -> {
                    needed += piece.length();
                    result -= piece.length();
                }
            }
        }
        if (needed > baseLength || result > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the pieces of a change to " + baseLength + " units take " + needed
                    + " of them and leave " + result);
        }
        this.resultLength = (int) result;
    }

    /**
     * Pieces in canonical form, as they were stored.
     *
     * @param pieces kept, not copied
     * @throws IllegalArgumentException when they do not fit the length
     */
    static AttributedChange stored(long fromRevision, long toRevision, int baseLength, List<Piece> pieces) {
        return new AttributedChange(fromRevision, toRevision, baseLength, pieces);
    }

    /** Nothing, at a revision whose document has this length. */
    public static AttributedChange nothing(long revision, int length) {
        return new AttributedChange(revision, revision, length, List.of());
    }

    /** What one commit did. */
    public static AttributedChange of(Commit commit) {
        Origin origin = new Origin(commit.revision(), commit.id().displayId(), commit.atMillis());
        var pieces = new PieceBuilder(commit.op().ops().size());
        for (Op op : commit.op().ops()) {
            switch (op) {
                case Op.Retain retain -> {
                    if (retain.attributes().isEmpty()) {
                        pieces.keep(retain.length());
                    } else {
                        pieces.format(retain.length(), Marks.of(retain.attributes(), origin));
                    }
                }
                case Op.InsertText insert ->
                    pieces.insert(new Piece.InsertedText(insert.text(), insert.attributes(), origin));
                case Op.InsertEmbed insert ->
                    pieces.insert(new Piece.InsertedEmbed(insert.embed(), insert.attributes(), origin));
                case Op.Delete delete -> pieces.delete(delete.length(), origin);
            }
        }
        return new AttributedChange(commit.revision() - 1, commit.revision(), commit.op().baseLength(),
                pieces.build());
    }

    /** The revision it starts from. */
    public long fromRevision() {
        return fromRevision;
    }

    /** The revision it leads to; not before {@link #fromRevision}. */
    public long toRevision() {
        return toRevision;
    }

    /** The length of the document it starts from, in UTF-16 code units. */
    public int baseLength() {
        return baseLength;
    }

    /** The length of the document it leads to, in UTF-16 code units. */
    public int resultLength() {
        return resultLength;
    }

    /** The pieces in order; what they do not mention at the end is kept. */
    public List<Piece> pieces() {
        return Collections.unmodifiableList(pieces);
    }

    /** The change without its origins. */
    public Delta delta() {
        Delta.Builder plain = Delta.on(baseLength);
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Kept kept -> plain.retain(kept.length());
                case Piece.Formatted formatted -> plain.retain(formatted.length(), formatted.marks().attributes());
                case Piece.InsertedText text -> plain.insert(text.text(), text.attributes());
                case Piece.InsertedEmbed embed -> plain.insert(embed.embed(), embed.attributes());
                case Piece.Deleted deleted -> plain.delete(deleted.length());
            }
        }
        return plain.build();
    }

    /**
     * This change, then the next one, as one. Linear in the pieces of both. Associative. A kept insert keeps its origin, a deletion its
     * deleter; of two who gave one attribute to the same units the later one counts.
     *
     * @throws IllegalArgumentException when the next change does not start from {@link #toRevision} and a document of {@link #resultLength}
     */
    public AttributedChange compose(AttributedChange next) {
        if (next.fromRevision != toRevision || next.baseLength != resultLength) {
            throw new IllegalArgumentException("a change from revision " + next.fromRevision + " and " + next.baseLength
                    + " units does not follow one to " + toRevision + " and " + resultLength);
        }
        var left = new PieceCursor(pieces);
        var right = new PieceCursor(next.pieces);
        var composed = new PieceBuilder(pieces.size() + next.pieces.size());
        while (!left.atEnd() || !right.atEnd()) {
            if (right.atInsert()) {
                composed.insert(right.take(right.remaining()));
            } else if (left.current() instanceof Piece.Deleted deleted) {
                composed.delete(left.remaining(), deleted.origin());
                left.take(left.remaining());
            } else {
                int length = Math.min(left.remaining(), right.remaining());
                composeUnits(left.take(length), right.take(length), composed);
            }
        }
        return new AttributedChange(fromRevision, next.toRevision, baseLength, composed.build());
    }

    /** Units that the first change keeps or inserts, and that the next one keeps or deletes. */
    private static void composeUnits(Piece first, Piece next, PieceBuilder composed) {
        boolean inserted = first instanceof Piece.InsertedText || first instanceof Piece.InsertedEmbed;
        switch (next) {
            case Piece.Kept kept -> {
                if (inserted) {
                    composed.insert(first);
                } else if (first instanceof Piece.Formatted formatted) {
                    composed.format(kept.length(), formatted.marks());
                } else {
                    composed.keep(kept.length());
                }
            }
            case Piece.Formatted more -> {
                if (inserted) {
                    composed.insert(first, more.marks().attributes());
                } else if (first instanceof Piece.Formatted formatted) {
                    composed.format(more.length(), formatted.marks().then(more.marks()));
                } else {
                    composed.format(more.length(), more.marks());
                }
            }
            case Piece.Deleted deleted -> {
                if (!inserted) {
                    composed.delete(deleted.length(), deleted.origin());
                }
            }
            case Piece.InsertedText _,Piece.InsertedEmbed _ -> throw new IllegalStateException(
                    "what is inserted next has nothing before it");
        }
    }

    /**
     * All changes, one after the other, as one. Composes neighbours in pairs, so that n changes cost n log n and not n².
     *
     * @param consecutive at least one
     * @throws IllegalArgumentException when there is none, or one does not follow the one before it
     */
    public static AttributedChange composeAll(List<AttributedChange> consecutive) {
        if (consecutive.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compose");
        }
        List<AttributedChange> round = consecutive;
        while (round.size() > 1) {
            var halved = new ArrayList<AttributedChange>(round.size() / 2 + 1);
            for (int i = 0; i + 1 < round.size(); i += 2) {
                halved.add(round.get(i).compose(round.get(i + 1)));
            }
            if (round.size() % 2 == 1) {
                halved.add(round.getLast());
            }
            round = halved;
        }
        return round.getFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AttributedChange that && fromRevision == that.fromRevision
                && toRevision == that.toRevision && baseLength == that.baseLength && pieces.equals(that.pieces));
    }

    @Override
    public int hashCode() {
        return 31 * pieces.hashCode() + Long.hashCode(toRevision);
    }

    /** The revisions and how many pieces there are; never the text. */
    @Override
    public String toString() {
        return "AttributedChange[" + fromRevision + ".." + toRevision + ", " + pieces.size() + " pieces]";
    }
}
