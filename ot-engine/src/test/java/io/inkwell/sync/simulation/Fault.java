package io.inkwell.sync.simulation;

/** What is done to a schedule. */
enum Fault {
    /** A connection breaks; a part of what travels on it still arrives. */
    CUT,
    /** What still arrives of a broken connection arrives late: the client may be back long before. */
    LATE_MESSAGES,
    /** A client sends an operation twice. */
    DUPLICATE_SEND,
    /** A client goes offline for a while and goes on editing. */
    OFFLINE_SPELL,
    /** Somebody opens under another client's identity. */
    SHARED_IDENTITY,
    /** A node dies: its memory is gone, what it sent to the log lives on. */
    NODE_CRASH,
    /** A statement never reaches the log. */
    REQUEST_LOST,
    /** The answer to an executed statement is lost. */
    REPLY_LOST,
    /** A statement is executed long after its node gave up waiting. */
    ZOMBIE,
    /** The log cannot be read. */
    READ_FAILED,
    /** The answer to a reading is old when it arrives. */
    SLOW_READING,
    /** The log can store nothing. */
    STORAGE_REFUSED,
    /** Somebody's rights change. */
    ACCESS_CHANGE,
    /** A document has room for little more than a few tokens. */
    NARROW_DOCUMENT,
    /** One operation may hold only little. */
    NARROW_OPERATION
}
