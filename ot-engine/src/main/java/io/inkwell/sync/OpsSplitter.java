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
    /** A cautious part of the limits, so that a part still fits after others' edits were transformed into it. */
    private static final int MARGIN = 2;
    /** No UTF-16 unit takes more bytes than this in canonical JSON. */
    private static final int BYTES_PER_UNIT_MAX = 6;

    private OpsSplitter() {}

    /**
     * The two parts.
     *
     * @param first fits the limits
     * @param rest starts where the first ends; absent if the first is everything
     */
    public record Parts(Delta first, @Nullable Delta rest) {}

    /** Cuts a change if it has to be cut. */
    public static Parts split(Delta change, OpsLimits limits) {
        if (fits(change.ops(), limits))
            return new Parts(change, null);
        int componentsMax = Math.max(1, limits.componentsMax() / MARGIN);
        int unitsMax = Math.max(2, limits.operationBytesMax() / MARGIN / BYTES_PER_UNIT_MAX);
        Ops.Builder first = Ops.builder();
        Ops.Builder rest = Ops.builder();
        int components = 0;
        int units = 0;
        int written = 0;
        boolean cut = false;
        for (Op op : change.ops()) {
            if (cut) {
                add(rest, op);
                continue;
            }
            int room = unitsMax - units;
            if (op instanceof Op.InsertText insert && insert.text().length() > room) {
                int end = Character.isHighSurrogate(insert.text().charAt(room - 1)) ? room - 1 : room;
                first.insert(insert.text().substring(0, end), insert.attributes());
                rest.retain(written + end);
                rest.insert(insert.text().substring(end), insert.attributes());
                cut = true;
            } else {
                add(first, op);
                units += op instanceof Op.InsertText ? op.length() : 1;
                written += op instanceof Op.Delete ? 0 : op.length();
                components++;
                if (components >= componentsMax || unitsMax - units < 2) {
                    rest.retain(written);
                    cut = true;
                }
            }
        }
        Delta head = first.build().on(change.baseLength());
        Delta tail = rest.build().on(head.resultLength());
        return new Parts(head, tail.isIdentity() ? null : tail);
    }

    private static boolean fits(Ops ops, OpsLimits limits) {
        return ops.size() <= limits.componentsMax() && OpsJson.write(ops).length <= limits.operationBytesMax();
    }

    private static void add(Ops.Builder builder, Op op) {
        switch (op) {
            case Op.Retain retain -> builder.retain(retain.length(), retain.attributes());
            case Op.InsertText insert -> builder.insert(insert.text(), insert.attributes());
            case Op.InsertEmbed insert -> builder.insert(insert.embed(), insert.attributes());
            case Op.Delete delete -> builder.delete(delete.length());
        }
    }
}
