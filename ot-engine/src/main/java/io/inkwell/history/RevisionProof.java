package io.inkwell.history;

import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proof that one revision is part of the history that a checkpoint was taken of, for somebody who holds the checkpoint and nothing else of
 * the history: the chain before the revision, the revision itself, and of every later one up to the checkpoint what the chain is made of, with
 * the digest in place of the operation. Whoever computes the chain along it and arrives at the checkpoint's knows that the operation is the one
 * that was committed. Immutable.
 *
 * <p>
 * It proves nothing about what came before the revision, and of a redacted one only its digest.
 *
 * @param document which document
 * @param previousChain the chain before the revision
 * @param proven the revision itself
 * @param operation its canonical JSON; of a redacted revision the filler, which is not proven
 * @param later the revisions after it up to the checkpoint, in order
 */
public record RevisionProof(DocumentId document, Digest previousChain, Link proven, String operation,
        List<Link> later) {
    /** Copies the list. */
    public RevisionProof {
        later = List.copyOf(later);
    }

    /**
     * What the chain is made of at one revision.
     *
     * @param revision its number
     * @param kindNumber what it is
     * @param id whose submission
     * @param atMillis when, milliseconds since 1970
     * @param operation the digest of its operation
     */
    public record Link(long revision, int kindNumber, SubmissionId id, long atMillis, OperationDigest operation) {
        /** What the chain is made of at a commit. */
        public static Link of(Commit commit) {
            return new Link(commit.revision(), commit.kind().number(), commit.id(), commit.atMillis(),
                    commit.operationDigest());
        }

        private Digest after(Digest chain) {
            return chain.link(revision, kindNumber, id, atMillis, operation);
        }
    }

    /**
     * The proof of the first of some commits against the chain at the last.
     *
     * @param previousChain the chain before the first
     * @param commits one or more, without a gap
     */
    public static RevisionProof of(DocumentId document, Digest previousChain, List<Commit> commits) {
        List<Link> links = new ArrayList<>();
        commits.forEach(commit -> links.add(Link.of(commit)));
        return new RevisionProof(document, previousChain, links.getFirst(),
                new String(commits.getFirst().opBytes(), StandardCharsets.UTF_8),
                links.subList(1, links.size()));
    }

    /** What a proof shows. */
    public enum Verdict {
        /** The operation is the one that was committed. */
        PROVEN,
        /** The revision is part of the history, but its operation was redacted: only the digest of what stood there is proven. */
        PROVEN_REDACTED,
        /** It shows nothing. */
        NOT_PROVEN
    }

    /** Computes the chain along the proof and compares it with a checkpoint. */
    public Verdict check(Checkpoint checkpoint) {
        if (!checkpoint.document().equals(document) || !chain().equals(Optional.of(checkpoint.chain()))
                || last().revision() != checkpoint.revision())
            return Verdict.NOT_PROVEN;
        return OperationDigest.of(operation.getBytes(StandardCharsets.UTF_8)).equals(proven.operation())
                ? Verdict.PROVEN
                : Verdict.PROVEN_REDACTED;
    }

    private Link last() {
        return later.isEmpty() ? proven : later.getLast();
    }

    /** The chain at the last link; empty if the numbers have a gap. */
    private Optional<Digest> chain() {
        Digest chain = proven.after(previousChain);
        long revision = proven.revision();
        for (Link link : later) {
            if (link.revision() != ++revision)
                return Optional.empty();
            chain = link.after(chain);
        }
        return Optional.of(chain);
    }
}
