package io.inkwell.sync;

import io.inkwell.ot.Ops;

/**
 * An operation as a client sent it.
 *
 * @param id the client and its count
 * @param baseRevision the revision the operation starts from
 * @param ops the canonical operation, not yet bound to a document length
 * @param hash the fingerprint of base and operation, or of the request that the operation was made for
 * @param manner on which heads it may be committed
 */
public record Submission(SubmissionId id, long baseRevision, Ops ops, Digest hash, Manner manner) {
    /** On which heads a submission may be committed, and as what. */
    public enum Manner {
        /** An edit: carried over everything it has not seen. */
        CARRIED,
        /** A past state brought back: stands directly on its base or not at all, since on another head it would lead to another state. */
        RESTORING;

        /** What it is stored as. */
        public CommitKind kind() {
            return switch (this) {
                case CARRIED -> CommitKind.Edit.EDIT;
                case RESTORING -> CommitKind.Restore.RESTORE;
            };
        }
    }

    /** An edit. */
    public Submission(SubmissionId id, long baseRevision, Ops ops, Digest hash) {
        this(id, baseRevision, ops, hash, Manner.CARRIED);
    }
}
