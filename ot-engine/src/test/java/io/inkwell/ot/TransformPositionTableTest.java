package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** transformPosition: a change to nine units, a position, where it lies afterwards when it stays before an insert and when it moves. */
class TransformPositionTableTest {
    private static final int BASE_LENGTH = 9;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", nullValues = "never", textBlock = """
            "" | 4 | 4 | 4
            +'ab' | 0 | 0 | 2
            +'ab' | 1 | 3 | 3
            4 +'ab' | 3 | 3 | 3
            4 +'ab' | 4 | 4 | 6
            4 +'ab' | 5 | 7 | 7
            9 +'ab' | 9 | 9 | 11
            4 +[image:'u'] | 4 | 4 | 5
            2 -3 | 1 | 1 | 1
            2 -3 | 2 | 2 | 2
            2 -3 | 3 | 2 | 2
            2 -3 | 5 | 2 | 2
            2 -3 | 6 | 3 | 3
            2 +'ab' -3 | 2 | 2 | 4
            2 +'ab' -3 | 3 | 4 | 4
            2 +'ab' -3 | 5 | 4 | 4
            2 +'ab' -3 | 6 | 5 | 5
            2 -3 1{bold:true} +'ab' | 5 | 2 | 2
            2 -3 1{bold:true} +'ab' | 6 | 3 | 5
            +'a' 2 +'b' 2 +'c' | 4 | 6 | 7
            -9 | 9 | 0 | 0
            3{bold:true} | 2 | 2 | 2
            +'a' +[image:'u'] +'b' | 0 | 0 | 3
            """)
    void aPositionGoesWithTheText(String change, int position, int staying, int moving) {
        Delta made = OpsNotation.delta(BASE_LENGTH, change);

        assertThat(made.transformPosition(position, Tie.STAY_BEFORE_INSERT)).isEqualTo(staying);
        assertThat(made.transformPosition(position, Tie.MOVE_AFTER_INSERT)).isEqualTo(moving);
    }

    @Test
    void aPositionOutsideTheDocumentIsRefusedNamingBothNumbers() {
        Delta change = Delta.identity(5);

        assertThatThrownBy(() -> change.transformPosition(6, Tie.STAY_BEFORE_INSERT))
                .isInstanceOf(OpRangeException.class).hasMessageContaining("6")
                .hasMessageContaining("5");
        assertThatThrownBy(() -> change.transformPosition(-1, Tie.STAY_BEFORE_INSERT))
                .isInstanceOf(OpRangeException.class);
    }
}
