package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.RevisionProof.Link;
import io.inkwell.history.RevisionProof.Verdict;
import io.inkwell.ot.Delta;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A proof holds against the checkpoint it was made for, and no changed part of it does. */
class ASingleRevisionIsProvenProperties {
    private static final DocumentId DOCUMENT = new DocumentId("minutes");

    private static List<Commit> history(int length) {
        List<Commit> commits = new ArrayList<>();
        Digest chain = Digest.chainStart(DOCUMENT);
        for (int i = 0; i < length; i++) {
            Delta op = Delta.on(i).retain(i).insert("x").build();
            Commit commit = Commit.following(chain, i + 1, CommitKind.Edit.EDIT, new SubmissionId(1 + i % 3, 1 + i / 3),
                    1_000 + i, op, Digest.ofSubmission(i, new byte[]{(byte) i}));
            commits.add(commit);
            chain = commit.chain();
        }
        return commits;
    }

    private static RevisionProof proof(List<Commit> history, int revision, int through) {
        Digest before = revision == 1 ? Digest.chainStart(DOCUMENT) : history.get(revision - 2).chain();
        return RevisionProof.of(DOCUMENT, before, history.subList(revision - 1, through));
    }

    private static Checkpoint checkpoint(List<Commit> history, int revision) {
        return new Checkpoint(DOCUMENT, revision, history.get(revision - 1).chain(), 0);
    }

    @Property(tries = 200)
    void itHoldsForEveryRevisionAndEveryCheckpointAfterIt(@ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(min = 0, max = 39) int first, @ForAll @IntRange(min = 0, max = 39) int second)
            throws MalformedFileException {
        List<Commit> history = history(length);
        int revision = 1 + Math.min(first, second) % length;
        int through = revision + Math.max(first, second) % (length - revision + 1);
        RevisionProof proof = proof(history, revision, through);
        assertThat(proof.check(checkpoint(history, through))).isEqualTo(Verdict.PROVEN);
        assertThat(ProofFile.read(ProofFile.write(proof))).isEqualTo(proof);
    }

    @Property(tries = 300)
    void noPartOfItCanBeChanged(@ForAll @IntRange(min = 2, max = 20) int length,
            @ForAll @IntRange(min = 0, max = 99) int choice, @ForAll @IntRange(min = 0, max = 99) int place) {
        List<Commit> history = history(length);
        int revision = 1 + place % (length - 1);
        RevisionProof proof = proof(history, revision, length);
        Checkpoint checkpoint = checkpoint(history, length);
        RevisionProof forged = forged(proof, choice, place);
        assertThat(forged.check(checkpoint)).as(forged.toString()).isNotEqualTo(Verdict.PROVEN);
        assertThat(proof.check(new Checkpoint(new DocumentId("other"), length, checkpoint.chain(), 0)))
                .isEqualTo(Verdict.NOT_PROVEN);
        assertThat(proof.check(new Checkpoint(DOCUMENT, length + 1L, checkpoint.chain(), 0)))
                .isEqualTo(Verdict.NOT_PROVEN);
    }

    private static RevisionProof forged(RevisionProof proof, int choice, int place) {
        List<Link> later = new ArrayList<>(proof.later());
        int at = place % later.size();
        return switch (choice % 8) {
            case 0 -> new RevisionProof(proof.document(), new Digest(1, 2), proof.proven(), proof.operation(), later);
            case 1 -> with(proof, changed(proof.proven(), choice), later);
            case 2 -> new RevisionProof(proof.document(), proof.previousChain(), proof.proven(),
                    proof.operation().replace("x", "y"), later);
            case 3 -> {
                later.set(at, changed(later.get(at), choice));
                yield with(proof, proof.proven(), later);
            }
            case 4 -> {
                later.remove(at);
                yield with(proof, proof.proven(), later);
            }
            case 5 -> {
                later.add(at, later.get(at));
                yield with(proof, proof.proven(), later);
            }
            case 6 -> with(proof, later.getFirst(), later.subList(1, later.size()));
            default -> {
                OperationDigest other = OperationDigest.of("[]".getBytes(StandardCharsets.UTF_8));
                Link link = proof.proven();
                yield new RevisionProof(proof.document(), proof.previousChain(),
                        new Link(link.revision(), link.kindNumber(), link.id(), link.atMillis(), other), "[]", later);
            }
        };
    }

    private static RevisionProof with(RevisionProof proof, Link proven, List<Link> later) {
        return new RevisionProof(proof.document(), proof.previousChain(), proven, proof.operation(), later);
    }

    private static Link changed(Link link, int choice) {
        return switch (choice / 8 % 5) {
            case 0 -> new Link(link.revision() + 1, link.kindNumber(), link.id(), link.atMillis(), link.operation());
            case 1 -> new Link(link.revision(), link.kindNumber() + 1, link.id(), link.atMillis(), link.operation());
            case 2 -> new Link(link.revision(), link.kindNumber(),
                    new SubmissionId(link.id().displayId() + 1, link.id().seq()), link.atMillis(), link.operation());
            case 3 -> new Link(link.revision(), link.kindNumber(),
                    new SubmissionId(link.id().displayId(), link.id().seq() + 1), link.atMillis(), link.operation());
            default -> new Link(link.revision(), link.kindNumber(), link.id(), link.atMillis() + 1, link.operation());
        };
    }

    @Property(tries = 20)
    void checkpointsAreReadAsTheyWereWritten(@ForAll @IntRange(min = 1, max = 20) int count)
            throws MalformedFileException {
        List<Commit> history = history(count);
        List<Checkpoint> checkpoints = history.stream().map(commit -> checkpoint(history, (int) commit.revision()))
                .toList();
        assertThat(CheckpointFile.read(CheckpointFile.write(checkpoints))).isEqualTo(checkpoints);
    }

    @Property(tries = 50)
    void ofARedactedRevisionOnlyTheDigestIsProven(@ForAll @IntRange(min = 1, max = 20) int revision) {
        List<Commit> history = history(20);
        RevisionProof proof = proof(history, revision, 20);
        RevisionProof redacted = new RevisionProof(DOCUMENT, proof.previousChain(), proof.proven(),
                proof.operation().replace("x", "\u2588"), proof.later());
        assertThat(redacted.check(checkpoint(history, 20))).isEqualTo(Verdict.PROVEN_REDACTED);
    }
}
