package io.inkwell.persistence;

import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failed statement says about what is stored.
 *
 * <p>
 * The question that matters is only: could it have been executed? PostgreSQL reports an aborted statement with severity
 * ERROR and goes on serving the session; everything worse (FATAL, PANIC: a shutdown, a crash, a full disk under the WAL)
 * ends the session, and then the commit record may or may not have reached the disk. So a failure counts as <em>nothing
 * stored</em> only if the server reported it and the same session still answers. The names of severities come translated
 * into the server's language; a session that answers does not. Whatever else happens (a reset, a timeout, a reply that
 * never came) is <em>unknown</em>.
 */
final class Failures {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SUBMISSION_KEY = "revision_submission_key";
    private static final int ANSWER_SECONDS_MAX = 2;

    private Failures() {}

    /**
     * Judges a failed commit statement.
     *
     * @param failed what the driver threw
     * @param connection the connection it was sent on
     */
    static AppendResult judge(SQLException failed, Connection connection) {
        ServerErrorMessage reported = reported(failed);
        if (reported == null || !stillAnswers(connection)) {
            return new AppendResult.Unknown(describe(failed));
        }
        if (UNIQUE_VIOLATION.equals(failed.getSQLState()) && SUBMISSION_KEY.equals(reported.getConstraint())) {
            return new AppendResult.Duplicate();
        }
        return new AppendResult.Refused(describe(failed));
    }

    /** The state and the server's first line, or the driver's message: neither holds parameters or details of a row. */
    static String describe(SQLException failed) {
        ServerErrorMessage reported = reported(failed);
        String message = reported == null ? String.valueOf(failed.getMessage()) : reported.getMessage();
        return "SQLSTATE " + failed.getSQLState() + ", " + message;
    }

    private static @Nullable ServerErrorMessage reported(SQLException failed) {
        return failed instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static boolean stillAnswers(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS_MAX);
        } catch (SQLException closed) {
            return false;
        }
    }
}
