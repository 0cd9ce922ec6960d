package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.testing.OpsNotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a document promises besides the laws: its questions, its refusals, and that an edit copies next to nothing. */
class DocumentTest {
    private final Document page = OpsNotation.document("+'a'{bold:true} +'\uD83D\uDE00b' +[image:'u'] +'\\n'");

    @Test
    void lengthsCountCodeUnitsAndAnEmbedIsOne() {
        assertThat(page.length()).isEqualTo(6);
        assertThat(page.text()).isEqualTo("a\uD83D\uDE00b\uFFFC\n");
        assertThat(Document.EMPTY.length()).isZero();
        assertThat(Document.EMPTY.text()).isEmpty();
    }

    @Test
    void equalityIsByValueWhateverTheLeavesAre() {
        Document tiny = Document.of(page.toOps(), new RopeShape(4, 4));

        assertThat(tiny).isEqualTo(page).hasSameHashCodeAs(page).hasToString(page.toString());
        assertThat(DocumentStructure.nodes(tiny)).hasSizeGreaterThan(1);
        assertThat(page).isNotEqualTo(Document.ofText(page.text()));
        assertThat(Document.of(page.toOps())).isEqualTo(page);
    }

    @Test
    void contentIsMadeOfInsertsOnly() {
        for (String line : List.of("-1", "1{bold:true}", "+'a' -1")) {
            assertThatThrownBy(() -> Document.of(OpsNotation.ops(line))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aChangeForAnotherLengthIsRefusedNamingBoth() {
        assertThatThrownBy(() -> page.apply(Delta.identity(7))).isInstanceOfSatisfying(BaseLengthException.class, e -> {
            assertThat(e.expectedLength()).isEqualTo(7);
            assertThat(e.actualLength()).isEqualTo(6);
        });
    }

    @Test
    void noChangePartsASurrogatePair() {
        for (Document document : List.of(page, Document.of(page.toOps(), new RopeShape(4, 4)))) {
            for (String line : List.of("2 +'x'", "2 -1", "1 -1", "-2", "2{bold:true}", "2 1{bold:true}",
                    "2 3{header:1}")) {
                assertThatThrownBy(() -> document.apply(OpsNotation.delta(6, line))).as(line).isInstanceOfSatisfying(
                        SplitPairException.class,
                        e -> assertThat(e.position()).isEqualTo(2));
            }
            assertThat(document.splitsPair(2)).isTrue();
            for (int position : new int[]{0, 1, 3, 4, 5, 6}) {
                assertThat(document.splitsPair(position)).isFalse();
            }
            assertThatThrownBy(() -> document.slice(2, 4)).isInstanceOf(SplitPairException.class);
            assertThatThrownBy(() -> document.slice(0, 2)).isInstanceOf(SplitPairException.class);
        }
    }

    @Test
    void positionsOutsideAreRefused() {
        assertThatThrownBy(() -> page.slice(-1, 2)).isInstanceOf(OpRangeException.class);
        assertThatThrownBy(() -> page.slice(0, 7)).isInstanceOf(OpRangeException.class).hasMessageContaining("7")
                .hasMessageContaining("6");
        assertThatThrownBy(() -> page.slice(4, 3)).isInstanceOf(OpRangeException.class);
        assertThatThrownBy(() -> page.splitsPair(7)).isInstanceOf(OpRangeException.class);
        assertThat(page.slice(6, 6)).isEqualTo(Ops.EMPTY);
        assertThat(Document.EMPTY.slice(0, 0)).isEqualTo(Ops.EMPTY);
    }

    @Test
    void theLastUnitIsANewlineOrNot() {
        assertThat(page.endsWithNewline()).isTrue();
        assertThat(Document.EMPTY.endsWithNewline()).isFalse();
        assertThat(Document.ofText("\na").endsWithNewline()).isFalse();
        assertThat(OpsNotation.document("+'\\n' +[divider:true]").endsWithNewline()).isFalse();
    }

    @Test
    void itsWeightIsAboutTheSizeOfItsJson() {
        for (Document document : List.of(page, Document.ofText("\u20AC".repeat(100_000)),
                Document.ofText("\uD83D\uDE00\u00E9x".repeat(20_000)))) {
            double json = OpsJson.write(document.toOps()).length;

            assertThat(document.weightBytes() / json).isBetween(0.8, 1.3);
        }
        assertThat(Document.EMPTY.weightBytes()).isZero();
    }

    @Test
    void anEditInFiveMillionUnitsCopiesAFewLeaves() {
        Document large = Document.ofText("The quick brown fox jumps over the lazy dog.\n".repeat(5_000_000 / 45));
        DocumentStructure.check(large);
        int middle = large.length() / 2;

        for (Delta edit : List.of(Delta.on(large.length()).retain(middle).insert("x").build(),
                Delta.on(large.length()).insert("x").build(),
                Delta.on(large.length()).retain(large.length()).insert("x").build(),
                Delta.on(large.length()).retain(middle).delete(3).insert("yes").retain(1_000).delete(1).build(),
                Delta.on(large.length()).retain(middle).delete(1_000_000).build())) {
            Document edited = large.apply(edit);

            DocumentStructure.check(edited);
            assertThat(DocumentStructure.nodesNotShared(edited, large)).isLessThanOrEqualTo(12);
        }
    }
}
