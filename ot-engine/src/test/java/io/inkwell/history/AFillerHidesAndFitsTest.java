package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.DocumentType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A filler has the lengths of what it replaces and nothing of its words, and is its own filler. */
class AFillerHidesAndFitsTest {
    private static final Ops SECRET = Ops.builder().retain(3)
            .insert("secret \ud83d\ude00\n",
                    Attributes.builder().set("link", Scalar.of("https://secret.example/")).build())
            .insert(new Embed("image", Scalar.of("/uploads/secret.png")),
                    Attributes.builder().set("alt", Scalar.of("a secret")).set("width", Scalar.of(40)).build())
            .retain(2, Attributes.builder().set("link", Scalar.of("mailto:secret@example.org")).remove("bold").build())
            .delete(4).retain(1, Attributes.builder().set("code-block", Scalar.of("secret")).build()).build();

    @Test
    void nothingOfTheWordsIsLeft() {
        assertThat(new String(OpsJson.write(Filler.of(SECRET)), StandardCharsets.UTF_8)).doesNotContain("secret")
                .contains("\u2588".repeat(9) + "\\n", "\"width\":40", "\"bold\":null");
    }

    @Test
    void everyLengthIsKept() {
        Ops filler = Filler.of(SECRET);
        assertThat(filler.requiredBaseLength()).isEqualTo(SECRET.requiredBaseLength());
        assertThat(filler.insertedLength()).isEqualTo(SECRET.insertedLength());
        assertThat(filler.deletedLength()).isEqualTo(SECRET.deletedLength());
    }

    @Test
    void itIsItsOwnFillerAndMayBeInADocument() {
        Ops filler = Filler.of(SECRET);
        assertThat(Filler.of(filler)).isEqualTo(filler).isNotEqualTo(SECRET);
        assertThat(DocumentType.RICH.checkSubmitted(filler)).isEmpty();
        assertThat(Filler.of(Ops.EMPTY)).isEqualTo(Ops.EMPTY);
    }
}
