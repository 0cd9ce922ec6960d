package io.inkwell.laws.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Laws;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.DeltaArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every law on random documents with text beyond the BMP, embeds, line feeds and attributes. */
class TheModelKeepsEveryLawProperties {
    private static final Laws<ModelDocument, ModelChange> LAWS = Laws.of(new ReferenceModel());

    @Provide
    Arbitrary<Sample<ModelDocument, ModelChange>> samples() {
        return DeltaArbitraries.samples(Alphabet.RICH);
    }

    @Property(tries = 20_000)
    void everyLawHolds(@ForAll("samples") Sample<ModelDocument, ModelChange> sample) {
        LAWS.check(sample);
    }

    @Property(tries = 20_000)
    void quillsFormReadsBackTheSame(@ForAll("samples") Sample<ModelDocument, ModelChange> sample) {
        ModelDocument document = sample.document();
        ModelChange change = sample.committed().getFirst();

        assertThat(Quill.document(Quill.ops(document))).isEqualTo(document);
        assertThat(Quill.change(document.length(), Quill.ops(change))).isEqualTo(change);
    }
}
