package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invert: a change to the document {@code ab}, bold {@code cd}, an image with a link, {@code e}; and what undoes it. */
class InvertTableTest {
    private final Document document = OpsNotation.document("+'ab' +'cd'{bold:true} +[image:'u']{link:'v'} +'e'");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", nullValues = "never", textBlock = """
            +'x' | -1
            2 +'xy' | 2 -2
            6 +[divider:true] | 6 -1
            -1 | +'a'
            1 -2 | 1 +'b' +'c'{bold:true}
            -6 | +'ab' +'cd'{bold:true} +[image:'u']{link:'v'} +'e'
            +'x' -2 | +'ab' -1
            1{bold:true} | 1{bold:-}
            2 1{bold:true} | ""
            2 1{bold:'semi'} | 2 1{bold:true}
            2 1{bold:-} | 2 1{bold:true}
            1{bold:-} | 1{bold:-}
            6{bold:'semi'} | 2{bold:-} 2{bold:true} 2{bold:-}
            4 1{link:'w',alt:'x'} | 4 1{alt:-,link:'v'}
            1 3{header:1} | 1 3{header:-}
            """)
    void whatUndoesAChange(String change, String inverse) {
        Delta made = OpsNotation.delta(document.length(), change);

        assertThat(made.invert(document)).isEqualTo(OpsNotation.delta(made.resultLength(), inverse));
        assertThat(document.apply(made).apply(made.invert(document))).isEqualTo(document);
    }

    @Test
    void anotherDocumentIsRefusedNamingBothLengths() {
        Delta change = Delta.identity(4);

        assertThatThrownBy(() -> change.invert(document)).isInstanceOf(BaseLengthException.class)
                .hasMessageContaining("4").hasMessageContaining("6");
    }

    @Test
    void aChangeThatCutsAPairHasNoInverse() {
        Delta half = OpsNotation.delta(2, "-1");

        assertThatThrownBy(() -> half.invert(Document.ofText("\uD83D\uDE00"))).isInstanceOf(SplitPairException.class);
    }
}
