package io.inkwell.laws.cases;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a case that fails and makes it small, with no test framework. One seed is one case, for ever: the seed of a failure, given as
 * the first one, finds it again at once.
 *
 * @param <T> the cases
 */
public final class Hunt<T> {
    private final Function<Choices, T> draw;
    private final Consumer<T> check;

    /**
     * A hunt.
     *
     * @param draw makes a case; must depend on nothing but the choices
     * @param check throws when the case fails; must be repeatable
     */
    public Hunt(Function<Choices, T> draw, Consumer<T> check) {
        this.draw = draw;
        this.check = check;
    }

    /**
     * A case that fails.
     *
     * @param seed finds it again
     * @param drawn the case as it was drawn
     * @param smallest the simplest failing case that was found on from there
     * @param failure what the check throws for the simplest one
     * @param <T> the cases
     */
    public record Found<T>(long seed, T drawn, T smallest, Throwable failure) {}

    /** The first failing case of these seeds, made small; nothing if none fails. */
    public Optional<Found<T>> search(long firstSeed, long seeds) {
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Optional<Found<T>> found = tryOne(seed);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The case of this seed, made small, if it fails. */
    public Optional<Found<T>> tryOne(long seed) {
        Drawn<T> drawn = Drawn.from(Choices.seeded(seed), draw);
        Throwable failure = failure(drawn.value());
        return failure == null ? Optional.empty() : Optional.of(shrunk(seed, drawn, failure));
    }

    private Found<T> shrunk(long seed, Drawn<T> drawn, Throwable failure) {
        Drawn<T> smallest = drawn;
        Throwable reason = failure;
        boolean simpler = true;
        while (simpler) {
            simpler = false;
            for (Drawn<T> candidate : (Iterable<Drawn<T>>) smallest.simpler()::iterator) {
                Throwable next = failure(candidate.value());
                if (next != null) {
                    smallest = candidate;
                    reason = next;
                    simpler = true;
                    break;
                }
            }
        }
        return new Found<>(seed, drawn.value(), smallest.value(), reason);
    }

    private @Nullable Throwable failure(T value) {
        try {
            check.accept(value);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }
}
