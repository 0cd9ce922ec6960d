package io.inkwell.ot.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.Laws;
import java.util.ArrayList;
import java.util.Collection;
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

    private static final List<String> UNITS = List.of("+'a'", "+'a'{h:1}", "+[image:'u']");
    private static final SmallWorld EARLIER = new SmallWorld(List.of("1", "1{h:1}", "1{h:-}", "-1"), "+'e'", 4);
    private static final SmallWorld LATER = new SmallWorld(List.of("1", "1{h:2}", "1{h:-}", "-1"), "+'l'", 4);
    private static final SmallWorld FIRST = new SmallWorld(List.of("1", "1{h:2}", "-1"), "+'x'", 1);
    private static final SmallWorld SECOND = new SmallWorld(List.of("1", "1{h:-}", "-1"), "+'y'{h:3}", 1);
    private static final SmallWorld THIRD = new SmallWorld(List.of("1", "1{h:4}", "-1"), "+[image:'z']", 1);

    @Test
    void everyPairOfConcurrentChangesAgrees() {
        int pairs = 0;
        for (int length = 0; length <= 3; length++) {
            Collection<Delta> later = LATER.changes(length);
            for (Delta earlier : EARLIER.changes(length)) {
                Laws.identityIsNeutral(earlier);
                for (Delta other : later) {
                    Laws.bothOrdersAgree(earlier, other);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(PAIRS);
    }

    @Test
    void everyPositionFollowsAMarker() {
        int positions = 0;
        for (int length = 0; length <= 3; length++) {
            for (Delta change : EARLIER.changes(length)) {
                Laws.positionsKeepTheirOrder(change);
                for (int position = 0; position <= length; position++) {
                    Laws.positionFollowsAMarker(change, position);
                    positions++;
                }
            }
        }
        assertThat(positions).isEqualTo(POSITIONS);
    }

    @Test
    void everyInverseRestoresTheDocument() {
        int inverses = 0;
        for (int length = 0; length <= 3; length++) {
            Collection<Delta> changes = EARLIER.changes(length);
            for (Document document : SmallWorld.documents(length, UNITS)) {
                for (Delta change : changes) {
                    Laws.inverseRestores(document, change);
                    inverses++;
                }
            }
        }
        assertThat(inverses).isEqualTo(INVERSES);
    }

    @Test
    void everyCompositionIsApplyingTwice() {
        List<Collection<Delta>> second = changesByLength(SECOND, 4);
        int compositions = 0;
        for (int length = 0; length <= 3; length++) {
            Collection<Delta> first = FIRST.changes(length);
            for (Document document : SmallWorld.documents(length, UNITS)) {
                for (Delta change : first) {
                    for (Delta next : second.get(change.resultLength())) {
                        Laws.composeIsApplyTwice(document, change, next);
                        compositions++;
                    }
                }
            }
        }
        assertThat(compositions).isEqualTo(COMPOSITIONS);
    }

    @Test
    void everyTripleIsAssociative() {
        List<Collection<Delta>> second = changesByLength(SECOND, 3);
        List<Collection<Delta>> third = changesByLength(THIRD, 4);
        int triples = 0;
        for (int length = 0; length <= 2; length++) {
            for (Delta a : FIRST.changes(length)) {
                for (Delta b : second.get(a.resultLength())) {
                    for (Delta c : third.get(b.resultLength())) {
                        Laws.composeIsAssociative(a, b, c);
                        triples++;
                    }
                }
            }
        }
        assertThat(triples).isEqualTo(TRIPLES);
    }

    private static List<Collection<Delta>> changesByLength(SmallWorld world, int lengthMax) {
        var byLength = new ArrayList<Collection<Delta>>();
        for (int length = 0; length <= lengthMax; length++) {
            byLength.add(world.changes(length));
        }
        return byLength;
    }
}
