package io.inkwell.ot.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.Law;
import io.inkwell.laws.Laws;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.DeltaArbitraries;
import io.inkwell.laws.model.Agreement;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.InkwellEngine;
import java.util.EnumSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every law of the kit on random documents with text beyond the BMP, embeds, line feeds and attributes. */
class AlgebraProperties {
    private static final int TRIES = 100_000;

    private static final InkwellEngine ENGINE = new InkwellEngine();
    private static final Laws<Document, Delta> LAWS = Laws.of(ENGINE);

    @Provide
    Arbitrary<Sample<Document, Delta>> pairs() {
        return ours(DeltaArbitraries.pairs(Alphabet.RICH));
    }

    @Provide
    Arbitrary<Sample<Document, Delta>> runs() {
        return ours(DeltaArbitraries.runs(Alphabet.RICH, Sample.COMMITTED_FOR_ALL_LAWS));
    }

    @Provide
    Arbitrary<Sample<Document, Delta>> samples() {
        return ours(DeltaArbitraries.samples(Alphabet.RICH));
    }

    @Provide
    Arbitrary<Sample<ModelDocument, ModelChange>> modelSamples() {
        return DeltaArbitraries.samples(Alphabet.RICH, 2, 1);
    }

    private static Arbitrary<Sample<Document, Delta>> ours(Arbitrary<Sample<ModelDocument, ModelChange>> model) {
        return model.map(sample -> sample.map(ENGINE::document, ENGINE::change));
    }

    @Property(tries = TRIES)
    void bothOrdersLeadToTheSameDocument(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.CONVERGENCE, sample);
    }

    @Property(tries = TRIES)
    void bothOrdersOfConcurrentChangesAgreeAsValues(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.DIAMOND, sample);
    }

    @Property(tries = TRIES)
    void runsCarriedOverEachOtherConverge(@ForAll("samples") Sample<Document, Delta> sample) {
        LAWS.check(Law.RUNS_CONVERGE, sample);
    }

    @Property(tries = TRIES)
    void composeIsApplyTwice(@ForAll("runs") Sample<Document, Delta> sample) {
        LAWS.check(Law.COMPOSE_IS_APPLYING_TWICE, sample);
    }

    @Property(tries = TRIES)
    void composeIsAssociative(@ForAll("runs") Sample<Document, Delta> sample) {
        LAWS.check(Law.COMPOSE_IS_ASSOCIATIVE, sample);
        assertThat(Delta.composeAll(sample.document().length(), sample.committed()))
                .isEqualTo(sample.committed().getFirst().compose(sample.committed().get(1))
                        .compose(sample.committed().get(2)));
    }

    @Property(tries = TRIES)
    void identityIsNeutral(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.IDENTITY_IS_NEUTRAL, sample);
    }

    @Property(tries = TRIES)
    void inverseRestoresTheDocument(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.INVERSE_RESTORES, sample);
    }

    @Property(tries = TRIES)
    void positionsFollowInserts(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.POSITIONS_FOLLOW_INSERTS, sample);
    }

    @Property(tries = TRIES)
    void positionsKeepTheirOrder(@ForAll("pairs") Sample<Document, Delta> sample) {
        LAWS.check(Law.POSITIONS_KEEP_THEIR_ORDER, sample);
    }

    @Property(tries = TRIES)
    void everyVerbAnswersInCanonicalForm(@ForAll("samples") Sample<Document, Delta> sample) {
        LAWS.check(Law.ANSWERS_ARE_CANONICAL, sample);
        Delta change = sample.committed().getFirst();
        assertThat(InkwellEngine.flaw(change.ops())).isEmpty();
        assertThat(InkwellEngine.flaw(sample.document().apply(change).toOps())).isEmpty();
    }

    @Property(tries = TRIES)
    void noVerbChangesWhatItIsGiven(@ForAll("samples") Sample<Document, Delta> sample) {
        LAWS.check(Law.ARGUMENTS_STAY, sample);
    }

    @Property(tries = TRIES)
    void everyVerbAnswersWhatTheReferenceModelAnswers(
            @ForAll("modelSamples") Sample<ModelDocument, ModelChange> sample) {
        new Agreement<>(ENGINE, ENGINE, EnumSet.allOf(Law.class)).check(sample);
    }
}
