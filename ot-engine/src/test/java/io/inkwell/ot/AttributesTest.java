package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Attributes are a small map in order of names, in which a name may stand for its own removal. */
class AttributesTest {
    private final Attributes attributes = Attributes.builder().set("header", Scalar.of(2)).remove("bold")
            .set("\uD83D\uDE00", Scalar.of(true)).set("\uE000", Scalar.of("x")).build();

    @Test
    void namesStandInOrderOfCodeUnits() {
        assertThat(attributes.names()).containsExactly("bold", "header", "\uD83D\uDE00", "\uE000");
        assertThat(attributes.size()).isEqualTo(4);
    }

    @Test
    void aRemovalIsNotTheSameAsSilence() {
        assertThat(attributes.get("bold")).isNull();
        assertThat(attributes.removes("bold")).isTrue();
        assertThat(attributes.get("link")).isNull();
        assertThat(attributes.removes("link")).isFalse();
        assertThat(attributes.get("header")).isEqualTo(Scalar.of(2));
        assertThat(attributes.removes("header")).isFalse();
    }

    @Test
    void theLastWordOnANameCounts() {
        Attributes last = Attributes.builder().set("bold", Scalar.of(true)).remove("bold")
                .set("bold", Scalar.of("semi")).build();

        assertThat(last).hasToString("{bold:'semi'}")
                .isEqualTo(Attributes.builder().set("bold", Scalar.of("semi")).build());
        assertThat(last.hashCode()).isEqualTo(Attributes.builder().set("bold", Scalar.of("semi")).build().hashCode());
    }

    @Test
    void withoutANameThereIsNoAttribute() {
        assertThatThrownBy(() -> Attributes.builder().set("", Scalar.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Attributes.builder().build()).isEqualTo(Attributes.NONE).hasToString("");
    }

    @Test
    void valuesOfDifferentKindsAreDifferent() {
        assertThat(Scalar.of("1")).isNotEqualTo(Scalar.of(1));
        assertThat(Scalar.of("true")).isNotEqualTo(Scalar.of(true));
    }
}
