package io.inkwell.ot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change bound to documents of exactly {@link #baseLength} units; what it does not mention at the end it retains. It refuses every
 * document and every other change that it does not fit, naming both lengths. Immutable; equality by value.
 */
public final class Delta {
    /** Where one change has so many times the ops of the other, two walks that hand on runs cost less than one that does not. */
    private static final int DIAMOND_SIZES_MAX = 8;

    private final Ops ops;
    private final int baseLength;
    private final int resultLength;

    Delta(Ops ops, int baseLength) {
        Units.requireInt("the length of a document", baseLength);
        if (ops.requiredBaseLength() > baseLength) {
            throw new BaseLengthException("a change reaches past the end", ops.requiredBaseLength(), baseLength);
        }
        this.ops = ops;
        this.baseLength = baseLength;
        this.resultLength = Units.requireInt("the length of the result",
                (long) baseLength + ops.insertedLength() - ops.deletedLength());
    }

    /** A builder of a change to documents of this length, in UTF-16 code units. */
    public static Builder on(int baseLength) {
        return new Builder(baseLength);
    }

    /** The change that does nothing to documents of this length. */
    public static Delta identity(int length) {
        return new Delta(Ops.EMPTY, length);
    }

    /** The verbs of {@link Ops.Builder}, for a known length of the document. Not thread safe, of no use after {@link #build}. */
    public static final class Builder {
        private final int baseLength;
        private final Ops.Builder ops = Ops.builder();

        private Builder(int baseLength) {
            this.baseLength = baseLength;
        }

        /** See {@link Ops.Builder#retain(int)}. */
        public Builder retain(int length) {
            ops.retain(length);
            return this;
        }

        /** See {@link Ops.Builder#retain(int, Attributes)}. */
        public Builder retain(int length, Attributes attributes) {
            ops.retain(length, attributes);
            return this;
        }

        /** See {@link Ops.Builder#insert(String)}. */
        public Builder insert(String text) {
            ops.insert(text);
            return this;
        }

        /** See {@link Ops.Builder#insert(String, Attributes)}. */
        public Builder insert(String text, Attributes attributes) {
            ops.insert(text, attributes);
            return this;
        }

        /** See {@link Ops.Builder#insert(Embed)}. */
        public Builder insert(Embed embed) {
            ops.insert(embed);
            return this;
        }

        /** See {@link Ops.Builder#insert(Embed, Attributes)}. */
        public Builder insert(Embed embed, Attributes attributes) {
            ops.insert(embed, attributes);
            return this;
        }

        /** See {@link Ops.Builder#delete(int)}. */
        public Builder delete(int length) {
            ops.delete(length);
            return this;
        }

        /**
         * The change.
         *
         * @throws BaseLengthException when it reaches past the end of the document
         * @throws OpRangeException when the result would be longer than an int counts
         */
        public Delta build() {
            return ops.build().on(baseLength);
        }
    }

    /** The change without the length of its document. */
    public Ops ops() {
        return ops;
    }

    /** The length of the documents it can be applied to, in UTF-16 code units. */
    public int baseLength() {
        return baseLength;
    }

    /** The length of the document afterwards, in UTF-16 code units. */
    public int resultLength() {
        return resultLength;
    }

    /** Whether it does nothing. */
    public boolean isIdentity() {
        return ops.isEmpty();
    }

    /**
     * This change, then the next one, as one change. Law: {@code d.apply(a).apply(b) == d.apply(a.compose(b))}.
     *
     * @throws BaseLengthException when the next change is not for documents of {@link #resultLength}
     * @throws SplitPairException when the next change cuts a surrogate pair that this one inserts
     */
    public Delta compose(Delta next) {
        if (next.baseLength != resultLength) {
            throw new BaseLengthException("compose", next.baseLength, resultLength);
        }
        return Walk.compose(ops, next.ops, resultLength).on(baseLength);
    }

    /**
     * All changes, one after the other, as one. Composes neighbours in pairs, so that n changes cost n log n and not n².
     *
     * @param baseLength the length of the document before the first change; the result for an empty list is the identity
     * @throws BaseLengthException when two neighbours, or the base and the first change, do not fit
     */
    public static Delta composeAll(int baseLength, List<Delta> consecutive) {
        if (consecutive.isEmpty()) {
            return identity(baseLength);
        }
        List<Delta> round = consecutive;
        if (round.getFirst().baseLength != baseLength) {
            throw new BaseLengthException("compose", round.getFirst().baseLength, baseLength);
        }
        while (round.size() > 1) {
            var halved = new ArrayList<Delta>(round.size() / 2 + 1);
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

    /**
     * This change, the <em>later</em> of two made to the same document, rewritten to be applied after {@code earlier}. The earlier one has
     * priority: its insert at the same place stays first, its value of the same attribute stays.
     *
     * <p>Law (TP1): {@code earlier.compose(later.transformOver(earlier)) == later.compose(earlier.transformUnder(later))}.
     *
     * @throws BaseLengthException when the two are not for documents of the same length
     */
    public Delta transformOver(Delta earlier) {
        requireSameBase(earlier);
        return Walk.transform(ops, earlier.ops, Walk.Standing.LATER).on(earlier.resultLength);
    }

    /**
     * Both lower sides of the diamond whose upper sides are an earlier and a later change to the same document.
     *
     * @param earlierUnder the earlier one, rewritten to be applied after the later one
     * @param laterOver the later one, rewritten to be applied after the earlier one
     */
    public record Diamond(Delta earlierUnder, Delta laterOver) {}

    /**
     * {@link #transformUnder} of this, the <em>earlier</em> of two changes made to the same document, and {@link #transformOver} of the later
     * one: what a client needs that has something pending, for less than both of them cost.
     *
     * @throws BaseLengthException when the two are not for documents of the same length
     */
    public Diamond diamondWith(Delta later) {
        requireSameBase(later);
        if (ops.size() > DIAMOND_SIZES_MAX * later.ops.size() || later.ops.size() > DIAMOND_SIZES_MAX * ops.size()) {
            return new Diamond(transformUnder(later), later.transformOver(this));
        }
        var earlierUnder = new Ops.Builder(ops.size());
        var laterOver = new Ops.Builder(later.ops.size());
        Walk.cross(ops, later.ops, earlierUnder, laterOver);
        return new Diamond(earlierUnder.build().on(later.resultLength), laterOver.build().on(resultLength));
    }

    /**
     * This change, carried over changes that were made one after the other, the first of them to the same document as this one. The same as
     * {@link #transformOver} for each of them in turn, which is not the same as over all of them composed. A large change is not rebuilt for
     * each of many small ones: only what stands near the place of the small one is.
     *
     * @throws BaseLengthException when the first is not for documents of the same length, or two of them do not fit
     */
    public Delta carriedOver(List<Delta> consecutive) {
        return carriedOver(consecutive, Stretches.USUAL_OPS);
    }

    /** As {@link #carriedOver(List)}, with another number of ops that are rewritten together. */
    Delta carriedOver(List<Delta> consecutive, int opsPerStretch) {
        int length = baseLength;
        for (Delta earlier : consecutive) {
            if (earlier.baseLength != length) {
                throw new BaseLengthException("transform", length, earlier.baseLength);
            }
            length = earlier.resultLength;
        }
        if (ops.size() <= 2 * opsPerStretch || consecutive.size() < 2) {
            Delta carried = this;
            for (Delta earlier : consecutive) {
                carried = carried.transformOver(earlier);
            }
            return carried;
        }
        var stretches = new Stretches(this, opsPerStretch);
        consecutive.forEach(stretches::moveOver);
        return stretches.whole();
    }

    /**
     * This change, the <em>earlier</em> of two made to the same document, rewritten to be applied after {@code later}. This one keeps
     * priority; the law is told at {@link #transformOver}.
     *
     * @throws BaseLengthException when the two are not for documents of the same length
     */
    public Delta transformUnder(Delta later) {
        requireSameBase(later);
        return Walk.transform(ops, later.ops, Walk.Standing.EARLIER).on(later.resultLength);
    }

    /**
     * What undoes this change. Law: {@code d.apply(a).apply(a.invert(d)) == d}.
     *
     * @param base the document this change was made for
     * @throws BaseLengthException when the document has another length
     * @throws SplitPairException when this change cuts a surrogate pair of the document
     */
    public Delta invert(Document base) {
        if (base.length() != baseLength) {
            throw new BaseLengthException("invert", baseLength, base.length());
        }
        var inverse = Ops.builder();
        int position = 0;
        for (Op op : ops) {
            switch (op) {
                case Op.InsertText _,Op.InsertEmbed _ -> inverse.delete(op.length());
                case Op.Delete _ -> {
                    base.slice(position, position + op.length()).forEach(inverse::addPiece);
                    position += op.length();
                }
                case Op.Retain retain -> {
                    if (retain.attributes().isEmpty()) {
                        inverse.retain(retain.length());
                    } else {
                        for (Op unit : base.slice(position, position + op.length())) {
                            inverse.retain(unit.length(), retain.attributes().invert(unit.attributes()));
                        }
                    }
                    position += op.length();
                }
            }
        }
        return inverse.build().on(resultLength);
    }

    /**
     * Where a position of the base document lies in the result.
     *
     * @param position from 0 to {@link #baseLength}, between units
     * @param tie what happens when something is inserted exactly at the position
     * @return from 0 to {@link #resultLength}
     * @throws OpRangeException when the position lies outside the base document
     */
    public int transformPosition(int position, Tie tie) {
        if (position < 0 || position > baseLength) {
            throw new OpRangeException("a position", position, baseLength);
        }
        int before = 0;
        int after = 0;
        for (Op op : ops) {
            if (before > position) {
                break;
            }
            switch (op) {
                case Op.InsertText _,Op.InsertEmbed _ -> {
                    if (before == position && tie == Tie.STAY_BEFORE_INSERT) {
                        return after;
                    }
                    after += op.length();
                }
                case Op.Delete _ -> {
                    if (before + op.length() > position) {
                        return after;
                    }
                    before += op.length();
                }
                case Op.Retain _ -> {
                    if (before + op.length() > position) {
                        return after + position - before;
                    }
                    before += op.length();
                    after += op.length();
                }
            }
        }
        return after + position - before;
    }

    private void requireSameBase(Delta other) {
        if (other.baseLength != baseLength) {
            throw new BaseLengthException("transform", baseLength, other.baseLength);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Delta that && baseLength == that.baseLength && ops.equals(that.ops));
    }

    @Override
    public int hashCode() {
        return 31 * ops.hashCode() + baseLength;
    }

    /** The one-line notation of the ops behind the base length: {@code 5: 2 +'ab' -3}. */
    @Override
    public String toString() {
        return baseLength + ": " + ops;
    }
}
