package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.testing.OpsNotation;
import org.junit.jupiter.api.Test;

/**
 * Not a law: transforming over a composed history is not the same as transforming over its parts one after the other. Both results are
 * correct readings of what the people meant; they are only not the same one. So wherever two sides must compute the same transform, they
 * do it commit by commit.
 */
class ComposedHistoryIsNotItsPartsTest {
    private final Document document = Document.ofText("a");
    private final Delta insertAfter = OpsNotation.delta(1, "1 +'c'");
    private final Delta deleteFirst = OpsNotation.delta(2, "-1");
    private final Delta pending = OpsNotation.delta(1, "+'n'");

    @Test
    void oneByOneThePendingLetterStaysInFront() {
        Delta oneByOne = pending.transformOver(insertAfter).transformOver(deleteFirst);

        assertThat(document.apply(insertAfter).apply(deleteFirst).apply(oneByOne).text()).isEqualTo("nc");
    }

    @Test
    void overTheComposedHistoryItComesBehind() {
        // Composed, the letter c stands where the letter a was deleted: the two inserts are at the same place, and c was earlier.
        Delta history = insertAfter.compose(deleteFirst);

        assertThat(history).isEqualTo(OpsNotation.delta(1, "+'c' -1"));
        assertThat(document.apply(history).apply(pending.transformOver(history)).text()).isEqualTo("cn");
    }

    @Test
    void theFormInWhichAChangeIsTransformedMatters() {
        // Replacing a by n, written as delete then insert, has its insert behind the letter; in canonical form it is in front of it.
        Ops canonical = Ops.builder().delete(1).insert("n").build();

        assertThat(canonical).hasToString("+'n' -1");
        Delta replaced = canonical.on(1).transformOver(insertAfter);
        assertThat(document.apply(insertAfter).apply(replaced).text()).isEqualTo("nc");
    }
}
