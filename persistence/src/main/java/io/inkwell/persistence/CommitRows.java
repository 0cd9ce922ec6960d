package io.inkwell.persistence;

import io.inkwell.ot.Delta;
import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Rows of the table {@code revision} as {@link Commit}s. */
final class CommitRows {

    /** The columns that {@link #commit} reads. */
    static final String COLUMNS = "rev, created_at, display_id, client_seq, base_length, kind, submit_hash, chain, op";

    private CommitRows() {}

    /**
     * The commit in the current row.
     *
     * @throws BrokenChainException if the stored operation cannot be read: the log is damaged there
     */
    static Commit commit(ResultSet row) throws SQLException {
        long revision = row.getLong("rev");
        try {
            CommitKind kind = CommitKind.ofNumber(row.getShort("kind"));
            StoredOperation stored = StoredOperation.of(row.getBytes("op"));
            byte[] bytes = stored.operation();
            Delta op = OpsJson.read(bytes, OpsLimits.UNLIMITED).on(row.getInt("base_length"));
            Digest submitHash = Digest.ofBytes(row.getBytes("submit_hash"));
            Digest chain = Digest.ofBytes(row.getBytes("chain"));
            long atMillis = millis(row, "created_at");
            SubmissionId id = submissionId(row);
            Optional<OperationDigest> original = stored.original();
            return original.isEmpty()
                    ? Commit.stored(revision, kind, id, atMillis, op, bytes, submitHash, chain)
                    : Commit.redacted(revision, kind, id, atMillis, op, bytes, submitHash, chain, original.get());
        } catch (MalformedOpsException | OtException | IllegalArgumentException damaged) {
            BrokenChainException broken = new BrokenChainException(revision - 1, revision);
            broken.initCause(damaged);
            throw broken;
        }
    }

    static SubmissionId submissionId(ResultSet row) throws SQLException {
        return new SubmissionId(row.getInt("display_id"), row.getInt("client_seq"));
    }

    /** A stored time as milliseconds since 1970; times are stored in whole milliseconds. */
    static long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }

    /** A moment as the driver takes it. */
    static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
