package io.inkwell.laws.example;

import io.inkwell.laws.OtEngine;

/** A small engine of another make: texts, and keystrokes with positions. It has neither compose nor identity. */
class Typewriter implements OtEngine<String, Keystroke> {
    @Override
    public String apply(String text, Keystroke keystroke) {
        return switch (keystroke) {
            case Keystroke.Type(int position, char letter) ->
                text.substring(0, position) + letter + text.substring(position);
            case Keystroke.Erase(int position, char _) -> text.substring(0, position) + text.substring(position + 1);
            case Keystroke.Nothing _ -> text;
        };
    }

    @Override
    public Keystroke transformOver(Keystroke later, Keystroke earlier) {
        return switch (earlier) {
            case Keystroke.Type typed -> makesRoomFor(later, typed) ? moved(later, 1) : later;
            case Keystroke.Erase erased -> closesUpAfter(later, erased.position());
            case Keystroke.Nothing _ -> later;
        };
    }

    @Override
    public Keystroke transformUnder(Keystroke earlier, Keystroke later) {
        return switch (later) {
            case Keystroke.Type typed -> pushedBy(earlier, typed) ? moved(earlier, 1) : earlier;
            case Keystroke.Erase erased -> closesUpAfter(earlier, erased.position());
            case Keystroke.Nothing _ -> earlier;
        };
    }

    @Override
    public Keystroke invert(Keystroke keystroke, String base) {
        return switch (keystroke) {
            case Keystroke.Type(int position, char letter) -> new Keystroke.Erase(position, letter);
            case Keystroke.Erase(int position, char letter) -> new Keystroke.Type(position, letter);
            case Keystroke.Nothing nothing -> nothing;
        };
    }

    /** Whether the later keystroke stands behind what was typed earlier; at the same position the earlier letter comes first. */
    private static boolean makesRoomFor(Keystroke later, Keystroke.Type earlier) {
        return position(later) >= earlier.position();
    }

    /** Whether the earlier keystroke stands behind what was typed later. */
    boolean pushedBy(Keystroke earlier, Keystroke.Type later) {
        return switch (earlier) {
            case Keystroke.Type typed -> typed.position() > later.position();
            case Keystroke.Erase erased -> erased.position() >= later.position();
            case Keystroke.Nothing _ -> false;
        };
    }

    private static Keystroke closesUpAfter(Keystroke keystroke, int erased) {
        if (keystroke instanceof Keystroke.Erase same && same.position() == erased) {
            return new Keystroke.Nothing();
        }
        return position(keystroke) > erased ? moved(keystroke, -1) : keystroke;
    }

    private static Keystroke moved(Keystroke keystroke, int by) {
        return switch (keystroke) {
            case Keystroke.Type(int position, char letter) -> new Keystroke.Type(position + by, letter);
            case Keystroke.Erase(int position, char letter) -> new Keystroke.Erase(position + by, letter);
            case Keystroke.Nothing nothing -> nothing;
        };
    }

    static int position(Keystroke keystroke) {
        return switch (keystroke) {
            case Keystroke.Type typed -> typed.position();
            case Keystroke.Erase erased -> erased.position();
            case Keystroke.Nothing _ -> 0;
        };
    }
}
