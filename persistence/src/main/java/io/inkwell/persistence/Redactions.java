package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Takes words out of a history, as the owner of the tables: the application has no right to it, and the trigger on the table of revisions lets
 * nothing else through. No server may be connected meanwhile, since it would hold in memory, and store as a snapshot, what is taken out.
 */
public final class Redactions {

    private static final int WAIT_FOR_LOCK_SECONDS = 5;

    private static final String OTHERS = """
            select count(*) from pg_stat_activity
            where datname = current_database() and application_name = ? and pid <> pg_backend_pid()""";

    private static final String NOTE = """
            insert into redaction(document_no, rev, at, display_count, op_digest, by_whom, reason)
            select r.document_no, r.rev, date_trunc('milliseconds', clock_timestamp()), h.display_count, sha256(r.op), ?, ?
            from revision r join document_head h using (document_no) join document d on d.number = r.document_no
            where d.id = ? and r.rev = ?""";

    private static final String REPLACE = """
            update revision set op = ? where document_no = (select number from document where id = ?) and rev = ?""";

    private static final String REMOVE_SNAPSHOTS = """
            delete from snapshot where document_no = (select number from document where id = ?) and rev >= ?""";

    private static final String REMOVE_BLOCKS = """
            delete from attribution_block where document_no = (select number from document where id = ?) and to_rev >= ?""";

    private final DataSource owner;

    /** Works as the owner of the tables of this database; the settings do not bear the name that servers connect under. */
    public Redactions(DatabaseSettings settings) {
        this.owner = DurableConnections.driver(settings, settings.owner());
    }

    /** A server is connected to the database. */
    public static final class ServersRunException extends Exception {

        private static final long serialVersionUID = 1L;

        ServersRunException(long connections) {
            super("Another Inkwell has " + connections
                    + " connections to this database. Stop every server that uses it, "
                    + "then redact: a running one would go on showing what is taken out.");
        }
    }

    /**
     * Puts fillers in the place of operations, all or none.
     *
     * @param fillers by revision, with the digest of what stands there now
     * @param byWhom who does it
     * @param reason why
     * @throws ServersRunException if a server is connected
     * @throws StorageException if it cannot be done, or something was redacted already or is not what the digest says
     */
    public void redact(DocumentId document, Map<Long, StoredOperation> fillers, String byWhom, String reason)
            throws ServersRunException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            begin(connection);
            for (Map.Entry<Long, StoredOperation> filler : fillers.entrySet())
                replace(connection, document, filler.getKey(), filler.getValue(), byWhom, reason);
            long first = fillers.keySet().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
            change(connection, REMOVE_SNAPSHOTS, document.value(), first);
            change(connection, REMOVE_BLOCKS, document.value(), first);
            connection.commit();
        } catch (SQLException failed) {
            throw new StorageException("Redacting document " + document + " failed and changed nothing: "
                    + Failures.describe(failed), failed);
        }
    }

    /** From here on nobody reads a head, so that no server can load the document before everything is done. */
    private static void begin(Connection connection) throws SQLException, ServersRunException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + WAIT_FOR_LOCK_SECONDS + "s'");
            statement.execute("set local inkwell.redaction = 'on'");
            statement.execute("lock table document_head in access exclusive mode");
        }
        try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
            statement.setString(1, DatabaseSettings.APPLICATION_NAME);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) > 0)
                    throw new ServersRunException(row.getLong(1));
            }
        }
    }

    private static void replace(Connection connection, DocumentId document, long revision, StoredOperation filler,
            String byWhom, String reason) throws SQLException {
        change(connection, NOTE, byWhom, reason, document.value(), revision);
        change(connection, REPLACE, filler.toBytes(), document.value(), revision);
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++)
                statement.setObject(i + 1, values[i]);
            statement.execute();
        }
    }
}
