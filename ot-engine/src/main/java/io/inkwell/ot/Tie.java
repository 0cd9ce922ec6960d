package io.inkwell.ot;

/** What a position does when something is inserted exactly there. */
public enum Tie {
    /** The position stays where it is: the inserted text comes after it. */
    STAY_BEFORE_INSERT,
    /** The position moves along: the inserted text comes before it. */
    MOVE_AFTER_INSERT
}
