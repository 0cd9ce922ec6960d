package io.inkwell.sync;

/**
 * How much one document's actor takes on at a time.
 *
 * @param documentLengthMax the longest a document may become, in UTF-16 units
 * @param batchCommitsMax the most commits in one statement
 * @param batchBytesMax the most bytes of operations in one statement, and the most that wait for the next one; a single operation always fits
 * @param windowCommitsMax over how many commits an operation is transformed before its key is burnt instead
 * @param windowBytesMax over how many bytes of operations likewise
 * @param pinnedCommitsMax how far the window is kept open for a client that was burnt and is on its way with a newer base
 * @param pinnedMillisMax how long likewise
 * @param snapshotBytesMin a snapshot is not made before the operations since the last one have so many bytes
 * @param snapshotShare nor before they have the document's bytes divided by this
 * @param retryFirstMillis how long to wait before the log is asked again after it did not answer
 * @param retryMaxMillis the longest such wait
 */
public record ActorLimits(int documentLengthMax, int batchCommitsMax, int batchBytesMax, int windowCommitsMax,
        long windowBytesMax, int pinnedCommitsMax,
        long pinnedMillisMax, long snapshotBytesMin, int snapshotShare, long retryFirstMillis, long retryMaxMillis) {
    /** The limits of a server. */
    public static final ActorLimits DEFAULT = new ActorLimits(5_000_000, 200, 1_048_576, 2_000, 1_048_576, 200_000,
            30_000, 65_536, 1, 50, 2_000);

    /** The most commits that a client with an operation in flight can need one by one: an operation is never carried over more. */
    int singlesMax() {
        return Math.max(windowCommitsMax, pinnedCommitsMax) + batchCommitsMax;
    }
}
