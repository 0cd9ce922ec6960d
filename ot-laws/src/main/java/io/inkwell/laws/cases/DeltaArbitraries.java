package io.inkwell.laws.cases;

import io.inkwell.laws.Sample;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Documents and changes for jqwik, in the terms of the model; {@link Sample#map} brings them into those of another engine. What fails is
 * shrunk by dropping and lowering the choices it was made from, so a shrunk sample still fits together.
 */
public final class DeltaArbitraries {
    private DeltaArbitraries() {}

    /** Documents alone. */
    public static Arbitrary<ModelDocument> documents(Alphabet alphabet) {
        return drawn(alphabet, DeltaSource::document);
    }

    /** A document and one change to it. */
    public static Arbitrary<Sample<ModelDocument, ModelChange>> changes(Alphabet alphabet) {
        return samples(alphabet, 1, 0);
    }

    /** A document and two changes to it side by side. */
    public static Arbitrary<Sample<ModelDocument, ModelChange>> pairs(Alphabet alphabet) {
        return samples(alphabet, 1, 1);
    }

    /** A document and changes one after the other. */
    public static Arbitrary<Sample<ModelDocument, ModelChange>> runs(Alphabet alphabet, int length) {
        return samples(alphabet, length, 0);
    }

    /** A document with runs long enough for every law. */
    public static Arbitrary<Sample<ModelDocument, ModelChange>> samples(Alphabet alphabet) {
        return samples(alphabet, Sample.COMMITTED_FOR_ALL_LAWS, Sample.PENDING_FOR_ALL_LAWS);
    }

    /** A document with two runs of these lengths. */
    public static Arbitrary<Sample<ModelDocument, ModelChange>> samples(Alphabet alphabet, int committed,
            int pending) {
        return drawn(alphabet, source -> source.sample(committed, pending));
    }

    /** Whatever the function draws from small documents and changes. It must depend on nothing but its argument. */
    public static <T> Arbitrary<T> drawn(Alphabet alphabet, Function<DeltaSource, T> draw) {
        return chosen(choices -> draw.apply(new DeltaSource(choices, alphabet, DeltaSource.SMALL)));
    }

    /** Whatever the function makes of choices: for documents and changes of another kind. It must depend on nothing but its argument. */
    public static <T> Arbitrary<T> chosen(Function<Choices, T> draw) {
        return Arbitraries.fromGenerator(random -> new DrawnShrinkable<>(Drawn.from(Choices.from(random), draw)));
    }

    private static final class DrawnShrinkable<T> implements Shrinkable<T> {
        private final Drawn<T> drawn;

        DrawnShrinkable(Drawn<T> drawn) {
            this.drawn = drawn;
        }

        @Override
        public T value() {
            return drawn.value();
        }

        @Override
        public Stream<Shrinkable<T>> shrink() {
            return drawn.simpler().map(DrawnShrinkable::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(drawn.choices(), drawn.sum());
        }
    }
}
