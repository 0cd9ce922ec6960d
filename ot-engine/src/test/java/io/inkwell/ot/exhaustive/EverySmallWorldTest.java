package io.inkwell.ot.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Laws;
import io.inkwell.laws.cases.SmallWorld;
import io.inkwell.laws.model.Attributes;
import io.inkwell.laws.model.Fate;
import io.inkwell.laws.model.Unit;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.InkwellEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The laws on all cases within these bounds. The numbers of cases are asserted, so that a world that shrinks by accident is noticed.
 *
 * <p>Two ways to the same canonical form are one change: with d units deleted in a row, the d + 1 gaps among them are one place, with 0 to
 * d + 1 letters. That makes 2, 15, 112 and 836 changes to documents of 0, 1, 2 and 3 units, the coefficients of G / (1 - 3xG) with
 * G = 2 + 3x + 4x² + 5x³.
 *
 * <ul>
 * <li>Pairs (TP1, identity, positions): documents of 0 to 3 units; every unit kept, formatted, its format removed, or deleted; at every
 * gap one inserted letter or none. The two sides insert different letters and set different values, so that every order shows.
 * {@value #PAIRS} pairs, {@value #POSITIONS} positions.
 * <li>Invert: all 40 documents of 0 to 3 units over letter, formatted letter and embed, with all those changes: {@value #INVERSES} cases.
 * <li>Compose against applying twice: the same documents; every unit kept, formatted or deleted, at most one insert in each of the two
 * changes: {@value #COMPOSITIONS} cases.
 * <li>Associativity: three changes, the first to documents of 0 to 2 units; every unit kept, formatted or deleted, at most one insert in
 * each: {@value #TRIPLES} cases.
 * </ul>
 */
class EverySmallWorldTest {
    private static final int PAIRS = 711_669;
    private static final int POSITIONS = 3_712;
    private static final int INVERSES = 23_627;
    private static final int COMPOSITIONS = 491_632;
    private static final int TRIPLES = 240_024;

    private static final InkwellEngine ENGINE = new InkwellEngine();
    private static final Laws<Document, Delta> LAWS = Laws.of(ENGINE);

    private static final List<Unit> UNITS = List.of(letter('a', Attributes.NONE), letter('a', header(1)),
            new Unit.Embed("image", "u", Attributes.NONE));
    private static final Fate UNFORMAT = Fate.format(Attributes.removing("h"));
    private static final SmallWorld EARLIER = new SmallWorld(
            List.of(Fate.KEEP, Fate.format(header(1)), UNFORMAT, Fate.DELETE), letter('e', Attributes.NONE), 4);
    private static final SmallWorld LATER = new SmallWorld(
            List.of(Fate.KEEP, Fate.format(header(2)), UNFORMAT, Fate.DELETE), letter('l', Attributes.NONE), 4);
    private static final SmallWorld FIRST = new SmallWorld(List.of(Fate.KEEP, Fate.format(header(2)), Fate.DELETE),
            letter('x', Attributes.NONE), 1);
    private static final SmallWorld SECOND = new SmallWorld(List.of(Fate.KEEP, UNFORMAT, Fate.DELETE),
            letter('y', header(3)), 1);
    private static final SmallWorld THIRD = new SmallWorld(List.of(Fate.KEEP, Fate.format(header(4)), Fate.DELETE),
            new Unit.Embed("image", "z", Attributes.NONE), 1);

    @Test
    void everyPairOfConcurrentChangesAgrees() {
        int pairs = 0;
        for (int length = 0; length <= 3; length++) {
            Document document = Document.ofText("a".repeat(length));
            List<Delta> later = changes(LATER, length);
            for (Delta earlier : changes(EARLIER, length)) {
                LAWS.identityIsNeutral(document, earlier);
                for (Delta other : later) {
                    LAWS.diamond(earlier, other);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(PAIRS);
    }

    @Test
    void everyPositionFollowsAnInsert() {
        int positions = 0;
        for (int length = 0; length <= 3; length++) {
            Document document = Document.ofText("a".repeat(length));
            for (Delta change : changes(EARLIER, length)) {
                LAWS.positionsKeepTheirOrder(document, change);
                LAWS.positionsFollowInserts(document, change);
                positions += length + 1;
            }
        }
        assertThat(positions).isEqualTo(POSITIONS);
    }

    @Test
    void everyInverseRestoresTheDocument() {
        int inverses = 0;
        for (int length = 0; length <= 3; length++) {
            List<Delta> changes = changes(EARLIER, length);
            for (Document document : documents(length)) {
                for (Delta change : changes) {
                    LAWS.inverseRestores(document, change);
                    inverses++;
                }
            }
        }
        assertThat(inverses).isEqualTo(INVERSES);
    }

    @Test
    void everyCompositionIsApplyingTwice() {
        List<List<Delta>> second = changesByLength(SECOND, 4);
        int compositions = 0;
        for (int length = 0; length <= 3; length++) {
            List<Delta> first = changes(FIRST, length);
            for (Document document : documents(length)) {
                for (Delta change : first) {
                    for (Delta next : second.get(change.resultLength())) {
                        LAWS.composeIsApplyingTwice(document, change, next);
                        compositions++;
                    }
                }
            }
        }
        assertThat(compositions).isEqualTo(COMPOSITIONS);
    }

    @Test
    void everyTripleIsAssociative() {
        List<List<Delta>> second = changesByLength(SECOND, 3);
        List<List<Delta>> third = changesByLength(THIRD, 4);
        int triples = 0;
        for (int length = 0; length <= 2; length++) {
            for (Delta a : changes(FIRST, length)) {
                for (Delta b : second.get(a.resultLength())) {
                    for (Delta c : third.get(b.resultLength())) {
                        LAWS.composeIsAssociative(a, b, c);
                        triples++;
                    }
                }
            }
        }
        assertThat(triples).isEqualTo(TRIPLES);
    }

    private static List<List<Delta>> changesByLength(SmallWorld world, int lengthMax) {
        var byLength = new ArrayList<List<Delta>>();
        for (int length = 0; length <= lengthMax; length++) {
            byLength.add(changes(world, length));
        }
        return byLength;
    }

    private static List<Delta> changes(SmallWorld world, int length) {
        return world.changes(length).stream().map(ENGINE::change).toList();
    }

    private static List<Document> documents(int length) {
        return SmallWorld.documents(length, UNITS).stream().map(ENGINE::document).toList();
    }

    private static Unit letter(char letter, Attributes attributes) {
        return new Unit.Letter(letter, attributes);
    }

    private static Attributes header(long level) {
        return Attributes.of("h", level);
    }
}
