package io.inkwell.laws;

/** What a position does when something is inserted exactly there. */
public enum Tie {
    /** The position stays where it is: what is inserted comes behind it. */
    STAY_BEFORE_INSERT,
    /** The position moves along: what is inserted comes in front of it. */
    MOVE_AFTER_INSERT
}
