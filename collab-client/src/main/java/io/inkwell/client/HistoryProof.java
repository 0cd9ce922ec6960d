package io.inkwell.client;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.protocol.LogEntry;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proves by the chain that what arrives is what the server's log holds, byte for byte. */
final class HistoryProof {
    private HistoryProof() {}

    /** What is wrong with what arrived. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Follows consecutive entries. Over a composed entry the server's word is taken: only what comes after the last one could be proved, and
     * the chain it would start from is not told.
     *
     * @param from where they start
     * @param told the chain the server tells for the last revision; absent: it tells none
     * @return where they lead
     * @throws BrokenException if they are not consecutive, lead elsewhere than told, or nowhere that is known
     */
    static Position follow(Position from, List<LogEntry> entries, @Nullable Digest told) throws BrokenException {
        long revision = from.revision();
        Digest proved = from.chain();
        for (LogEntry entry : entries) {
            if (entry.from() != revision || entry.to() <= revision) {
                throw new BrokenException("revision " + entry.to() + " does not follow " + revision);
            }
            revision = entry.to();
            proved = switch (entry) {
                case LogEntry.Composed composed -> null;
                case LogEntry.Change change -> proved == null
                        ? null
                        : proved.link(revision, change.kind().number(), change.id(), change.atMillis(),
                                change.canonicalOps());
            };
        }
        if (proved != null && told != null && !proved.equals(told))
            throw differs(revision);
        Digest chain = told != null ? told : proved;
        if (chain == null)
            throw new BrokenException("the chain at revision " + revision + " is not known");
        return new Position(revision, chain);
    }

    /**
     * Follows one own revision of which only the outcome was told.
     *
     * @param told where the server says it leads
     * @param ops the operation that must be stored there
     * @throws BrokenException if it leads elsewhere
     */
    static void follow(Position from, Position told, CommitKind kind, SubmissionId id, long atMillis, Ops ops)
            throws BrokenException {
        if (told.revision() != from.revision() + 1)
            throw new BrokenException("revision " + told.revision() + " does not follow " + from.revision());
        Digest proved = from.chain().link(told.revision(), kind.number(), id, atMillis, OpsJson.write(ops));
        if (!proved.equals(told.chain()))
            throw differs(told.revision());
    }

    private static BrokenException differs(long revision) {
        return new BrokenException("the history differs at revision " + revision);
    }
}
