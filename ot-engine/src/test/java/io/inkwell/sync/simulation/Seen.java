package io.inkwell.sync.simulation;

/** What came of it: counted, so that a simulation that no longer reaches something is noticed. */
enum Seen {
    /** A batch was committed. */
    COMMITTED,
    /** A batch with more than one operation. */
    BATCH_OF_SEVERAL,
    /** A batch found the head moved. */
    HEAD_MOVED,
    /** Nobody knew what became of a batch. */
    UNKNOWN_OUTCOME,
    /** An outcome nobody knew turned out to be stored. */
    UNKNOWN_WAS_STORED,
    /** A key was burnt. */
    BURNT,
    /** A refusal became a revision. */
    REFUSED,
    /** An operation became empty on its way to the head. */
    EMPTIED,
    /** A client was told that its operation is saved by an acknowledgement. */
    OWN_BY_ACK,
    /** A client found its own operation in a frame. */
    OWN_IN_FRAME,
    /** A client found its own operation in what it had missed. */
    OWN_IN_INIT,
    /** A client was told a burnt key on its own. */
    REBASED,
    /** A client was told what it had missed as one change. */
    COMPOSED,
    /** The same, after its own operation was told. */
    COMPOSED_AFTER_OWN,
    /** An outcome was told again. */
    REPEATED,
    /** A client lost its identity. */
    IDENTITY_LOST,
    /** What was sent under a lost identity was settled. */
    FORMER_SETTLED,
    /** An opening arrived after its client had opened again. */
    LATE_OPEN,
    /** A connection was closed because another one took over. */
    SUPERSEDED,
    /** A connection was sent a page that memory no longer held. */
    PAGE_FROM_LOG,
    /** Text was handed back to its person. */
    RESCUED,
    /** A snapshot was stored. */
    SNAPSHOT,
    /** A client edited while it was being let in. */
    EDIT_WHILE_OPENING,
    /** A client was opened from what it had stored, with an operation in flight. */
    REOPENED_IN_FLIGHT,
    /** A hint arrived. */
    HINT,
    /** A node did not get the lock and went on all the same. */
    WITHOUT_LOCK,
    /** A replica noticed a gap and asked for another connection. */
    GAP,
    /** A node noticed that the log is not the one it knew. */
    REWOUND_NOTICED,
    /** A node handed out what the log had lost and it still held. */
    SALVAGED,
    /** The same, where the log had gone on in another way meanwhile. */
    SALVAGED_BESIDE_ANOTHER_WAY,
    /** A hostile message was refused, or ended its own connection. */
    HOSTILE_REFUSED
}
