package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forms the next batch of a document out of what waits: each submission judged after the ones before it, on copies of the memory. */
final class BatchBuilder {
    /** How many transformations one batch may cost, about 10 ms of work: what is left waits, and other documents get their turn. */
    private static final long TRANSFORMS_MAX = 20_000;

    private final Judging judging;
    private final ActorLimits limits;

    BatchBuilder(Judging judging, ActorLimits limits) {
        this.judging = judging;
        this.limits = limits;
    }

    /**
     * A submission without an outcome.
     *
     * @param submission what was sent
     * @param burn its key is only to be used up
     * @param bytes size of the canonical operation
     * @param connections who wants to hear of a refusal
     */
    record Waiting(Submission submission, boolean burn, int bytes, List<Integer> connections) {
        /** A submission that a connection sent. */
        static Waiting sentBy(int connection, Submission submission) {
            return new Waiting(submission, false, OpsJson.write(submission.ops()).length,
                    new ArrayList<>(List.of(connection)));
        }

        /** A key that is to be used up, so that an old copy of its operation can never appear any more. */
        static Waiting toBeBurnt(DocumentEvent.InFlightKey key) {
            return new Waiting(new Submission(key.id(), key.baseRevision(), Ops.EMPTY, key.hash()), true, 0,
                    new ArrayList<>());
        }
    }

    /**
     * A batch for the log.
     *
     * @param items what is in it
     * @param commits their commits, one each
     * @param after the document after all of them
     */
    record Batch(List<Waiting> items, List<Commit> commits, Document after) {}

    /** A submission that gets no revision. */
    record Refusal(Waiting item, RefusalCode code, String message) {}

    /** What came of the queue's front; no batch if everything was refused. */
    record Result(@Nullable Batch batch, List<Refusal> refusals) {}

    /** Takes as much from the queue as one statement may hold. */
    Result build(ArrayDeque<Waiting> queue, CommitWindow window, Document head, long atMillis) {
        List<Waiting> items = new ArrayList<>();
        List<Commit> commits = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Document after = head;
        long bytes = 0;
        long transforms = 0;
        while (!queue.isEmpty() && commits.size() < limits.batchCommitsMax() && bytes < limits.batchBytesMax()
                && transforms < TRANSFORMS_MAX) {
            Waiting item = queue.remove();
            if (!item.burn() && window.covers(item.submission().baseRevision()))
                transforms += window.headRevision() - item.submission().baseRevision() + commits.size();
            Outcome outcome = decide(item, window, commits, after);
            if (outcome instanceof Outcome.Nothing nothing) {
                refusals.add(new Refusal(item, nothing.code(), nothing.message()));
                continue;
            }
            Outcome.Revision revision = (Outcome.Revision) outcome;
            Commit commit = following(item, revision, window, commits, atMillis);
            if (!commits.isEmpty() && bytes + commit.opBytes().length > limits.batchBytesMax()) {
                queue.addFirst(item);
                break;
            }
            items.add(item);
            commits.add(commit);
            bytes += commit.opBytes().length;
            after = revision.after();
        }
        return new Result(commits.isEmpty() ? null : new Batch(items, commits, after), refusals);
    }

    private sealed interface Outcome {
        record Revision(CommitKind kind, Delta op, Document after) implements Outcome {}

        record Nothing(RefusalCode code, String message) implements Outcome {}
    }

    private Outcome decide(Waiting item, CommitWindow window, List<Commit> tentative, Document document) {
        Outcome.Revision burnt = new Outcome.Revision(CommitKind.Burnt.BURNT, Delta.identity(document.length()),
                document);
        if (item.burn())
            return burnt;
        return switch (judging.judge(item.submission(), window, tentative, document)) {
            case Judging.Judgement.Accepted accepted ->
                new Outcome.Revision(item.submission().manner().kind(), accepted.op(), accepted.after());
            case Judging.Judgement.TooOld tooOld -> burnt;
            case Judging.Judgement.Refused refused -> refused.code().consumesSeq()
                    ? new Outcome.Revision(new CommitKind.Refused(refused.code()), Delta.identity(document.length()),
                            document)
                    : new Outcome.Nothing(refused.code(), refused.message());
        };
    }

    private static Commit following(Waiting item, Outcome.Revision revision, CommitWindow window, List<Commit> commits,
            long atMillis) {
        Digest chain = commits.isEmpty() ? window.headChain() : commits.getLast().chain();
        long number = window.headRevision() + commits.size() + 1;
        return Commit.following(chain, number, revision.kind(), item.submission().id(), atMillis, revision.op(),
                item.submission().hash());
    }
}
