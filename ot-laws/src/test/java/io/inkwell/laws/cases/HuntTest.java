package io.inkwell.laws.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hunt finds is small, and its seed finds it again. */
class HuntTest {
    private static List<Integer> numbers(Choices choices) {
        var numbers = new ArrayList<Integer>();
        for (int i = choices.below(20); i > 0; i--) {
            numbers.add(choices.below(1_000));
        }
        return numbers;
    }

    private final Hunt<List<Integer>> hunt = new Hunt<>(HuntTest::numbers,
            numbers -> assertThat(numbers).noneMatch(number -> number >= 700));

    @Test
    void theSmallestCaseIsFound() {
        var found = hunt.search(1, 1_000).orElseThrow();

        assertThat(found.drawn()).hasSizeGreaterThan(1);
        assertThat(found.smallest()).containsExactly(700);
    }

    @Test
    void itsSeedFindsItAgain() {
        var found = hunt.search(1, 1_000).orElseThrow();

        assertThat(hunt.tryOne(found.seed())).hasValueSatisfying(again -> {
            assertThat(again.drawn()).isEqualTo(found.drawn());
            assertThat(again.smallest()).isEqualTo(found.smallest());
        });
    }

    @Test
    void whereNothingFailsNothingIsFound() {
        assertThat(new Hunt<>(HuntTest::numbers, _ -> {}).search(1, 100)).isEmpty();
    }
}
