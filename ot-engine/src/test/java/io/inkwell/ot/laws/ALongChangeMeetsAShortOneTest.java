package io.inkwell.ot.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Law;
import io.inkwell.laws.Laws;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.Choices;
import io.inkwell.laws.cases.DeltaSource;
import io.inkwell.laws.cases.Hunt;
import io.inkwell.laws.model.Agreement;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.ReferenceModel;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.InkwellEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Where a change of one place meets one of a hundred, most ops are handed on in runs and not one by one: the small cases of the other tests
 * are too short for that.
 */
class ALongChangeMeetsAShortOneTest {
    private static final int SEEDS = 500;
    private static final int DECISIONS = 150;
    private static final int ONE = 1;

    private static final InkwellEngine ENGINE = new InkwellEngine();
    private static final Laws<Document, Delta> LAWS = Laws.of(ENGINE, EnumSet.of(Law.CONVERGENCE, Law.DIAMOND,
            Law.COMPOSE_IS_APPLYING_TWICE));

    @Test
    void bothOrdersAgreeAndComposeIsApplyingTwice() {
        hunt(sample -> LAWS.check(sample.map(ENGINE::document, ENGINE::change)));
    }

    @Test
    void theReferenceModelAnswersTheSame() {
        hunt(new Agreement<>(ENGINE, ENGINE, EnumSet.allOf(Law.class))::check);
    }

    private static void hunt(Consumer<Sample<ModelDocument, ModelChange>> check) {
        assertThat(new Hunt<>(choices -> sample(choices, true), check).search(1, SEEDS)).isEmpty();
        assertThat(new Hunt<>(choices -> sample(choices, false), check).search(1, SEEDS)).isEmpty();
    }

    private static Sample<ModelDocument, ModelChange> sample(Choices choices, boolean longFirst) {
        var large = new DeltaSource(choices, Alphabet.RICH, DECISIONS);
        ModelDocument document = large.document();
        ModelChange wide = large.changeTo(document);
        ModelChange narrow = oneChange(choices, document);
        ModelChange first = longFirst ? wide : narrow;
        ModelDocument after = new ReferenceModel().apply(document, first);
        ModelChange next = longFirst ? oneChange(choices, after) : large.changeTo(after);
        return new Sample<>(document, List.of(first, next), List.of(longFirst ? narrow : wide));
    }

    /** Something that happens at one place, anywhere in the document. */
    private static ModelChange oneChange(Choices choices, ModelDocument document) {
        var small = new DeltaSource(choices, Alphabet.RICH, ONE);
        int position = small.position(document.length(), document::splitsPair);
        ModelChange there = small.changeTo(document.length() - position, at -> document.splitsPair(position + at));
        var change = ModelChange.builder().keep(position);
        for (int i = 0; i <= there.baseLength(); i++) {
            there.inserts().get(i).forEach(change::insert);
            if (i < there.baseLength()) {
                change.unit(there.fates().get(i));
            }
        }
        return change.build();
    }
}
