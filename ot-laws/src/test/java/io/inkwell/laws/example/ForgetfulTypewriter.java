package io.inkwell.laws.example;

/**
 * The same engine with a classic mistake: of two letters typed at the same position each gives way to the other, so on each side the
 * letter of the other one comes first.
 */
class ForgetfulTypewriter extends Typewriter {
    @Override
    boolean pushedBy(Keystroke earlier, Keystroke.Type later) {
        return position(earlier) >= later.position();
    }
}
