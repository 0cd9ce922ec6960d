package io.inkwell.laws.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Laws;
import io.inkwell.laws.model.Attributes;
import io.inkwell.laws.model.Fate;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.ReferenceModel;
import io.inkwell.laws.model.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A small world is whole: its changes are counted by a formula, and the model keeps the law of the diamond on all pairs. */
class SmallWorldTest {
    private static final SmallWorld EARLIER = world("e", 1);
    private static final SmallWorld LATER = world("l", 2);

    private static SmallWorld world(String letter, long header) {
        return new SmallWorld(
                List.of(Fate.KEEP, Fate.format(Attributes.of("h", header)), Fate.format(Attributes.removing("h")),
                        Fate.DELETE),
                new Unit.Letter(letter.charAt(0), Attributes.NONE), 4);
    }

    /** With G = 2 + 3x + 4x² + 5x³, for a run of deleted units and the places among them, the coefficients of G / (1 - 3xG). */
    @Test
    void thereAreAsManyChangesAsTheFormulaSays() {
        assertThat(IntStream.rangeClosed(0, 3).map(length -> EARLIER.changes(length).size())).containsExactly(2, 15,
                112, 836);
    }

    @Test
    void documentsAreAllOfTheirLength() {
        List<Unit> units = List.of(new Unit.Letter('a', Attributes.NONE), new Unit.Embed("i", "u", Attributes.NONE));

        assertThat(SmallWorld.documents(3, units)).hasSize(8).doesNotHaveDuplicates()
                .allMatch(document -> document.length() == 3);
        assertThat(SmallWorld.documents(0, units)).containsExactly(ModelDocument.EMPTY);
    }

    @Test
    void everyPairOfTheModelClosesItsDiamond() {
        var laws = Laws.of(new ReferenceModel());
        int pairs = 0;
        for (int length = 0; length <= 2; length++) {
            for (ModelChange earlier : EARLIER.changes(length)) {
                for (ModelChange later : LATER.changes(length)) {
                    laws.diamond(earlier, later);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(2 * 2 + 15 * 15 + 112 * 112);
    }
}
