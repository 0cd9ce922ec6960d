package io.inkwell.laws.cases;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A case and the choices it was made from. A simpler case comes of fewer or lower choices, whatever the case is: so everything that is
 * drawn shrinks, and what is shrunk still fits together.
 *
 * @param <T> the cases
 */
final class Drawn<T> {
    private final Function<Choices, T> draw;
    private final int[] chosen;
    private final T value;

    private Drawn(Function<Choices, T> draw, int[] chosen, T value) {
        this.draw = draw;
        this.chosen = chosen;
        this.value = value;
    }

    static <T> Drawn<T> from(Choices source, Function<Choices, T> draw) {
        var recording = new Choices.Recording(source);
        T value = draw.apply(recording);
        return new Drawn<>(draw, recording.chosen(), value);
    }

    T value() {
        return value;
    }

    int choices() {
        return chosen.length;
    }

    long sum() {
        return IntStream.of(chosen).asLongStream().sum();
    }

    /** Cases of fewer choices, then of lower ones; each strictly simpler than this. */
    Stream<Drawn<T>> simpler() {
        Stream<int[]> halves = IntStream.iterate(chosen.length / 2, length -> length > 1, length -> length / 2).boxed()
                .flatMap(length -> IntStream.iterate(0, from -> from + length <= chosen.length, from -> from + length)
                        .mapToObj(from -> without(from, length)));
        Stream<int[]> shorter = IntStream.range(0, chosen.length).mapToObj(from -> without(from, 1));
        Stream<int[]> zeros = IntStream.range(0, chosen.length).filter(i -> chosen[i] > 1)
                .mapToObj(i -> lowered(i, 0));
        Stream<int[]> lower = IntStream.range(0, chosen.length).filter(i -> chosen[i] > 0)
                .mapToObj(i -> lowered(i, chosen[i] - 1));
        return Stream.of(halves, shorter, zeros, lower).flatMap(Function.identity())
                .map(fewer -> new Drawn<>(draw, fewer, draw.apply(Choices.replay(fewer))));
    }

    private int[] without(int from, int length) {
        int[] fewer = Arrays.copyOf(chosen, chosen.length - length);
        System.arraycopy(chosen, from + length, fewer, from, fewer.length - from);
        return fewer;
    }

    private int[] lowered(int index, int to) {
        int[] lower = chosen.clone();
        lower[index] = to;
        return lower;
    }
}
