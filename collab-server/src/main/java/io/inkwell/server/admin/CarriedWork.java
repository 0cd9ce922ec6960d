package io.inkwell.server.admin;

import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.OpRangeException;
import io.inkwell.ot.Ops;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Work;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.StorageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that was made on any revision of the past. Where memory does not reach back to its base it is carried over the log page by page,
 * one commit after the other as everywhere (over composed commits it would become another operation), and submitted from the head.
 */
final class CarriedWork implements Work<ProblemException> {
    private static final int PAGE_BYTES_MAX = 1_048_576;

    private final HistoryReader reader;
    private final DocumentId document;
    private final Ops ops;
    private long revision;
    private @Nullable Delta carried;

    CarriedWork(HistoryReader reader, DocumentId document, long baseRevision, Ops ops) {
        this.reader = reader;
        this.document = document;
        this.ops = ops;
        this.revision = baseRevision;
    }

    @Override
    public Step on(Standing standing) throws ProblemException {
        long head = standing.revision();
        if (revision > head) {
            throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                    "The base revision " + revision + " does not exist: the newest is " + head + ".");
        }
        if (!standing.window().covers(revision))
            carryOver(head);
        return new Step.Submit(revision, carried == null ? ops : carried.ops(), Manner.CARRIED);
    }

    private void carryOver(long head) throws ProblemException {
        while (revision < head) {
            List<Commit> page = reader.read(document, revision, head, PAGE_BYTES_MAX);
            if (page.isEmpty())
                throw new StorageException("The log ends at " + revision + ", before " + head);
            Delta before = carried == null ? bound(page.getFirst().op().baseLength()) : carried;
            carried = before.carriedOver(page.stream().map(Commit::op).toList());
            revision = page.getLast().revision();
        }
    }

    private Delta bound(int length) throws ProblemException {
        try {
            return ops.on(length);
        } catch (BaseLengthException | OpRangeException e) {
            throw new ProblemException(ProblemCode.OP_RANGE,
                    "The operation reaches beyond the document at its base: " + e.getMessage());
        }
    }
}
