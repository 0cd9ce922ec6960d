package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.testing.OpsNotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the table of cases does not show: how a document starts, what a refusal says, and what a check costs. */
class DocumentTypeTest {
    private static final int LENGTH_MAX = 5_000_000;
    private static final Attributes BOLD = Attributes.builder().set("bold", Scalar.of(true)).build();

    @Test
    void aRichDocumentStartsWithItsNewlineAndAPlainOneEmpty() {
        assertThat(DocumentType.RICH.start()).hasToString("+'\\n'");
        assertThat(DocumentType.TEXT.start()).isEqualTo(Document.EMPTY);
    }

    @Test
    void whatDependsOnTheDocumentUsesTheSequenceNumberUp() {
        assertThat(Arrays.stream(RefusalCode.values()).filter(RefusalCode::consumesSeq)).containsExactlyInAnyOrder(
                RefusalCode.OP_FINAL_NEWLINE,
                RefusalCode.DOC_FULL, RefusalCode.SPLIT_PAIR, RefusalCode.ATTR_PLACE);
    }

    @Test
    void aRefusalIsASentenceThatDoesNotRepeatTheText() {
        Document document = Document.ofText("secret\n");
        for (String op : List.of("+'secret'{secret:true}", "+'secret'{link:'secret'}", "+[secret:'secret']",
                "+[image:'secret']")) {
            Optional<DocumentType.Finding> finding = DocumentType.RICH.checkSubmitted(OpsNotation.ops(op));
            assertThat(finding).hasValueSatisfying(DocumentTypeTest::isASentence);
        }
        for (String op : List.of("7 +'secret'", "+'secret'{header:1}", "7{bold:true}", "+'secret'")) {
            Delta delta = OpsNotation.delta(7, op);
            assertThat(DocumentType.RICH.checkApplied(document, delta, document.apply(delta), 8))
                    .hasValueSatisfying(DocumentTypeTest::isASentence);
        }
    }

    private static void isASentence(DocumentType.Finding finding) {
        assertThat(finding.message()).matches("[A-Z].*\\.").doesNotContain("secret");
    }

    @Test
    void checkingCostsTheOperationAndWhatItFormatsNotTheSquareOfIt() {
        Document large = Document.ofText("x".repeat(4_900_000) + "\n");
        var many = Ops.builder();
        for (int i = 0; i < 100_000; i++) {
            many.insert("y", i % 2 == 0 ? BOLD : Attributes.NONE).retain(40, BOLD).delete(1);
        }
        Delta op = many.build().on(large.length());
        Document after = large.apply(op);
        long start = System.nanoTime();

        assertThat(DocumentType.RICH.checkSubmitted(op.ops())).isEmpty();
        assertThat(DocumentType.RICH.checkApplied(large, op, after, LENGTH_MAX)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
