package io.inkwell.laws.cases;

import java.util.Arrays;
import java.util.Random;

/**
 * Where a generator takes its decisions from. Whatever is drawn is a function of the numbers chosen: the same choices give the same case,
 * and smaller or fewer choices give a simpler one. That is all that shrinking needs to know.
 */
@FunctionalInterface
public interface Choices {
    /** A number from 0 to {@code bound - 1}; 0 is the simplest. */
    int below(int bound);

    /** Choices that are the same for every run with this seed. */
    static Choices seeded(long seed) {
        // Spread, because the first numbers of java.util.Random hardly differ for neighbouring seeds.
        return new Random(seed * 0x9E37_79B9_7F4A_7C15L)::nextInt;
    }

    /** Choices from a source of random numbers. */
    static Choices from(Random random) {
        return random::nextInt;
    }

    /** Repeats choices that were made before, and chooses 0 when they are used up. */
    static Choices replay(int[] chosen) {
        int[] next = {0};
        return bound -> next[0] < chosen.length ? Math.min(chosen[next[0]++], bound - 1) : 0;
    }

    /** Passes choices on and remembers them. */
    final class Recording implements Choices {
        private final Choices source;
        private int[] chosen = new int[64];
        private int count;

        /** Remembers what the source chooses. */
        public Recording(Choices source) {
            this.source = source;
        }

        @Override
        public int below(int bound) {
            int choice = source.below(bound);
            if (count == chosen.length) {
                chosen = Arrays.copyOf(chosen, 2 * count);
            }
            chosen[count++] = choice;
            return choice;
        }

        /** All choices so far, to be replayed. */
        public int[] chosen() {
            return Arrays.copyOf(chosen, count);
        }
    }
}
