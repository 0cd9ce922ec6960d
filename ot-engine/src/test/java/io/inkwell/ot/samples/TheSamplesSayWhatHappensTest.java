package io.inkwell.ot.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the samples of docs/ot.md and of the Javadoc: what their comments say comes out. */
class TheSamplesSayWhatHappensTest {
    @Test
    void theServerAndBothScreensShowTheSame() {
        assertThat(TwoPeopleType.screens()).containsExactly("Inkwell", "Inkwell", "Inkwell");
    }

    @Test
    void aChangePrintsAsOneLine() {
        assertThat(AlgebraSamples.ops()).isEqualTo("10: 4{bold:true} +'ab' -3");
        assertThat(AlgebraSamples.canonicalForm()).hasSize(2);
    }

    @Test
    void theVerbsAnswerWhatThePageSays() {
        assertThat(AlgebraSamples.compose()).hasToString("3: 1 +'x' -1");
        assertThat(AlgebraSamples.diamond()).hasSize(2).allMatch(way -> way.toString().equals("2: 1 +'el'"));
        assertThat(AlgebraSamples.invert().text()).isEqualTo("well");
        assertThat(AlgebraSamples.positions()).containsExactly(2, 4);
        assertThat(AlgebraSamples.undo().text()).isEqualTo("the ink");
    }

    @Test
    void aComposedHistoryIsNotItsParts() {
        assertThat(AlgebraSamples.composedHistory()).containsExactly("nc", "cn");
        Delta insertC = Delta.on(1).retain(1).insert("c").build();
        assertThat(AlgebraSamples.carried(Delta.on(1).insert("n").build(),
                List.of(insertC, Delta.on(2).delete(1).build()))).hasToString("1: +'n'");
    }

    @Test
    void jsonIsReadAndWritten() throws Exception {
        assertThat(AlgebraSamples.json()).isEqualTo(Ops.builder().retain(3).insert("!").build());
    }
}
