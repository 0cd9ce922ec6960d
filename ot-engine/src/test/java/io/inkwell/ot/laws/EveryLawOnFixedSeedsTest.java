package io.inkwell.ot.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Law;
import io.inkwell.laws.Laws;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.DeltaSource;
import io.inkwell.laws.cases.Hunt;
import io.inkwell.laws.model.Agreement;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.InkwellEngine;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The same laws on the same cases each time, some of them larger: what mutants are judged by, and what fails first when one works here. */
class EveryLawOnFixedSeedsTest {
    private static final int SEEDS = 1_000;
    private static final int LARGE_SEEDS = 60;
    private static final int LARGE = 60;

    private static final InkwellEngine ENGINE = new InkwellEngine();
    private static final Laws<Document, Delta> LAWS = Laws.of(ENGINE);

    @Test
    void everyLawHolds() {
        Consumer<Sample<ModelDocument, ModelChange>> laws = sample -> LAWS
                .check(sample.map(ENGINE::document, ENGINE::change));

        assertThat(hunt(laws, DeltaSource.SMALL, SEEDS)).isEmpty();
        assertThat(hunt(laws, LARGE, LARGE_SEEDS)).isEmpty();
    }

    @Test
    void everyVerbAnswersWhatTheReferenceModelAnswers() {
        Consumer<Sample<ModelDocument, ModelChange>> agreement = new Agreement<>(ENGINE, ENGINE,
                EnumSet.allOf(Law.class))::check;

        assertThat(hunt(agreement, DeltaSource.SMALL, SEEDS)).isEmpty();
        assertThat(hunt(agreement, LARGE, LARGE_SEEDS)).isEmpty();
    }

    private static Optional<Hunt.Found<Sample<ModelDocument, ModelChange>>> hunt(
            Consumer<Sample<ModelDocument, ModelChange>> check, int opsMax, int seeds) {
        return new Hunt<>(choices -> new DeltaSource(choices, Alphabet.RICH, opsMax)
                .sample(Sample.COMMITTED_FOR_ALL_LAWS, Sample.PENDING_FOR_ALL_LAWS), check).search(1, seeds);
    }
}
