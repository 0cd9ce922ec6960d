package io.inkwell.benchmarks.cases;

import java.util.random.RandomGenerator;

/** Text that looks like text: words of two to nine letters, a line break about every twelve words. ASCII only, so every library counts alike. */
final class Prose {
    private static final int WORD_LETTERS_MIN = 2;
    private static final int WORD_LETTERS_MAX = 9;
    private static final int WORDS_PER_LINE = 12;
    private static final int LETTERS = 26;

    private Prose() {}

    /** Text of exactly this length. */
    static String of(int length, RandomGenerator random) {
        var text = new StringBuilder(length + WORD_LETTERS_MAX + 1);
        while (text.length() < length) {
            int letters = random.nextInt(WORD_LETTERS_MIN, WORD_LETTERS_MAX + 1);
            for (int i = 0; i < letters; i++) {
                text.append(letter(random));
            }
            text.append(random.nextInt(WORDS_PER_LINE) == 0 ? '\n' : ' ');
        }
        text.setLength(length);
        return text.toString();
    }

    /** One lower-case letter. */
    static char letter(RandomGenerator random) {
        return (char) ('a' + random.nextInt(LETTERS));
    }
}
