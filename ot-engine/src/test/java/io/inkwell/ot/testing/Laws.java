package io.inkwell.ot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Tie;
import java.util.List;

/**
 * The laws of the algebra as functions, for random tests, exhaustive tests and for whoever writes a second implementation. Each throws an
 * AssertionError naming both sides when the law is broken.
 *
 * <p>One equation is <em>not</em> here because it does not hold: transforming over a composed history is not transforming over its parts
 * one after the other. {@code ComposedHistoryIsNotItsPartsTest} shows the counter-example.
 */
public final class Laws {
    private Laws() {}

    /** TP1, as values: {@code e.compose(l.transformOver(e)) == l.compose(e.transformUnder(l))}. */
    public static void bothOrdersAgree(Delta earlier, Delta later) {
        assertThat(earlier.compose(later.transformOver(earlier))).as("%s | %s", earlier, later)
                .isEqualTo(later.compose(earlier.transformUnder(later)));
    }

    /** {@code d.apply(a).apply(b) == d.apply(a.compose(b))}. */
    public static void composeIsApplyTwice(Document start, Delta first, Delta next) {
        assertThat(start.apply(first.compose(next))).as("%s then %s", first, next)
                .isEqualTo(start.apply(first).apply(next));
    }

    /** {@code a.compose(b).compose(c) == a.compose(b.compose(c))}. */
    public static void composeIsAssociative(Delta first, Delta second, Delta third) {
        assertThat(first.compose(second).compose(third)).as("%s then %s then %s", first, second, third)
                .isEqualTo(first.compose(second.compose(third)));
    }

    /** The identity changes nothing: not in compose, from either side, and not in transform, on either side. */
    public static void identityIsNeutral(Delta change) {
        Delta before = Delta.identity(change.baseLength());
        Delta after = Delta.identity(change.resultLength());
        assertThat(List.of(before.compose(change), change.compose(after), change.transformOver(before),
                change.transformUnder(before)))
                .containsOnly(change);
        assertThat(List.of(before.transformOver(change), before.transformUnder(change))).containsOnly(after);
    }

    /** {@code d.apply(a).apply(a.invert(d)) == d}. */
    public static void inverseRestores(Document start, Delta change) {
        assertThat(start.apply(change).apply(change.invert(start))).as("%s on %s", change, start).isEqualTo(start);
    }

    /** A position moves to where an inserted unit would stand: one with priority for staying, one without for moving along. */
    public static void positionFollowsAMarker(Delta change, int position) {
        Delta marker = Delta.on(change.baseLength()).retain(position).insert("M").build();
        assertThat(change.transformPosition(position, Tie.STAY_BEFORE_INSERT)).as("%s at %d, stay", change, position)
                .isEqualTo(leadingRetain(marker.transformUnder(change).ops()));
        assertThat(change.transformPosition(position, Tie.MOVE_AFTER_INSERT)).as("%s at %d, move", change, position)
                .isEqualTo(leadingRetain(marker.transformOver(change).ops()));
    }

    /** A position further back never lands further in front, and moving along never lands in front of staying. */
    public static void positionsKeepTheirOrder(Delta change) {
        int reached = 0;
        for (int position = 0; position <= change.baseLength(); position++) {
            int stay = change.transformPosition(position, Tie.STAY_BEFORE_INSERT);
            int move = change.transformPosition(position, Tie.MOVE_AFTER_INSERT);
            assertThat(stay).as("%s at %d", change, position).isBetween(reached, move);
            assertThat(move).isLessThanOrEqualTo(change.resultLength());
            reached = stay;
        }
    }

    /** Canonical form, read from the ops themselves and not from the builder that made them. */
    public static void isCanonical(Ops ops) {
        Op previous = null;
        for (Op op : ops) {
            assertThat(op.length()).isPositive();
            boolean merges = switch (op) {
                case Op.Retain retain ->
                    previous instanceof Op.Retain before && before.attributes().equals(retain.attributes());
                case Op.InsertText insert ->
                    previous instanceof Op.Delete
                            || (previous instanceof Op.InsertText before
                                    && before.attributes().equals(insert.attributes()));
                case Op.InsertEmbed _ -> previous instanceof Op.Delete;
                case Op.Delete _ -> previous instanceof Op.Delete;
            };
            assertThat(merges).as("neighbours of %s should have been merged or swapped", ops).isFalse();
            assertThat(removesOnInsert(op)).as("removal on an insert of %s", ops).isFalse();
            previous = op;
        }
        assertThat(previous instanceof Op.Retain last && last.attributes().isEmpty())
                .as("plain retain at the end of %s", ops).isFalse();
    }

    private static boolean removesOnInsert(Op op) {
        return switch (op) {
            case Op.InsertText insert -> insert.attributes().names().stream().anyMatch(insert.attributes()::removes);
            case Op.InsertEmbed insert -> insert.attributes().names().stream().anyMatch(insert.attributes()::removes);
            case Op.Retain _,Op.Delete _ -> false;
        };
    }

    private static int leadingRetain(Ops ops) {
        return ops.get(0) instanceof Op.Retain retain ? retain.length() : 0;
    }
}
