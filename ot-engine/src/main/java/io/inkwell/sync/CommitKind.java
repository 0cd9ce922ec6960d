package io.inkwell.sync;

/** What a revision is. */
public sealed interface CommitKind {
    /** An accepted submission: the operation as transformed to the head. It may have become empty on the way. */
    enum Edit implements CommitKind {
        /** The only value. */
        EDIT
    }

    /**
     * A key that was used up without an effect, because its base was older than a node transforms over: the operation is empty, the key can
     * never commit any more, the client sends the edit again under its next sequence number. Never an acknowledgement.
     */
    enum Burnt implements CommitKind {
        /** The only value. */
        BURNT
    }

    /** A past state brought back as a new revision, made by the server. */
    enum Restore implements CommitKind {
        /** The only value. */
        RESTORE
    }

    /**
     * A submission refused for a reason that depends on the document: the operation is empty, the key is used up.
     *
     * @param code the reason, one with {@link RefusalCode#consumesSeq}
     */
    record Refused(RefusalCode code) implements CommitKind {
        /** @throws IllegalArgumentException if the code is one that leaves the sequence number free */
        public Refused {
            if (!code.consumesSeq()) {
                throw new IllegalArgumentException(code + " is never committed");
            }
        }
    }

    /**
     * The number the log stores: 0 edit, 1 burnt, 2 restore, 100 + n refused with the code of number n. Number 3 is not used: a revision
     * keeps its kind when its operation is redacted, since the chain covers the kind.
     */
    default int number() {
        return switch (this) {
            case Edit e -> 0;
            case Burnt b -> 1;
            case Restore r -> 2;
            case Refused refused -> REFUSED_BASE + refused.code().number();
        };
    }

    /**
     * The kind stored under a number.
     *
     * @throws IllegalArgumentException if no kind has this number
     */
    static CommitKind ofNumber(int number) {
        return switch (number) {
            case 0 -> Edit.EDIT;
            case 1 -> Burnt.BURNT;
            case 2 -> Restore.RESTORE;
            default -> {
                if (number <= REFUSED_BASE)
                    throw new IllegalArgumentException("no kind of revision has the number " + number);
                yield new Refused(RefusalCode.ofNumber(number - REFUSED_BASE));
            }
        };
    }

    /** Numbers above this are refusals. */
    int REFUSED_BASE = 100;
}
