package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transform, one line per pair of op kinds: the earlier change, the later one, the later over the earlier, the earlier under the later. */
class TransformTableTest {
    private static final int BASE_LENGTH = 9;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", nullValues = "never", textBlock = """
            # insert beside insert: at the same place the earlier one stays first
            +'e' | +'l' | 1 +'l' | +'e'
            +'ee' | 1 +'l' | 3 +'l' | +'ee'
            1 +'e' | +'l' | +'l' | 2 +'e'
            +[image:'e'] | +'l' | 1 +'l' | +[image:'e']
            +'e'{bold:true} | +'e'{bold:true} | 1 +'e'{bold:true} | +'e'{bold:true}
            # insert beside retain
            +'e' | 1{bold:true} | 1 1{bold:true} | +'e'
            1 +'e' | 2{bold:true} | 1{bold:true} 1 1{bold:true} | 1 +'e'
            2{bold:true} | 1 +'l' | 1 +'l' | 1{bold:true} 1 1{bold:true}
            # insert beside delete
            +'e' | -1 | 1 -1 | +'e'
            1 +'e' | -2 | -1 1 -1 | +'e'
            -2 | 1 +'l' | +'l' | -1 1 -1
            +'e' -2 | 1 +'l' | 1 +'l' | +'e' -1 1 -1
            +'e' -2 | 2 +'l' | 1 +'l' | +'e' -2
            -2 | 2 +'l' -1 | +'l' -1 | -2
            -2 | +'l' -1 | +'l' | 1 -1
            # retain beside retain: the earlier word on an attribute stays
            1{bold:true} | 1{bold:'semi'} | "" | 1{bold:true}
            1{bold:true} | 1{bold:-} | "" | 1{bold:true}
            1{bold:-} | 1{bold:true} | "" | 1{bold:-}
            1{bold:true} | 1{header:1} | 1{header:1} | 1{bold:true}
            1{bold:true} | 2{bold:'semi',header:1} | 1{header:1} 1{bold:'semi',header:1} | 1{bold:true}
            3 1{bold:true} | 3{bold:true} | 3{bold:true} | 3 1{bold:true}
            # retain beside delete
            2{bold:true} | -1 | -1 | 1{bold:true}
            -1 | 2{bold:true} | 1{bold:true} | -1
            1 -1 | 3{bold:true} | 2{bold:true} | 1 -1
            # delete beside delete
            -1 | -1 | "" | ""
            -2 | 1 -2 | -1 | -1
            -3 | 1 -1 | "" | -2
            1 -1 | -3 | -2 | ""
            # what one of them does not mention
            "" | 1 -1 | 1 -1 | ""
            1 -1 | "" | "" | 1 -1
            """)
    void sideBySide(String earlier, String later, String laterOver, String earlierUnder) {
        Delta first = OpsNotation.delta(BASE_LENGTH, earlier);
        Delta second = OpsNotation.delta(BASE_LENGTH, later);

        assertThat(second.transformOver(first)).isEqualTo(OpsNotation.delta(first.resultLength(), laterOver));
        assertThat(first.transformUnder(second)).isEqualTo(OpsNotation.delta(second.resultLength(), earlierUnder));
    }

    @Test
    void changesToDocumentsOfDifferentLengthsAreRefusedNamingBoth() {
        Delta three = Delta.identity(3);
        Delta five = Delta.identity(5);

        assertThatThrownBy(() -> three.transformOver(five)).isInstanceOf(BaseLengthException.class)
                .hasMessageContaining("3").hasMessageContaining("5");
        assertThatThrownBy(() -> three.transformUnder(five)).isInstanceOf(BaseLengthException.class)
                .hasMessageContaining("3").hasMessageContaining("5");
    }
}
