package io.inkwell.server.programs;

import io.inkwell.sync.Commit;
import io.inkwell.sync.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What became of an order. */
public sealed interface Outcome {
    /**
     * It is on disk.
     *
     * @param commit as stored
     * @param occasion whether this call stored it
     */
    record Stored(Commit commit, Occasion occasion) implements Outcome {}

    /** When an order was stored. */
    enum Occasion {
        /** By this call. */
        NOW,
        /** By an earlier call with the same key. */
        BEFORE
    }

    /**
     * There was nothing to do, and nothing is stored.
     *
     * @param headRevision the newest revision at that moment
     */
    record Nothing(long headRevision) implements Outcome {}

    /**
     * It is refused.
     *
     * @param code why
     * @param message the reason in words; absent where the refusal is a revision, for the log keeps the code alone
     * @param revision the empty revision that used its key up, if there is one
     */
    record Refused(RefusalCode code, @Nullable String message, @Nullable Long revision) implements Outcome {}

    /** The key was used for something else. */
    record KeyReused() implements Outcome {}

    /** Nothing is stored, and nothing can be stored for the moment. */
    record NotNow() implements Outcome {}

    /** It may be stored, or may still be: nobody could tell in time. Asked again under the same key it will be told. */
    record Unknown() implements Outcome {}

    /** The document is not there any more. */
    record Gone() implements Outcome {}

    /** The document's log is damaged: nothing is stored. */
    record Damaged() implements Outcome {}
}
