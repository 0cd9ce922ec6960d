package io.inkwell.laws.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is not a law: to transform over a composed history is not to transform over its parts. */
class NobodyCarriesOverAComposedHistoryTest {
    private final ReferenceModel model = new ReferenceModel();
    private final ModelDocument document = ModelDocument.of(ModelChange.builder().insert("a").build());
    private final ModelChange insertBehind = ModelChange.builder().keep(1).insert("c").build();
    private final ModelChange deleteFirst = ModelChange.builder().delete(1).keep(1).build();
    private final ModelChange pending = ModelChange.builder().insert("n").keep(1).build();

    @Test
    void oneByOneThePendingLetterStaysInFront() {
        ModelChange carried = model.transformOver(model.transformOver(pending, insertBehind), deleteFirst);
        ModelDocument head = model.apply(model.apply(document, insertBehind), deleteFirst);

        assertThat(model.apply(head, carried)).hasToString("+'nc'");
    }

    @Test
    void overBothComposedItComesBehind() {
        ModelChange history = model.compose(insertBehind, deleteFirst);

        assertThat(history).hasToString("+'c' -1");
        assertThat(model.apply(model.apply(document, history), model.transformOver(pending, history)))
                .hasToString("+'cn'");
    }
}
