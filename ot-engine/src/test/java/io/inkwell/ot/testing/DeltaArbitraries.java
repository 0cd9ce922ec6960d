package io.inkwell.ot.testing;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Cases drawn by {@link RandomDeltas} for jqwik. A failing case is shrunk by dropping and lowering the choices it was made from. */
public final class DeltaArbitraries {
    private DeltaArbitraries() {}

    /** Whatever the function draws. It must depend on nothing but its argument. */
    public static <T> Arbitrary<T> drawn(Function<RandomDeltas, T> draw) {
        return Arbitraries.fromGenerator(random -> {
            var recording = new Choices.Recording(Choices.from(random));
            T drawn = draw.apply(new RandomDeltas(recording));
            return new Drawn<>(draw, drawn, recording.chosen());
        });
    }

    private static final class Drawn<T> implements Shrinkable<T> {
        private final Function<RandomDeltas, T> draw;
        private final T value;
        private final int[] choices;

        Drawn(Function<RandomDeltas, T> draw, T value, int[] choices) {
            this.draw = draw;
            this.value = value;
            this.choices = choices;
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public Stream<Shrinkable<T>> shrink() {
            Stream<int[]> shorter = IntStream.range(0, choices.length).mapToObj(this::without);
            Stream<int[]> lower = IntStream.range(0, choices.length).filter(i -> choices[i] > 0)
                    .mapToObj(this::lowered);
            return Stream.concat(shorter, lower)
                    .map(fewer -> new Drawn<>(draw, draw.apply(new RandomDeltas(Choices.replay(fewer))), fewer));
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(choices.length, IntStream.of(choices).asLongStream().sum());
        }

        private int[] without(int index) {
            int[] fewer = Arrays.copyOf(choices, choices.length - 1);
            System.arraycopy(choices, index + 1, fewer, index, fewer.length - index);
            return fewer;
        }

        private int[] lowered(int index) {
            int[] lower = choices.clone();
            lower[index]--;
            return lower;
        }
    }
}
