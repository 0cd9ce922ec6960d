package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a change that is larger than one operation may be into a first part that fits and the rest, one after the other equal to the whole. A
 * person never meets a limit that cutting can solve.
 */
public final class OpsSplitter {
    /** A retain without attributes in JSON, with the longest number and a comma. */
    private static final int RETAIN_BYTES = "{\"retain\":2147483647},".length();

    private final OpsLimits limits;
    private final Ops.Builder first = Ops.builder();
    private int components;
    private int bytes;
    private int reached;
    private boolean changesSomething;

    private OpsSplitter(OpsLimits limits) {
        this.limits = limits;
    }

    /**
     * The two parts.
     *
     * @param first fits the limits, unless a single component with one character does not; changes something if the whole does
     * @param rest starts where the first ends; absent if the first is everything
     */
    public record Parts(Delta first, @Nullable Delta rest) {}

    /** Cuts a change if it has to be cut. */
    public static Parts split(Delta change, OpsLimits limits) {
        if (change.ops().size() <= limits.componentsMax()
                && OpsJson.write(change.ops()).length <= limits.operationBytesMax())
            return new Parts(change, null);
        return new OpsSplitter(limits).cut(change);
    }

    private Parts cut(Delta change) {
        Ops.Builder rest = Ops.builder();
        boolean full = false;
        for (Op op : change.ops()) {
            Op left = full ? op : take(op);
            if (left != null && !full) {
                rest.retain(reached);
                full = true;
            }
            if (left != null)
                rest.add(left);
        }
        Delta head = first.build().on(change.baseLength());
        Delta tail = rest.build().on(head.resultLength());
        return new Parts(head, tail.isIdentity() ? null : tail);
    }

    /** Takes as much of a component as still fits, and answers what does not. The first that changes something is taken in any case. */
    private @Nullable Op take(Op op) {
        int cost = cost(op);
        boolean fits = components < limits.componentsMax() && bytes + cost <= limits.operationBytesMax();
        if (fits || (!changesSomething && !(op instanceof Op.InsertText))) {
            add(op, cost);
            return null;
        }
        if (op instanceof Op.InsertText insert && (components < limits.componentsMax() || !changesSomething))
            return takeSome(insert, limits.operationBytesMax() - bytes);
        return op;
    }

    private @Nullable Op takeSome(Op.InsertText insert, int bytesLeft) {
        String text = insert.text();
        int left = bytesLeft - cost(new Op.InsertText("x", insert.attributes()));
        int end = 0;
        while (end < text.length() && left >= bytesOf(text.charAt(end))) {
            left -= bytesOf(text.charAt(end));
            end++;
        }
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1)))
            end--;
        if (end == 0 && changesSomething)
            return insert;
        end = Math.max(end, Character.charCount(text.codePointAt(0)));
        add(new Op.InsertText(text.substring(0, end), insert.attributes()), bytesLeft - left);
        return end == text.length() ? null : new Op.InsertText(text.substring(end), insert.attributes());
    }

    private void add(Op op, int cost) {
        first.add(op);
        components++;
        bytes += cost;
        reached += op instanceof Op.Delete ? 0 : op.length();
        changesSomething |= !(op instanceof Op.Retain retain && retain.attributes().isEmpty());
    }

    private static int cost(Op op) {
        boolean dropsAlone = op instanceof Op.Retain retain && retain.attributes().isEmpty();
        return dropsAlone ? RETAIN_BYTES : OpsJson.write(Ops.builder().add(op).build()).length;
    }

    /** How many bytes a unit takes in JSON at most. */
    private static int bytesOf(char unit) {
        if (unit >= 0x800)
            return 3;
        if (unit >= 0x80)
            return 2;
        return unit >= ' ' && unit != '"' && unit != '\\' ? 1 : 6;
    }
}
