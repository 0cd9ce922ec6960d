package io.inkwell.ot.testing;

import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/** Cases drawn by {@link RandomDeltas} for jqwik; a failing one is shrunk. */
public final class DeltaArbitraries {
    private DeltaArbitraries() {}

    /** Whatever the function draws. It must depend on nothing but its argument. */
    public static <T> Arbitrary<T> drawn(Function<RandomDeltas, T> draw) {
        return io.inkwell.laws.cases.DeltaArbitraries.chosen(choices -> draw.apply(new RandomDeltas(choices)));
    }
}
