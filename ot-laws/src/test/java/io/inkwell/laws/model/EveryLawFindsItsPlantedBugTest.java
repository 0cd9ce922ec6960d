package io.inkwell.laws.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.BrokenLawError;
import io.inkwell.laws.Law;
import io.inkwell.laws.Laws;
import io.inkwell.laws.OtEngine;
import io.inkwell.laws.Sample;
import io.inkwell.laws.Tie;
import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.DeltaSource;
import io.inkwell.laws.cases.Hunt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every law an engine with a mistake of its kind, and the law finds it; the model without the mistake passes the same cases. */
class EveryLawFindsItsPlantedBugTest {
    private static final int CASES = 3_000;

    @ParameterizedTest
    @EnumSource(value = Law.class, mode = EnumSource.Mode.EXCLUDE, names = "ARGUMENTS_STAY")
    void thePlantedBugIsFoundByItsLaw(Law law) {
        assertThat(hunt(law, () -> withBugFor(law))).isPresent()
                .hasValueSatisfying(bug -> assertThat(bug.failure()).isInstanceOfSatisfying(BrokenLawError.class,
                        error -> assertThat(error.law()).isEqualTo(law)));
        assertThat(hunt(law, ReferenceModel::new)).isEmpty();
    }

    @Test
    void anEngineThatChangesWhatItIsGivenIsFound() {
        var laws = Laws.of(new InPlace(), EnumSet.of(Law.ARGUMENTS_STAY));
        var hunt = new Hunt<>(
                choices -> new DeltaSource(choices, Alphabet.RICH, DeltaSource.SMALL).sample(2, 1)
                        .map(AtomicReference::new, change -> change),
                laws::check);

        assertThat(hunt.search(1, CASES)).hasValueSatisfying(bug -> assertThat(bug.failure())
                .isInstanceOf(BrokenLawError.class).hasMessageContaining("apply has changed what it was given"));
        assertThat(hunt(Law.ARGUMENTS_STAY, ReferenceModel::new)).isEmpty();
    }

    private static Optional<Hunt.Found<Sample<ModelDocument, ModelChange>>> hunt(Law law,
            Supplier<? extends OtEngine<ModelDocument, ModelChange>> engine) {
        return new Hunt<>(
                choices -> new DeltaSource(choices, Alphabet.RICH, DeltaSource.SMALL)
                        .sample(Sample.COMMITTED_FOR_ALL_LAWS, Sample.PENDING_FOR_ALL_LAWS),
                sample -> Laws.of(engine.get()).check(law, sample)).search(1, CASES);
    }

    private static OtEngine<ModelDocument, ModelChange> withBugFor(Law law) {
        return switch (law) {
            case CONVERGENCE -> new BothGoFirst();
            case RUNS_CONVERGE -> new RemembersHalfAQuestion();
            case DIAMOND -> new ComposesIntoARawForm();
            case COMPOSE_IS_APPLYING_TWICE -> new ComposeForgetsFormats();
            case COMPOSE_IS_ASSOCIATIVE -> new ComposeForgetsRemovals();
            case IDENTITY_IS_NEUTRAL -> new IdentityTidiesUp();
            case INVERSE_RESTORES -> new InverseForgetsFormats();
            case POSITIONS_FOLLOW_INSERTS -> new PositionsNeverMoveAlong();
            case POSITIONS_KEEP_THEIR_ORDER -> new TiesTheOtherWayRound();
            case ANSWERS_ARE_CANONICAL -> new TransformsIntoARawForm();
            case ARGUMENTS_STAY -> throw new IllegalArgumentException("has a test of its own");
        };
    }

    /** Each side thinks that its own insert comes first. */
    private static final class BothGoFirst extends ReferenceModel {
        @Override
        public ModelChange transformOver(ModelChange mine, ModelChange other) {
            return super.transformUnder(mine, other);
        }
    }

    /** Keeps answers to use them again, and looks them up by one argument only: nothing is wrong before the second question. */
    private static final class RemembersHalfAQuestion extends ReferenceModel {
        private final Map<ModelChange, ModelChange> answers = new HashMap<>();

