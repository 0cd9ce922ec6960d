package io.inkwell.laws.example;

/** A change to a text, one character at a time. */
sealed interface Keystroke {
    /** Types a letter in front of the character at the position. */
    record Type(int position, char letter) implements Keystroke {}

    /** Erases the character at the position; the letter is what stands there. */
    record Erase(int position, char letter) implements Keystroke {}

    /** Does nothing: somebody else has erased it already. */
    record Nothing() implements Keystroke {}
}
