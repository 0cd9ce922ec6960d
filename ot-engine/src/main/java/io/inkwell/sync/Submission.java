package io.inkwell.sync;

import io.inkwell.ot.Ops;

/**
 * An operation as a client sent it.
 *
 * @param id the client and its count
 * @param baseRevision the revision the operation starts from
 * @param ops the canonical operation, not yet bound to a document length
 * @param hash the fingerprint of base and operation
 */
public record Submission(SubmissionId id, long baseRevision, Ops ops, Digest hash) {}
