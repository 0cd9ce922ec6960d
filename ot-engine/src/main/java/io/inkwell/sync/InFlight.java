package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Ops;

/**
 * A replica's operation without an answer.
 *
 * @param id its key
 * @param baseRevision the revision it was made on
 * @param ops the operation as it was first sent
 * @param hash its fingerprint
 * @param current the same operation carried to the replica's revision
 */
public record InFlight(SubmissionId id, long baseRevision, Ops ops, Digest hash, Delta current) {
    InFlight carriedTo(Delta newCurrent) {
        return new InFlight(id, baseRevision, ops, hash, newCurrent);
    }
}
