package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a builder is given, it keeps in canonical form; and the one-line notation reads back what it prints. */
class CanonicalFormTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', emptyValue = "", nullValues = "never", textBlock = """
            0 +'' -0 | ""
            0{bold:true} | ""
            3 | ""
            +'a' 3 | +'a'
            1 2 -1 | 3 -1
            1{bold:true} 2{bold:true} | 3{bold:true}
            1{bold:true} 2 | 1{bold:true}
            1 1{bold:true} 1 1 | 1 1{bold:true}
            1{bold:true} 0 1{bold:true} | 2{bold:true}
            +'a' +'b' | +'ab'
            +'a' +'b'{bold:true} +'c'{bold:true} | +'a' +'bc'{bold:true}
            +'a' +[image:'u'] +'b' | +'a' +[image:'u'] +'b'
            +[divider:true] +[divider:true] | +[divider:true] +[divider:true]
            -1 -2 | -3
            -1 +'a' | +'a' -1
            -1 +'a' -1 +'b' | +'ab' -2
            -1 +[image:'u'] +'a' | +[image:'u'] +'a' -1
            +'a' -1 +'b' | +'ab' -1
            -1 1 +'a' | -1 1 +'a'
            +'a'{bold:-} +'b' | +'ab'
            +[image:'u']{alt:-,width:1} | +[image:'u']{width:1}
            1{header:2,bold:true} | 1{bold:true,header:2}
            """)
    void aBuilderMergesAndSorts(String given, String canonical) {
        assertThat(OpsNotation.ops(given)).hasToString(canonical).isEqualTo(OpsNotation.ops(canonical))
                .hasSameHashCodeAs(OpsNotation.ops(canonical));
    }

    @Test
    void textIsQuotedInTheNotation() {
        Ops ops = Ops.builder()
                .insert("it's a \\ and a\nline", Attributes.builder().set("link", Scalar.of("{'}")).build()).build();

        assertThat(ops).hasToString("+'it\\'s a \\\\ and a\\nline'{link:'{\\'}'}");
        assertThat(OpsNotation.ops(ops.toString())).isEqualTo(ops);
    }

    @Test
    void lengthsAreCountedWhereTheyMatter() {
        Ops ops = OpsNotation.ops("2 +'ab' +[image:'u'] -3 4{bold:true}");

        assertThat(ops.requiredBaseLength()).isEqualTo(9);
        assertThat(ops.insertedLength()).isEqualTo(3);
        assertThat(ops.deletedLength()).isEqualTo(3);
        assertThat(OpsNotation.ops("-1 5").requiredBaseLength()).isEqualTo(1);
        assertThat(ops.on(12)).hasToString("12: 2 +'ab' +[image:'u'] -3 4{bold:true}")
                .satisfies(delta -> assertThat(delta.resultLength()).isEqualTo(12));
    }

    @Test
    void aChangeThatReachesPastTheEndIsRefusedNamingBothLengths() {
        assertThatThrownBy(() -> OpsNotation.delta(4, "3 -2")).isInstanceOf(BaseLengthException.class)
                .hasMessageContaining("5").hasMessageContaining("4");
    }

    @Test
    void lengthsThatNoIntCountsAreRefused() {
        Ops.Builder full = Ops.builder().retain(Integer.MAX_VALUE);

        assertThatThrownBy(() -> full.delete(1)).isInstanceOf(OpRangeException.class)
                .hasMessageContaining("2147483648");
        assertThatThrownBy(() -> full.retain(-1)).isInstanceOf(OpRangeException.class).hasMessageContaining("-1");
        assertThatThrownBy(() -> Ops.EMPTY.on(-1)).isInstanceOf(OpRangeException.class);
        assertThatThrownBy(() -> OpsNotation.delta(Integer.MAX_VALUE, "+'a'")).isInstanceOf(OpRangeException.class);
        assertThat(OpsNotation.delta(Integer.MAX_VALUE, "+'a' -1").resultLength()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aSurrogateWithoutItsPartnerIsNoText() {
        for (String alone : new String[]{"\uD83D", "\uDE00", "a\uD83D", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"}) {
            assertThatThrownBy(() -> Ops.builder().insert(alone)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Scalar.of(alone)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Attributes.builder().remove(alone)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Embed(alone, Scalar.of(1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anIntegerThatABrowserCannotHoldIsNoValue() {
        assertThat(Scalar.of(9_007_199_254_740_991L)).hasToString("9007199254740991");
        assertThatThrownBy(() -> Scalar.of(9_007_199_254_740_992L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scalar.of(-9_007_199_254_740_992L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredThousandPiecesCostLinearTime() {
        var inserts = Ops.builder();
        var alternating = Ops.builder();
        long start = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            inserts.insert("ab");
            alternating.delete(1).insert("a");
        }

        assertThat(inserts.build().size()).isEqualTo(1);
        assertThat(alternating.build()).hasToString("+'" + "a".repeat(100_000) + "' -100000");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
