package io.inkwell.sync;

/**
 * Why a message or an operation was not taken. The name is what the wire carries, the number is what the log stores (never reused, never
 * renumbered).
 *
 * <p>
 * A refusal that depends on the bytes alone leaves the sequence number free. One that depends on the document is committed as an empty
 * revision of kind <em>refused</em> and uses the number up: otherwise a late copy of the refused text could still commit once the document
 * has changed.
 */
public enum RefusalCode {
    /** Not a message of the protocol, or a message at the wrong moment. */
    BAD_MESSAGE(1, false),
    /** The client id belongs to somebody else. */
    IDENTITY(2, false),
    /** The base revision is newer than the head. */
    BASE_FUTURE(3, false),
    /** The sequence number was used before for other bytes. */
    SEQ_REUSED(4, false),
    /** The sequence number is not the next one. */
    SEQ_GAP(5, false),
    /** Too many messages; the same bytes may be sent again after the stated delay. */
    RATE(6, false),
    /** A cursor or presence message that makes no sense. */
    PRESENCE(7, false),
    /** The operation does nothing. */
    OP_EMPTY(8, false),
    /** A length is out of range, or the operation reaches past the end of the document. */
    OP_RANGE(9, false),
    /** The operation is larger than one operation may be. */
    OP_LIMIT(10, false),
    /** The final newline of a rich document would be deleted or followed by something. */
    OP_FINAL_NEWLINE(11, true),
    /** The document would grow beyond its limit. */
    DOC_FULL(12, true),
    /** Text with a character that no document may hold. */
    TEXT(13, false),
    /** The operation cuts a surrogate pair in two. */
    SPLIT_PAIR(14, true),
    /** An attribute name that the document type does not know. */
    ATTR_KEY(15, false),
    /** An attribute value that the document type does not allow. */
    ATTR_VALUE(16, false),
    /** An attribute on a character it does not belong to, such as a header level on a letter. */
    ATTR_PLACE(17, true),
    /** An embed that the document type does not allow. */
    EMBED(18, false),
    /** The connection may read but not write. */
    READ_ONLY(19, false),
    /** The database cannot store anything now; the same bytes may be sent again after the stated delay. */
    STORAGE(20, false),
    /** The document is frozen and takes no edits. */
    FROZEN(21, false),
    /**
     * A past state was to be brought back on a head that is not the head any more. The number stays free: no head comes back, so a late copy
     * can never be stored either.
     */
    HEAD_MOVED(22, false);

    private final int number;
    private final boolean consumesSeq;

    RefusalCode(int number, boolean consumesSeq) {
        this.number = number;
        this.consumesSeq = consumesSeq;
    }

    /** The number the log stores, 1 to 899. */
    public int number() {
        return number;
    }

    /** Whether the refusal is itself a revision and uses the sequence number up. */
    public boolean consumesSeq() {
        return consumesSeq;
    }

    /** Whether the same bytes may be sent again later without any change. */
    public boolean meansLater() {
        return this == RATE || this == STORAGE;
    }

    /**
     * The code stored under a number.
     *
     * @throws IllegalArgumentException if no code has this number
     */
    public static RefusalCode ofNumber(int number) {
        for (RefusalCode code : values()) {
            if (code.number == number)
                return code;
        }
        throw new IllegalArgumentException("no refusal code has the number " + number);
    }
}
