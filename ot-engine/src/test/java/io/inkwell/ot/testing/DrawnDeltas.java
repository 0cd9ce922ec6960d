package io.inkwell.ot.testing;

import io.inkwell.laws.cases.DeltaArbitraries;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/** Cases drawn by {@link RandomDeltas} for jqwik; a failing one is shrunk. */
public final class DrawnDeltas {
    private DrawnDeltas() {}

    /** Whatever the function draws. It must depend on nothing but its argument. */
    public static <T> Arbitrary<T> drawn(Function<RandomDeltas, T> draw) {
        return DeltaArbitraries.chosen(choices -> draw.apply(new RandomDeltas(choices)));
    }
}
