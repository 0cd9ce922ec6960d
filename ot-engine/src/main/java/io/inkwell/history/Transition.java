package io.inkwell.history;

import io.inkwell.history.Alignment.Match;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A change that leads from one document to another, found in the two documents alone: exact, whatever lies between them, and small where they
 * are alike. What stands in both stays where it is, so carets, and who wrote what, survive in it.
 *
 * <p>
 * Ends and beginnings that are equal are kept; between them equal lines are aligned, and in what is left between two such lines the
 * characters. Where two parts have nothing to do with each other the one is replaced by the other. Linear in the documents, and quadratic at
 * most in {@value #LINES_DIFFERENT_MAX} lines and {@value #CHARACTERS_DIFFERENT_MAX} characters that differ.
 */
public final class Transition {
    private static final int LINES_DIFFERENT_MAX = 1_000;
    private static final int CHARACTERS_DIFFERENT_MAX = 400;
    /** Parts that are longer than this are compared by their ends only, in UTF-16 units. */
    private static final int COMPARED_BY_CHARACTER_MAX = 4_096;

    private final Content from;
    private final Content to;
    private final Ops.Builder change = Ops.builder();

    private Transition(Document from, Document to) {
        Content.Embeds embeds = new Content.Embeds();
        this.from = new Content(from, embeds);
        this.to = new Content(to, embeds);
    }

    /**
     * The change. Law: {@code from.apply(between(from, to)).equals(to)}. Where both end with a line feed, the last one of them is kept.
     */
    public static Delta between(Document from, Document to) {
        Transition transition = new Transition(from, to);
        transition.parts(0, from.length(), 0, to.length(), Grain.LINES);
        return transition.change.build().on(from.length());
    }

    /** By what two parts are compared. */
    private enum Grain {
        LINES, CHARACTERS, NOTHING
    }

    /** The end first: where both end with a line feed, that one has to be kept and not one before it. */
    private void parts(int fromStart, int fromEnd, int toStart, int toEnd, Grain grain) {
        int shorter = Math.min(fromEnd - fromStart, toEnd - toStart);
        int end = 0;
        while (end < shorter && from.unit(fromEnd - end - 1) == to.unit(toEnd - end - 1))
            end++;
        if (end > 0 && from.isLowSurrogate(fromEnd - end))
            end--;
        int start = 0;
        while (start < shorter - end && from.unit(fromStart + start) == to.unit(toStart + start))
            start++;
        if (start > 0 && from.isHighSurrogate(fromStart + start - 1))
            start--;
        keep(fromStart, toStart, start);
        middle(fromStart + start, fromEnd - end, toStart + start, toEnd - end, grain);
        keep(fromEnd - end, toEnd - end, end);
    }

    private void middle(int fromStart, int fromEnd, int toStart, int toEnd, Grain grain) {
        boolean oneIsEmpty = fromStart == fromEnd || toStart == toEnd;
        boolean tooLong = Math.max(fromEnd - fromStart, toEnd - toStart) > COMPARED_BY_CHARACTER_MAX;
        if (oneIsEmpty || grain == Grain.NOTHING || (grain == Grain.CHARACTERS && tooLong)) {
            replace(fromStart, fromEnd, toStart, toEnd);
            return;
        }
        boolean lines = grain == Grain.LINES;
        Content.Lines known = new Content.Lines();
        Content.Row mine = lines ? from.lines(fromStart, fromEnd, known) : from.characters(fromStart, fromEnd);
        Content.Row theirs = lines ? to.lines(toStart, toEnd, known) : to.characters(toStart, toEnd);
        List<Match> matches = Alignment
                .of(mine.numbers(), theirs.numbers(), lines ? LINES_DIFFERENT_MAX : CHARACTERS_DIFFERENT_MAX)
                .orElse(List.of());
        Grain finer = lines ? Grain.CHARACTERS : Grain.NOTHING;
        int fromDone = fromStart;
        int toDone = toStart;
        for (Match match : matches) {
            int fromMatch = mine.start(match.from());
            int toMatch = theirs.start(match.to());
            parts(fromDone, fromMatch, toDone, toMatch, finer);
            fromDone = mine.start(match.from() + match.length());
            toDone = theirs.start(match.to() + match.length());
            keep(fromMatch, toMatch, fromDone - fromMatch);
        }
        parts(fromDone, fromEnd, toDone, toEnd, finer);
    }

    private void replace(int fromStart, int fromEnd, int toStart, int toEnd) {
        to.document().slice(toStart, toEnd).forEach(change::add);
        if (fromEnd > fromStart)
            change.delete(fromEnd - fromStart);
    }

    /** Keeps units that stand in both, and gives them the attributes of the second. */
    private void keep(int fromStart, int toStart, int length) {
        if (length == 0)
            return;
        List<Op> mine = runs(from.document().slice(fromStart, fromStart + length));
        List<Op> theirs = runs(to.document().slice(toStart, toStart + length));
        int mineNext = 0;
        int theirsNext = 0;
        int mineLeft = 0;
        int theirsLeft = 0;
        Attributes have = Attributes.NONE;
        Attributes want = Attributes.NONE;
        for (int kept = 0; kept < length;) {
            if (mineLeft == 0) {
                have = mine.get(mineNext).attributes();
                mineLeft = mine.get(mineNext++).length();
            }
            if (theirsLeft == 0) {
                want = theirs.get(theirsNext).attributes();
                theirsLeft = theirs.get(theirsNext++).length();
            }
            int step = Math.min(mineLeft, theirsLeft);
            change.retain(step, between(have, want));
            mineLeft -= step;
            theirsLeft -= step;
            kept += step;
        }
    }

    private static List<Op> runs(Ops content) {
        List<Op> runs = new ArrayList<>(content.size());
        content.forEach(runs::add);
        return runs;
    }

    private static Attributes between(Attributes have, Attributes want) {
        if (have.equals(want))
            return Attributes.NONE;
        Attributes.Builder difference = Attributes.builder();
        for (String name : have.names()) {
            if (want.get(name) == null)
                difference.remove(name);
        }
        for (String name : want.names()) {
            Scalar value = Objects.requireNonNull(want.get(name));
            if (!value.equals(have.get(name)))
                difference.set(name, value);
        }
        return difference.build();
    }
}
