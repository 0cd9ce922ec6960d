package io.inkwell.persistence;

import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

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
        byte[] op = row.getBytes("op");
        try {
            CommitKind kind = CommitKind.ofNumber(row.getShort("kind"));
            return Commit.stored(revision, kind, submissionId(row), millis(row, "created_at"),
                    OpsJson.read(op, OpsLimits.UNLIMITED).on(row.getInt("base_length")), op,
                    Digest.ofBytes(row.getBytes("submit_hash")),
                    Digest.ofBytes(row.getBytes("chain")));
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
