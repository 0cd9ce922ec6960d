package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.OtException;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.StoredRevision;
import java.util.Map;
import java.util.Optional;

/** Judges revisions that come from elsewhere: by the chain like those of the own log, and by the rules for what clients send. Not thread safe. */
final class Reception {
    private final DocumentType type;
    private final int documentLengthMax;
    private final Verification verification;
    private long bytesSinceSnapshot;

    Reception(Archive.Kept kept, int documentLengthMax) {
        this.type = kept.type();
        this.documentLengthMax = documentLengthMax;
        this.verification = new Verification(kept.id(), kept.type(), kept.createdAtMillis(), Map.of());
    }

    /** @throws MalformedFileException if the revision is not the next one, is not proven or holds what a document may not hold */
    void take(StoredRevision row) throws MalformedFileException {
        Document before = verification.document();
        StoredOperation operation = row.operation();
        operation.original().ifPresent(digest -> verification.noteRedaction(row.revision(), digest));
        Optional<Finding> finding = verification.take(row);
        if (finding.isPresent())
            throw new MalformedFileException(finding.get().sentence());
        bytesSinceSnapshot += operation.operation().length;
        try {
            Ops ops = OpsJson.read(operation.operation(), OpsLimits.UNLIMITED);
            Delta op = ops.on(before.length());
            Optional<DocumentType.Finding> forbidden = type.checkSubmitted(ops)
                    .or(() -> type.checkApplied(before, op, verification.document(), documentLengthMax));
            if (forbidden.isPresent())
                throw new MalformedFileException(
                        "Revision " + row.revision() + " holds what it may not: " + forbidden.get().message());
        } catch (MalformedOpsException | OtException e) {
            throw new MalformedFileException("Revision " + row.revision() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A snapshot of the document as it is now, if so much was written since the last one as makes a server store one. */
    Optional<Snapshot> snapshotIfDue() {
        ActorLimits usual = ActorLimits.DEFAULT;
        if (bytesSinceSnapshot < usual.snapshotBytesMin()
                || bytesSinceSnapshot < verification.document().weightBytes() / usual.snapshotShare())
            return Optional.empty();
        bytesSinceSnapshot = 0;
        return Optional.of(
                new Snapshot(verification.revision(), verification.chain(), verification.document()));
    }

    /** @throws MalformedFileException if the last revision is not the one that was announced */
    void requireHead(Head head) throws MalformedFileException {
        if (!verification.chain().equals(head.chain()) || (head.revision() > 0
                && verification.atMillis() != head.atMillis()))
            throw new MalformedFileException("The last revision is not the one the first line tells of.");
    }
}
