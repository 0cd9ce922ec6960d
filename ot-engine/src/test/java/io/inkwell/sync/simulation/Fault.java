package io.inkwell.sync.simulation;

/** What is done to a schedule. */
enum Fault {
    // ---- connections
    /** A connection breaks; a part of what travels on it still arrives. */
    CUT,
    /** What still arrives of a broken connection arrives late: the client may be back long before. */
    LATE_MESSAGES,
    /** A connection stands still in one direction for a while. */
    STALL,
    /** A message of a node vanishes, what comes after it still arrives for a while. */
    MESSAGE_LOST,
    /** A message of a node arrives twice, but not what lets a client in. */
    MESSAGE_TWICE,
    // ---- clients
    /** A client sends an operation twice. */
    DUPLICATE_SEND,
    /** A client goes offline for a while and goes on editing. */
    OFFLINE_SPELL,
    /** Somebody opens under another client's identity. */
    SHARED_IDENTITY,
    /** The document is opened in one more tab, which starts with nothing. */
    ANOTHER_TAB,
    /** A browser is closed in the middle of everything and opened again from what it stored. */
    BROWSER_CLOSED,
    /** A browser is closed and what it stored is gone. */
    STORE_LOST,
    /** Somebody sends what no honest program sends. */
    HOSTILE_MESSAGE,
    // ---- nodes
    /** A node dies: its memory is gone, what it sent to the log lives on. */
    NODE_CRASH,
    /** A node stands still, for up to two minutes, and goes on as if nothing had happened. */
    NODE_PAUSE,
    /** The clock of a node jumps, up to an hour forwards or backwards. */
    CLOCK_JUMP,
    // ---- the log
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
    /** The log is away for a while. */
    LOG_DOWN,
    /** The log loses its end: somebody restored an old backup. */
    LOG_REWOUND,
    /** Somebody's rights change. */
    ACCESS_CHANGE,
    // ---- hints and the lock, on which nothing depends
    /** A hint about a new head is lost. */
    HINT_LOST,
    /** A hint arrives twice. */
    HINT_TWICE,
    /** A hint arrives late, after newer ones. */
    HINT_LATE,
    /** No hint arrives for a while. */
    HINTS_FROZEN,
    /** The lock says yes to a second holder, no to everybody, or breaks. */
    LOCK_LIES,
    // ---- narrow places
    /** A document has room for little more than a few tokens. */
    NARROW_DOCUMENT,
    /** One operation may hold only little. */
    NARROW_OPERATION
}
