package io.inkwell.ot.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The allow-list, line by line: what a document may hold is accepted, what lies beside it gets its code. */
class DocumentTypeTableTest {
    static List<DocumentTypeCase> cases() {
        return DocumentTypeCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyOperationGetsItsAnswer(DocumentTypeCase line) {
        assertThat(line.answer()).isEqualTo(line.expected());
    }
}
