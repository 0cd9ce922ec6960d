package io.inkwell.sync;

import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.OpRangeException;
import io.inkwell.ot.SplitPairException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries one submission to the head and decides whether it may stand there. A pure function of the submission, the commits it has not
 * seen and the document.
 *
 * <p>
 * The operation is transformed over one commit after the other, never over several composed: that is what the client does too, and the two
 * are not the same ({@link io.inkwell.ot} has the counter-example). The earlier, committed operation has priority.
 *
 * <pre>
 *            document at base
 *        submitted /        \ commit base+1
 *                 /          \
 *                .            .
 *                 \          / carried 1        and so on down to the head: "carried"
 *                  \        /
 *                   (client)
 * </pre>
 */
public final class Authority implements Judging {
    private final DocumentType type;
    private final int documentLengthMax;

    /**
     * @param type what the document may hold
     * @param documentLengthMax the longest it may become, in UTF-16 units
     */
    public Authority(DocumentType type, int documentLengthMax) {
        this.type = type;
        this.documentLengthMax = documentLengthMax;
    }

    @Override
    public Judgement judge(Submission submission, CommitWindow window, List<Commit> tentative, Document document) {
        Optional<DocumentType.Finding> finding = type.checkSubmitted(submission.ops());
        if (finding.isPresent())
            return refused(finding.get());
        long headRevision = window.headRevision() + tentative.size();
        if (submission.manner() == Submission.Manner.RESTORING && submission.baseRevision() != headRevision)
            return new Judgement.Refused(RefusalCode.HEAD_MOVED, "The state was to be restored on revision "
                    + submission.baseRevision() + ", but the newest is " + headRevision + " by now.");
        if (!window.covers(submission.baseRevision()))
            return new Judgement.TooOld();
        Delta carried;
        try {
            carried = submission.ops().on(window.lengthAt(submission.baseRevision()));
        } catch (BaseLengthException | OpRangeException e) {
            return new Judgement.Refused(RefusalCode.OP_RANGE,
                    "The operation reaches beyond the document at its base: " + e.getMessage());
        }
        List<Delta> unseen = new ArrayList<>();
        for (long revision = submission.baseRevision() + 1; revision <= window.headRevision(); revision++) {
            unseen.add(window.commit(revision).op());
        }
        for (Commit commit : tentative) {
            unseen.add(commit.op());
        }
        return applied(carried.carriedOver(unseen), document);
    }

    private Judgement applied(Delta op, Document document) {
        try {
            Document after = document.apply(op);
            return type.checkApplied(document, op, after, documentLengthMax).<Judgement>map(Authority::refused)
                    .orElseGet(() -> new Judgement.Accepted(op, after));
        } catch (SplitPairException e) {
            return new Judgement.Refused(RefusalCode.SPLIT_PAIR,
                    "The operation would cut a character in two: " + e.getMessage());
        }
    }

    private static Judgement.Refused refused(DocumentType.Finding finding) {
        return new Judgement.Refused(finding.code(), finding.message());
    }
}
