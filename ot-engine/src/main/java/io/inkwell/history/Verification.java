package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.StoredRevision;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes through the rows of one document from the first on and believes nothing: each has the next number, follows the chain, is not older than
 * the one before, holds an operation that fits the document, which is replayed on the way. Pure; not thread safe.
 */
final class Verification {
    private final Map<Long, OperationDigest> redactionsNoted;
    private long revision;
    private Digest chain;
    private Document document;
    private long atMillis;
    private long redacted;

    /**
     * @param createdAtMillis when the document was made, milliseconds since 1970
     * @param redactionsNoted the digests that were noted when revisions were redacted
     */
    Verification(DocumentId id, DocumentType type, long createdAtMillis, Map<Long, OperationDigest> redactionsNoted) {
        this.redactionsNoted = new HashMap<>(redactionsNoted);
        this.chain = Digest.chainStart(id);
        this.document = type.start();
        this.atMillis = createdAtMillis;
    }

    /** The last revision that is good. */
    long revision() {
        return revision;
    }

    /** The chain there. */
    Digest chain() {
        return chain;
    }

    /** The document there. */
    Document document() {
        return document;
    }

    /** When it was made; of the document itself at revision 0. */
    long atMillis() {
        return atMillis;
    }

    /** How many of the good revisions are redacted. */
    long redacted() {
        return redacted;
    }

    /** Takes note that a revision was redacted. */
    void noteRedaction(long redactedRevision, OperationDigest original) {
        redactionsNoted.put(redactedRevision, original);
    }

    /** Takes the next row, or says what is wrong with it; then nothing has changed. */
    Optional<Finding> take(StoredRevision row) {
        long expected = revision + 1;
        if (row.revision() != expected)
            return Optional.of(new Finding.Missing(expected, OptionalLong.of(row.revision())));
        if (!follows(chain, row, expected, row.operation().digest()))
            return Optional.of(new Finding.BrokenLink(expected));
        if (row.atMillis() < atMillis)
            return Optional.of(new Finding.TimeBackwards(expected));
        if (row.baseLength() != document.length())
            return Optional.of(new Finding.WrongLength(expected, row.baseLength(), document.length()));
        return apply(row, row.operation());
    }

    private Optional<Finding> apply(StoredRevision row, StoredOperation operation) {
        long number = row.revision();
        Ops ops;
        Document after;
        try {
            CommitKind kind = CommitKind.ofNumber(row.kindNumber());
            ops = OpsJson.read(operation.operation(), OpsLimits.UNLIMITED);
            if (!mayHold(kind, ops))
                return Optional.of(new Finding.Unfit(number, "a revision of its kind holds none."));
            Delta op = ops.on(row.baseLength());
            after = ops.isEmpty() ? document : document.apply(op);
        } catch (MalformedOpsException | OtException | IllegalArgumentException e) {
            return Optional.of(new Finding.Unfit(number, "" + e.getMessage()));
        }
        Optional<Finding> falseRedaction = checkRedaction(number, operation, ops);
        if (falseRedaction.isPresent())
            return falseRedaction;
        revision = number;
        chain = row.chain();
        document = after;
        atMillis = row.atMillis();
        return Optional.empty();
    }

    private static boolean mayHold(CommitKind kind, Ops ops) {
        return switch (kind) {
            case CommitKind.Edit _,CommitKind.Restore _ -> true;
            case CommitKind.Burnt _,CommitKind.Refused _ -> ops.isEmpty();
        };
    }

    private Optional<Finding> checkRedaction(long number, StoredOperation operation, Ops ops) {
        Optional<OperationDigest> original = operation.original();
        Optional<OperationDigest> noted = Optional.ofNullable(redactionsNoted.get(number));
        if (original.isEmpty()) {
            return noted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Finding.FalseRedaction(number, "it was noted, but the operation is there."));
        }
        if (!noted.equals(original))
            return Optional.of(new Finding.FalseRedaction(number, "nobody noted it, or with another digest."));
        if (!Filler.of(ops).equals(ops))
            return Optional.of(new Finding.FalseRedaction(number, "what stands there is not a filler."));
        redacted++;
        return Optional.empty();
    }

    /**
     * What is wrong where the chain broke, told by the row that comes after it as well: neighbours that stand in each other's place give the
     * chain once they are put back.
     */
    Finding brokenAt(StoredRevision row, StoredRevision next) {
        OperationDigest here = row.operation().digest();
        OperationDigest there = next.operation().digest();
        boolean wholeRows = follows(chain, next, row.revision(), there)
                && follows(next.chain(), row, row.revision() + 1, here);
        boolean operations = follows(chain, row, row.revision(), there)
                && follows(row.chain(), next, row.revision() + 1, here);
        return wholeRows || operations
                ? new Finding.Swapped(row.revision())
                : new Finding.BrokenLink(row.revision());
    }

    private static boolean follows(Digest before, StoredRevision row, long revision, OperationDigest operation) {
        if (row.displayId() < 1 || row.seq() < 1)
            return false;
        SubmissionId id = new SubmissionId(row.displayId(), row.seq());
        return row.chain().equals(before.link(revision, row.kindNumber(), id, row.atMillis(), operation));
    }

    /** Whether a snapshot at this revision holds this document at this chain; else what is wrong with it. */
    Optional<Finding> checkSnapshot(Digest snapshotChain, String content) {
        if (!snapshotChain.equals(chain))
            return Optional.of(new Finding.BadSnapshot(revision, "it is of another history."));
        String replayed = new String(OpsJson.write(document.toOps()), StandardCharsets.UTF_8);
        return content.equals(replayed) ? Optional.empty() : unlessEqual(content);
    }

    private Optional<Finding> unlessEqual(String content) {
        try {
            if (Document.of(OpsJson.read(content, OpsLimits.UNLIMITED)).equals(document))
                return Optional.empty();
        } catch (MalformedOpsException | OtException | IllegalArgumentException e) {
            return Optional.of(new Finding.BadSnapshot(revision, "it cannot be read: " + e.getMessage()));
        }
        return Optional.of(new Finding.BadSnapshot(revision, "it is not what the log gives there."));
    }
}
