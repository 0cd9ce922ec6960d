package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.sync.Commit;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of attributed changes, on short random histories. */
class AttributedChangesKeepTheLawsProperties {
    private static final int TRIES = 10_000;

    @Provide
    Arbitrary<RandomHistory> histories() {
        return DrawnDeltas.drawn(RandomHistory::draw);
    }

    @Property(tries = TRIES)
    void forgettingTheOriginsIsComposingTheOperations(@ForAll("histories") RandomHistory history) {
        List<Delta> operations = history.commits().stream().map(Commit::op).toList();

        assertThat(history.whole().delta()).isEqualTo(Delta.composeAll(history.start().length(), operations));
    }

    @Property(tries = TRIES)
    void composingIsAssociative(@ForAll("histories") RandomHistory history) {
        AttributedChange fromTheLeft = history.changes().stream().reduce(AttributedChange::compose).orElseThrow();
        AttributedChange fromTheRight = history.changes().reversed().stream()
                .reduce((later, earlier) -> earlier.compose(later)).orElseThrow();

        assertThat(fromTheRight).isEqualTo(fromTheLeft);
        assertThat(history.whole()).isEqualTo(fromTheLeft);
    }

    @Property(tries = TRIES)
    void whatIsSaidOfEachUnitIsWhatReplayingUnitByUnitShows(@ForAll("histories") RandomHistory history) {
        AttributedChange whole = history.whole();
        UnitByUnit model = history.replayed();

        assertThat(UnitByUnit.insertedBy(whole)).isEqualTo(model.inserted());
        assertThat(UnitByUnit.fatesIn(whole)).isEqualTo(model.fates());
        assertThat(UnitByUnit.linesOf(Blame.of(whole), history.end())).isEqualTo(model.blame());
    }

    @Property(tries = TRIES)
    void appliedToTheDocumentBeforeItGivesTheDocumentAfter(@ForAll("histories") RandomHistory history) {
        assertThat(history.start().apply(history.whole().delta())).isEqualTo(history.end());
        assertThat(history.whole().resultLength()).isEqualTo(history.end().length());
    }

    @Property(tries = TRIES)
    void theStoredFormComesBackAsItWas(@ForAll("histories") RandomHistory history) {
        assertThat(ChangeReader.read(ChangeWriter.write(history.whole()))).isEqualTo(history.whole());
    }
}
