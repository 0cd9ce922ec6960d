package io.inkwell.laws;

import org.jspecify.annotations.Nullable;

/** A law does not hold. The message tells the story: the document, the changes, both ways, and where they part. */
public final class BrokenLawError extends AssertionError {
    private static final long serialVersionUID = 1;

    private final Law law;

    BrokenLawError(Law law, String story, @Nullable Throwable cause) {
        super(story, cause);
        this.law = law;
    }

    /** The law that does not hold. */
    public Law law() {
        return law;
    }
}
