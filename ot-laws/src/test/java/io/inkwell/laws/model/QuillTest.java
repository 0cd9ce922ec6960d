package io.inkwell.laws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way from the model to the lists and maps of Quill's JSON and back. */
class QuillTest {
    @Test
    void aChangeIsPrintedAsQuillWritesIt() {
        ModelChange change = ModelChange.builder().keep(2).insert("a\n\"\\\u0001")
                .insert(new Unit.Embed("image", "u", Attributes.of("alt", "x"))).delete(2)
                .keep(1, Attributes.of("bold", true).without("a").with("header", 1L)).keep(3).build();

        assertThat(Quill.json(Quill.ops(change))).isEqualTo("[{\"retain\":2},{\"insert\":\"a\\n\\\"\\\\\\u0001\"},"
                + "{\"insert\":{\"image\":\"u\"},\"attributes\":{\"alt\":\"x\"}},{\"delete\":2},"
                + "{\"retain\":1,\"attributes\":{\"a\":null,\"bold\":true,\"header\":1}}]");
        assertThat(Quill.json(List.of())).isEqualTo("[]");
    }

    @Test
    void halfAPairIsPrintedAsAnEscape() {
        assertThat(JsonText.of("\uD83D \uDE00 \uD83D\uDE00")).isEqualTo("\"\\ud83d \\ude00 \uD83D\uDE00\"");
    }

    @Test
    void whatStandsInAnyOrderIsReadIntoCanonicalForm() {
        ModelChange read = Quill.change(3,
                List.of(Map.of("delete", 1), Map.of("insert", "x"), Map.of("delete", 1), Map.of("insert", "y")));

        assertThat(read).hasToString("+'xy' -2");
        assertThat(read.baseLength()).isEqualTo(3);
        assertThat(read.resultLength()).isEqualTo(3);
    }

    @Test
    void whatIsNoOpIsRefused() {
        assertThatThrownBy(() -> Quill.change(3, List.of(Map.of("move", 1)))).hasMessageContaining("move");
        assertThatThrownBy(() -> Quill.change(3, List.of(Map.of("retain", 4)))).hasMessageContaining("4")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> Quill.document(List.of(Map.of("delete", 1)))).hasMessageContaining("1");
    }
}
