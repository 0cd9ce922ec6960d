package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compose, one line per pair of op kinds: the first change, the next one, both as one. */
class ComposeTableTest {
    private static final int BASE_LENGTH = 9;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", nullValues = "never", textBlock = """
            # insert, then insert, retain, delete
            +'a' | +'b' | +'ba'
            +'a' | 1 +'b' | +'ab'
            +'ab' | 1 +'c' | +'acb'
            +'a' | 1{bold:true} | +'a'{bold:true}
            +'a'{bold:true} | 1{bold:-} | +'a'
            +'a'{bold:true} | 1{bold:'semi',header:1} | +'a'{bold:'semi',header:1}
            +'a' | 1{bold:-} | +'a'
            +'ab' | 1 1{bold:true} | +'a' +'b'{bold:true}
            +'a'{bold:true} +'b' | 1{bold:-} | +'ab'
            +'a' +[image:'u'] | 2{link:'v'} | +'a'{link:'v'} +[image:'u']{link:'v'}
            +'a' | -1 | ""
            +'ab' | 1 -1 | +'a'
            +'ab' | -1 | +'b'
            +'abc' | 1 -1 | +'ac'
            +'ab' | -3 | -1
            +[image:'u'] | -1 | ""
            +[image:'u'] | +[divider:true] | +[divider:true] +[image:'u']
            # retain, then insert, retain, delete
            2 | +'a' | +'a'
            2{bold:true} | 1 +'a' | 1{bold:true} +'a' 1{bold:true}
            2{bold:true} | 2 +'a' | 2{bold:true} +'a'
            1{bold:true} | 1{bold:'semi'} | 1{bold:'semi'}
            1{bold:true} | 1{bold:-} | 1{bold:-}
            1{bold:-} | 1{bold:true} | 1{bold:true}
            1{bold:true} | 1{header:1} | 1{bold:true,header:1}
            1{bold:true} | 2{bold:true} | 2{bold:true}
            2{bold:true} | 1{bold:-} | 1{bold:-} 1{bold:true}
            1 | 1{bold:-} | 1{bold:-}
            1{bold:true} | 3 | 1{bold:true}
            2{bold:true} | -1 | -1 1{bold:true}
            2 +'a' | 1 -1 | 1 +'a' -1
            # delete, then insert, retain, delete
            -1 | +'a' | +'a' -1
            +'a' -1 | 1 +'b' | +'ab' -1
            +'a' -1 | +'b' | +'ba' -1
            -1 | 1{bold:true} | -1 1{bold:true}
            -1 | -1 | -2
            1 -1 | -2 | -3
            1 -1 | -1 +'a' | +'a' -2
            -1 1 -1 | +'a' -1 | +'a' -3
            # what one of them does not mention
            "" | 3 -1 | 3 -1
            3 -1 | "" | 3 -1
            "" | "" | ""
            """)
    void oneAfterTheOther(String first, String next, String expected) {
        Delta before = OpsNotation.delta(BASE_LENGTH, first);
        Delta after = OpsNotation.delta(before.resultLength(), next);

        assertThat(before.compose(after)).isEqualTo(OpsNotation.delta(BASE_LENGTH, expected));
    }

    @Test
    void aChangeThatStartsFromAnotherLengthIsRefusedNamingBoth() {
        Delta first = OpsNotation.delta(3, "+'a'");
        Delta next = OpsNotation.delta(5, "+'a'");

        assertThatThrownBy(() -> first.compose(next)).isInstanceOf(BaseLengthException.class).hasMessageContaining("5")
                .hasMessageContaining("4");
    }

    @Test
    void anInsertedPairIsNotCutByTheNextChange() {
        Delta first = OpsNotation.delta(1, "1 +'\uD83D\uDE00'");

        for (String cut : List.of("2 +'x'", "2 -1", "2{bold:true}", "1 1{bold:true}")) {
            assertThatThrownBy(() -> first.compose(OpsNotation.delta(3, cut))).as(cut)
                    .isInstanceOf(SplitPairException.class)
                    .hasMessageContaining("position 2 of 3");
        }
        assertThat(first.compose(OpsNotation.delta(3, "1 -2"))).isEqualTo(Delta.identity(1));
    }

    @Test
    void aResultLongerThanAnIntIsRefused() {
        Delta insert = OpsNotation.delta(Integer.MAX_VALUE - 1, "+'a'");

        assertThatThrownBy(() -> insert.compose(OpsNotation.delta(Integer.MAX_VALUE, "+'a'")))
                .isInstanceOf(OpRangeException.class);
    }

    @Test
    void manyChangesComposeToOne() {
        var typed = new ArrayList<Delta>();
        for (int i = 0; i < 1_000; i++) {
            typed.add(OpsNotation.delta(i, i == 0 ? "+'x'" : i + " +'x'"));
        }

        assertThat(Delta.composeAll(0, typed)).isEqualTo(OpsNotation.delta(0, "+'" + "x".repeat(1_000) + "'"));
        assertThat(Delta.composeAll(7, List.of())).isEqualTo(Delta.identity(7));
        assertThatThrownBy(() -> Delta.composeAll(1, typed)).isInstanceOf(BaseLengthException.class);
    }
}
