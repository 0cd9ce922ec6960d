package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.json.OpsJson;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the log: an accepted (or burnt, or refused) submission, as it is stored and as every replica applies it. Immutable.
 *
 * <p>
 * Coordinates: {@link #op} starts from the document at {@code revision - 1} and ends in the document at {@code revision}.
 */
public final class Commit {
    private final long revision;
    private final CommitKind kind;
    private final SubmissionId id;
    private final long atMillis;
    private final Delta op;
    private final byte[] opBytes;
    private final Digest submitHash;
    private final Digest chain;
    private final @Nullable OperationDigest original;

    private Commit(long revision, CommitKind kind, SubmissionId id, long atMillis, Delta op, byte[] opBytes,
            Digest submitHash, Digest chain, @Nullable OperationDigest original) {
        this.revision = revision;
        this.kind = kind;
        this.id = id;
        this.atMillis = atMillis;
        this.op = op;
        this.opBytes = opBytes;
        this.submitHash = submitHash;
        this.chain = chain;
        this.original = original;
    }

    /**
     * The commit that follows a head: its chain is computed.
     *
     * @param previousChain the chain at {@code revision - 1}
     * @param atMillis when it was made, milliseconds since 1970; never smaller than the previous commit's
     * @param op the operation on the document at {@code revision - 1}
     * @param submitHash the fingerprint of the submission as it was sent
     */
    public static Commit following(Digest previousChain, long revision, CommitKind kind, SubmissionId id, long atMillis,
            Delta op, Digest submitHash) {
        byte[] opBytes = OpsJson.write(op.ops());
        Digest chain = previousChain.link(revision, kind.number(), id, atMillis, opBytes);
        return new Commit(revision, kind, id, atMillis, op, opBytes, submitHash, chain, null);
    }

    /**
     * A commit as read from the log. The chain is taken as stored: {@link #continues} checks it.
     *
     * @param opBytes the stored canonical UTF-8 JSON of {@code op}; kept, not copied: the caller does not change it
     */
    public static Commit stored(long revision, CommitKind kind, SubmissionId id, long atMillis, Delta op,
            byte[] opBytes, Digest submitHash, Digest chain) {
        return new Commit(revision, kind, id, atMillis, op, opBytes, submitHash, chain, null);
    }

    /**
     * A commit as read from the log whose operation was redacted: a filler stands in its place.
     *
     * @param filler the filler, as long as what it replaces in every part
     * @param fillerBytes its canonical UTF-8 JSON; kept
     * @param original the digest of the operation that stood there, by which the chain still verifies
     */
    public static Commit redacted(long revision, CommitKind kind, SubmissionId id, long atMillis, Delta filler,
            byte[] fillerBytes, Digest submitHash, Digest chain, OperationDigest original) {
        return new Commit(revision, kind, id, atMillis, filler, fillerBytes, submitHash, chain, original);
    }

    /** The number of this commit: 1 for the first. */
    public long revision() {
        return revision;
    }

    /** What the commit is. */
    public CommitKind kind() {
        return kind;
    }

    /** Whose submission it is. */
    public SubmissionId id() {
        return id;
    }

    /** When it was made, milliseconds since 1970. */
    public long atMillis() {
        return atMillis;
    }

    /** The operation, on the document at {@code revision - 1}. Empty for burnt and refused keys. */
    public Delta op() {
        return op;
    }

    /** The canonical UTF-8 JSON of the operation; shared, not to be changed. */
    public byte[] opBytes() {
        return opBytes;
    }

    /** Whether a filler stands in the place of the operation. */
    public boolean isRedacted() {
        return original != null;
    }

    /** The digest by which the operation stands in the chain. */
    public OperationDigest operationDigest() {
        return original == null ? OperationDigest.of(opBytes) : original;
    }

    /** The fingerprint of the submission as it was sent. */
    public Digest submitHash() {
        return submitHash;
    }

    /** The chain at this revision. */
    public Digest chain() {
        return chain;
    }

    /** Whether this commit is the proven successor of a revision: the number, the length and the chain all fit. */
    public boolean continues(long previousRevision, int previousLength, Digest previousChain) {
        return revision == previousRevision + 1 && op.baseLength() == previousLength
                && chain.equals(previousChain.link(revision, kind.number(), id, atMillis, operationDigest()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commit that && revision == that.revision && kind.equals(that.kind) && id.equals(that.id)
                && atMillis == that.atMillis && op.equals(that.op) && Arrays.equals(opBytes, that.opBytes)
                && submitHash.equals(that.submitHash) && chain.equals(that.chain)
                && Objects.equals(original, that.original);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }

    /** Number, kind and key; never the text. */
    @Override
    public String toString() {
        return "Commit[" + revision + " " + kind + " " + id.displayId() + "/" + id.seq() + "]";
    }
}
