package io.inkwell.sync.port;

import io.inkwell.sync.Digest;
import io.inkwell.sync.StoredOperation;

/**
 * A row of the log exactly as it is stored: nothing is decoded and nothing taken for granted, since it may be damaged. Immutable.
 *
 * @param revision its number
 * @param kindNumber what it is, as in {@link io.inkwell.sync.CommitKind#number}
 * @param displayId whose submission
 * @param seq that client's count
 * @param atMillis when, milliseconds since 1970
 * @param baseLength the document's length before it, UTF-16 units
 * @param submitHash the fingerprint of the submission
 * @param chain the chain at this revision
 * @param operation its operation, redacted or not
 */
public record StoredRevision(long revision, int kindNumber, int displayId, int seq, long atMillis, int baseLength,
        Digest submitHash, Digest chain, StoredOperation operation) {
    /** Number and key; never the text. */
    @Override
    public String toString() {
        return "StoredRevision[" + revision + " " + displayId + "/" + seq + "]";
    }
}
