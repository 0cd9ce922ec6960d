package io.inkwell.system.faults;

/** What an edit of the tests does. */
enum EditKind {
    /** Brings one new token in. */
    INSERT,
    /** Takes tokens away that were stored before. */
    DELETE,
    /** Makes tokens bold, or plain again. */
    FORMAT
}
