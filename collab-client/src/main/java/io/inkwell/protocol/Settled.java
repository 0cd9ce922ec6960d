package io.inkwell.protocol;

import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import org.jspecify.annotations.Nullable;

/**
 * What became of the edit that a client named as in flight when it opened.
 *
 * @param id its key; the display id may be that of a former identity
 * @param outcome what became of it
 */
public record Settled(SubmissionId id, Outcome outcome) {
    /** What became of an edit. */
    public sealed interface Outcome {
        /**
         * It is stored.
         *
         * @param revision as this revision
         */
        record Edit(long revision) implements Outcome {}

        /**
         * The edit can never commit under its key: send it again under the next one.
         *
         * @param revision the empty revision that used the key up; absent if the key holds another edit
         */
        record Burnt(@Nullable Long revision) implements Outcome {}

        /**
         * It was refused for good.
         *
         * @param revision the empty revision that used its key up
         * @param code why
         */
        record Refused(long revision, RefusalCode code) implements Outcome {}

        /** It is not stored; the same bytes under the same key may be sent again. */
        record Unknown() implements Outcome {}
    }
}