        @Override
        public ModelChange transformUnder(ModelChange earlier, ModelChange later) {
            return answers.computeIfAbsent(later, _ -> super.transformUnder(earlier, later));
        }
    }

    /** Answers with inserts behind deleted units: right in effect, another value. */
    private static final class ComposesIntoARawForm extends ReferenceModel {
        @Override
        public ModelChange compose(ModelChange first, ModelChange next) {
            return raw(super.compose(first, next), next.baseLength() % 2);
        }
    }

    private static final class TransformsIntoARawForm extends ReferenceModel {
        @Override
        public ModelChange transformOver(ModelChange later, ModelChange earlier) {
            return raw(super.transformOver(later, earlier), 1);
        }
    }

    private static final class ComposeForgetsFormats extends ReferenceModel {
        @Override
        public ModelChange compose(ModelChange first, ModelChange next) {
            return super.compose(first, withFates(next, _ -> Attributes.NONE));
        }
    }

    private static final class ComposeForgetsRemovals extends ReferenceModel {
        @Override
        public ModelChange compose(ModelChange first, ModelChange next) {
            return withFates(super.compose(first, next), Attributes::onUnit);
        }
    }

    private static final class IdentityTidiesUp extends ReferenceModel {
        @Override
        public ModelChange identity(ModelDocument document) {
            return ModelChange.builder().keep(document.length(), Attributes.removing("bold")).build();
        }
    }

    private static final class InverseForgetsFormats extends ReferenceModel {
        @Override
        public ModelChange invert(ModelChange change, ModelDocument base) {
            return super.invert(change,
                    new ModelDocument(base.units().stream().map(unit -> unit.with(Attributes.NONE)).toList()));
        }
    }

    private static final class PositionsNeverMoveAlong extends ReferenceModel {
        @Override
        public int transformPosition(ModelChange change, int position, Tie tie) {
            return super.transformPosition(change, position, Tie.STAY_BEFORE_INSERT);
        }
    }

    private static final class TiesTheOtherWayRound extends ReferenceModel {
        @Override
        public int transformPosition(ModelChange change, int position, Tie tie) {
            return super.transformPosition(change, position, switch (tie) {
                case STAY_BEFORE_INSERT -> Tie.MOVE_AFTER_INSERT;
                case MOVE_AFTER_INSERT -> Tie.STAY_BEFORE_INSERT;
            });
        }
    }

    /** Applies in place. */
    private static final class InPlace implements OtEngine<AtomicReference<ModelDocument>, ModelChange> {
        private final ReferenceModel model = new ReferenceModel();

        @Override
        public AtomicReference<ModelDocument> apply(AtomicReference<ModelDocument> document, ModelChange change) {
            document.set(model.apply(document.get(), change));
            return document;
        }

        @Override
        public ModelChange transformOver(ModelChange later, ModelChange earlier) {
            return model.transformOver(later, earlier);
        }

        @Override
        public ModelChange transformUnder(ModelChange earlier, ModelChange later) {
            return model.transformUnder(earlier, later);
        }
    }

    /** The same effect, with inserts moved behind the unit that is deleted after them, at places of this parity. */
    private static ModelChange raw(ModelChange change, int parity) {
        List<List<Unit>> inserts = new ArrayList<>(change.inserts());
        for (int i = change.baseLength() - 1; i >= 0; i--) {
            if (i % 2 == parity && change.fates().get(i) instanceof Fate.Delete) {
                var behind = new ArrayList<>(inserts.get(i));
                behind.addAll(inserts.get(i + 1));
                inserts.set(i + 1, behind);
                inserts.set(i, List.of());
            }
        }
        return new ModelChange(inserts, change.fates());
    }

    private static ModelChange withFates(ModelChange change,
            UnaryOperator<Attributes> attributes) {
        return new ModelChange(change.inserts(), change.fates().stream().<Fate>map(fate -> switch (fate) {
            case Fate.Keep keep -> Fate.format(attributes.apply(keep.attributes()));
            case Fate.Delete delete -> delete;
        }).toList());
    }
}
