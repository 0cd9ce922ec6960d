package io.inkwell.history;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;

/**
 * Where the chain of a document stood. Kept elsewhere, it proves later that nothing up to its revision was rewritten: the chain at a revision
 * is made of everything before it. It is as trustworthy as the place it was kept in.
 *
 * @param document which document
 * @param revision which revision, 0 or more
 * @param chain the chain there
 * @param atMillis when that revision was made, milliseconds since 1970
 */
public record Checkpoint(DocumentId document, long revision, Digest chain, long atMillis) {
    /** @throws IllegalArgumentException if the revision is negative */
    public Checkpoint {
        if (revision < 0)
            throw new IllegalArgumentException("a revision is 0 or more, got " + revision);
    }
}
