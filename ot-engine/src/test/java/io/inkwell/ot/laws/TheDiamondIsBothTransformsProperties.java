package io.inkwell.ot.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.testing.DrawnDeltas;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Both sides of the diamond in one walk are what the two transforms answer one by one. */
class TheDiamondIsBothTransformsProperties {
    /** Two changes to one document. */
    record Pair(Delta earlier, Delta later) {}

    @Provide
    Arbitrary<Pair> pairs() {
        return DrawnDeltas.drawn(random -> {
            Document start = random.document();
            return new Pair(random.deltaOn(start), random.deltaOn(start));
        });
    }

    @Property(tries = 100_000)
    void forSmallChanges(@ForAll("pairs") Pair pair) {
        assertIsBothTransforms(pair.earlier, pair.later);
    }

    @Test
    void forChangesOfAnySize() {
        var random = new Random(20_261_121);
        for (int i = 0; i < 400; i++) {
            Delta one = change(random, 1 + random.nextInt(200));
            Delta other = change(random, 1 + random.nextInt(200));
            Delta small = change(random, 1);
            assertIsBothTransforms(one, other);
            assertIsBothTransforms(one, small);
            assertIsBothTransforms(small, one);
        }
    }

    @Test
    void ofAnotherLengthIsRefused() {
        assertThatThrownBy(() -> Delta.identity(3).diamondWith(Delta.identity(4)))
                .isInstanceOf(BaseLengthException.class);
    }

    private static void assertIsBothTransforms(Delta earlier, Delta later) {
        assertThat(earlier.diamondWith(later)).as("%s and %s", earlier, later)
                .isEqualTo(new Delta.Diamond(earlier.transformUnder(later), later.transformOver(earlier)));
    }

    private static Delta change(Random random, int places) {
        Ops.Builder change = Ops.builder();
        for (int i = 0; i < places; i++) {
            change.retain(random.nextInt(9));
            if (random.nextBoolean()) {
                change.insert("ab");
            } else {
                change.delete(1 + random.nextInt(4));
            }
        }
        return change.build().on(3_000);
    }
}
