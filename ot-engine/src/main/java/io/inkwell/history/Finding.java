package io.inkwell.history;

import java.util.OptionalLong;

/** Something wrong with a stored document. The sentences are for people and hold no document text. */
public sealed interface Finding {
    /** The first revision that is concerned. */
    long revision();

    /** What is wrong, as a sentence. */
    String sentence();

    /** A name for programs: the kind of finding, in capitals. */
    String code();

    /** Whether the log itself is damaged. If not, only something derived is, and the log makes it good. */
    default boolean isOfTheLog() {
        return true;
    }

    /**
     * A number between two that are there is missing.
     *
     * @param revision the missing number
     * @param next the number that follows; absent: it is the log's end that is missing, which the head row knows
     */
    record Missing(long revision, OptionalLong next) implements Finding {
        @Override
        public String sentence() {
            return next.isPresent()
                    ? "Revision " + revision + " is missing: after " + (revision - 1) + " comes " + next.getAsLong()
                            + "."
                    : "The end of the log is missing from revision " + revision + " on: the head says there is more.";
        }

        @Override
        public String code() {
            return next.isPresent() ? "REVISION_MISSING" : "END_MISSING";
        }
    }

    /**
     * The chain does not follow: the operation or what the chain covers beside it is not what was committed.
     *
     * @param revision where
     */
    record BrokenLink(long revision) implements Finding {
        @Override
        public String sentence() {
            return "Revision " + revision
                    + " is not what was committed: its operation, time, kind or author does not give its chain.";
        }

        @Override
        public String code() {
            return "CHAIN_BROKEN";
        }
    }

    /**
     * Two neighbours stand in each other's place.
     *
     * @param revision the first of them
     */
    record Swapped(long revision) implements Finding {
        @Override
        public String sentence() {
            return "Revisions " + revision + " and " + (revision + 1) + " stand in each other's place.";
        }

        @Override
        public String code() {
            return "REVISIONS_SWAPPED";
        }
    }

    /**
     * The operation cannot be read or does not fit the document it starts from.
     *
     * @param revision where
     * @param reason what is wrong with it, without document text
     */
    record Unfit(long revision, String reason) implements Finding {
        @Override
        public String sentence() {
            return "The operation of revision " + revision + " cannot be used: " + reason;
        }

        @Override
        public String code() {
            return "OPERATION_UNUSABLE";
        }
    }

    /**
     * The length the row gives for the document before it is not its length.
     *
     * @param revision where
     * @param stored what the row says, UTF-16 units
     * @param actual what it is
     */
    record WrongLength(long revision, int stored, int actual) implements Finding {
        @Override
        public String sentence() {
            return "Revision " + revision + " says that the document had " + stored + " units before it; it had "
                    + actual + ".";
        }

        @Override
        public String code() {
            return "LENGTH_WRONG";
        }
    }

    /**
     * A revision is older than the one before it.
     *
     * @param revision where
     */
    record TimeBackwards(long revision) implements Finding {
        @Override
        public String sentence() {
            return "Revision " + revision + " is older than the one before it.";
        }

        @Override
        public String code() {
            return "TIME_BACKWARDS";
        }
    }

    /**
     * A revision is marked as redacted, and what stands there is not a filler, or nobody noted that it was redacted.
     *
     * @param revision where
     * @param reason what is wrong
     */
    record FalseRedaction(long revision, String reason) implements Finding {
        @Override
        public String sentence() {
            return "The redaction of revision " + revision + " is not one: " + reason;
        }

        @Override
        public String code() {
            return "REDACTION_FALSE";
        }
    }

    /**
     * The head row does not say what the last revision says.
     *
     * @param revision the last revision
     * @param reason what differs
     */
    record HeadDiffers(long revision, String reason) implements Finding {
        @Override
        public String sentence() {
            return "The head does not fit the last revision, " + revision + ": " + reason;
        }

        @Override
        public String code() {
            return "HEAD_DIFFERS";
        }
    }

    /**
     * A snapshot stands beyond the end of the log: the log was longer once.
     *
     * @param revision of the snapshot
     * @param end where the log ends
     */
    record SnapshotBeyondTheEnd(long revision, long end) implements Finding {
        @Override
        public String sentence() {
            return "There is a snapshot at revision " + revision + ", but the log ends at " + end
                    + ": it was longer once.";
        }

        @Override
        public String code() {
            return "SNAPSHOT_BEYOND_THE_END";
        }
    }

    /**
     * A snapshot is damaged or is not what the log gives at its revision. It is passed over when documents are read.
     *
     * @param revision of the snapshot
     * @param reason what is wrong
     */
    record BadSnapshot(long revision, String reason) implements Finding {
        @Override
        public String sentence() {
            return "The snapshot at revision " + revision + " is of no use: " + reason;
        }

        @Override
        public String code() {
            return "SNAPSHOT_BAD";
        }

        @Override
        public boolean isOfTheLog() {
            return false;
        }
    }

    /**
     * The history is another one than when a checkpoint was taken.
     *
     * @param revision of the checkpoint
     * @param end where the log ends
     */
    record CheckpointDiffers(long revision, long end) implements Finding {
        @Override
        public String sentence() {
            return revision > end
                    ? "A checkpoint was taken at revision " + revision + ", but the log ends at " + end
                            + ": it was longer once."
                    : "The history up to revision " + revision
                            + " is not the one the checkpoint was taken of: something at or before it was rewritten.";
        }

        @Override
        public String code() {
            return "CHECKPOINT_DIFFERS";
        }
    }
}
