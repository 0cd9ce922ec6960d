package io.inkwell.server.replay;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;
import io.inkwell.server.replay.Trace.Patch;
import java.util.List;

/** A text that patches are applied to. Knows both ways of counting: patches count code points, the text UTF-16 units. Not thread safe. */
final class PatchText {
    private final StringBuilder text;
    private boolean beyondBmp;

    PatchText(CharSequence start) {
        this.text = new StringBuilder(start);
        this.beyondBmp = hasSurrogates(start);
    }

    /**
     * Applies a patch.
     *
     * @return the same as an operation on the text before it
     * @throws TraceException if the patch reaches past the end
     */
    Delta apply(Patch patch) throws TraceException {
        int length = text.length();
        int from;
        int to;
        try {
            from = beyondBmp ? text.offsetByCodePoints(0, patch.position()) : patch.position();
            to = beyondBmp ? text.offsetByCodePoints(from, patch.deleted()) : Math.addExact(from, patch.deleted());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw past(patch, length);
        }
        if (to > length)
            throw past(patch, length);
        beyondBmp |= hasSurrogates(patch.inserted());
        text.replace(from, to, patch.inserted());
        return Ops.builder().retain(from).insert(patch.inserted()).delete(to - from).build().on(length);
    }

    /**
     * Applies patches one after the other.
     *
     * @return all of them as one operation on the text before the first
     */
    Delta apply(List<Patch> patches) throws TraceException {
        if (patches.size() == 1)
            return apply(patches.getFirst());
        Delta whole = Delta.identity(text.length());
        for (Patch patch : patches)
            whole = whole.compose(apply(patch));
        return whole;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static TraceException past(Patch patch, int length) {
        return new TraceException("This trace is broken: a patch at " + patch.position()
                + " reaches past the end of a text of " + length + ".");
    }

    private static boolean hasSurrogates(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)))
                return true;
        }
        return false;
    }
}
