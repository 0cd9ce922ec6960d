package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.Archive.Arrival;
import io.inkwell.sync.port.Archive.Client;
import io.inkwell.sync.port.Archive.DocumentExistsException;
import io.inkwell.sync.port.Archive.Kept;
import io.inkwell.sync.port.StorageException;
import io.inkwell.sync.port.StoredRevision;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A document that is being stored with its history, all in one transaction. People whose id is known are taken for the same; others become
 * guests whose key nobody has. Clients get ids that nobody has either: who had the document open elsewhere opens it here as somebody new.
 */
final class PostgresArrival implements Arrival {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int KEY_HASH_BYTES = 32;
    private static final int GUEST = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String DOCUMENT = """
            insert into document(id, title, type, created_at, created_by)
            values (?, ?, ?, ?, (select number from person where id = ?)) on conflict (id) do nothing returning number""";

    private static final String HEAD = """
            insert into document_head(document_no, head_rev, acl_rev, head_at, display_count, state, head_chain)
            values (?, ?, 0, ?, ?, ?, ?)""";

    private static final String PERSON = """
            insert into person(id, name, colour, kind, key_hash, created_at) values (?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing""";

    private static final String CLIENT = """
            insert into client_session(client_id, document_no, person_no, created_at, display_id)
            values (?, ?, (select number from person where id = ?), ?, ?)""";

    private static final String REVISION = """
            insert into revision(document_no, rev, created_at, display_id, client_seq, base_length, kind, submit_hash, chain, op)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String REDACTION = """
            insert into redaction(document_no, rev, at, display_count, op_digest, by_whom, reason)
            values (?, ?, date_trunc('milliseconds', clock_timestamp()), 0, ?, 'import', 'It was redacted before it was imported.')""";

    private final Connection connection;
    private final DocumentId document;
    private final long number;
    private boolean finished;

    private PostgresArrival(Connection connection, DocumentId document, long number) {
        this.connection = connection;
        this.document = document;
        this.number = number;
    }

    static PostgresArrival begin(Jdbc jdbc, Kept kept, List<Client> clients) throws DocumentExistsException {
        Connection connection = null;
        boolean begun = false;
        try {
            connection = jdbc.connection();
            connection.setAutoCommit(false);
            Optional<Long> number = begin(connection, kept, clients);
            if (number.isEmpty())
                throw new DocumentExistsException(kept.id());
            begun = true;
            return new PostgresArrival(connection, kept.id(), number.get());
        } catch (SQLException failed) {
            throw failure(kept.id(), failed);
        } finally {
            if (!begun && connection != null)
                giveBack(connection);
        }
    }

    private static Optional<Long> begin(Connection connection, Kept kept, List<Client> clients) throws SQLException {
        Object createdAt = CommitRows.time(kept.createdAtMillis());
        Map<String, Client> people = new HashMap<>();
        clients.forEach(client -> people.put(client.person().value(), client));
        try (PreparedStatement statement = connection.prepareStatement(PERSON)) {
            for (Client person : people.values()) {
                byte[] keyHash = new byte[KEY_HASH_BYTES];
                RANDOM.nextBytes(keyHash);
                set(statement, person.person().value(), person.name(), person.colour(), GUEST, keyHash, createdAt);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        Optional<Long> number = document(connection, kept);
        if (number.isEmpty())
            return number;
        int displayCount = clients.isEmpty() ? 0 : clients.getLast().displayId();
        Head head = kept.head();
        try (PreparedStatement statement = connection.prepareStatement(HEAD)) {
            set(statement, number.get(), head.revision(), CommitRows.time(head.atMillis()), displayCount,
                    Head.State.OPEN.number(), head.chain().toBytes());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(CLIENT)) {
            for (Client client : clients) {
                set(statement, UUID.randomUUID(), number.get(), client.person().value(), createdAt, client.displayId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return number;
    }

    private static Optional<Long> document(Connection connection, Kept kept) throws SQLException {
        PersonId creator = kept.creator();
        try (PreparedStatement statement = connection.prepareStatement(DOCUMENT)) {
            statement.setString(1, kept.id().value());
            statement.setString(2, kept.title());
            statement.setInt(3, DocumentRow.numberOf(kept.type()));
            statement.setObject(4, CommitRows.time(kept.createdAtMillis()));
            statement.setString(5, creator == null ? null : creator.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    @Override
    public void add(List<StoredRevision> revisions) {
        try (PreparedStatement statement = connection.prepareStatement(REVISION);
                PreparedStatement redaction = connection.prepareStatement(REDACTION)) {
            for (StoredRevision row : revisions) {
                set(statement, number, row.revision(), CommitRows.time(row.atMillis()), row.displayId(), row.seq(),
                        row.baseLength(), row.kindNumber(), row.submitHash().toBytes(), row.chain().toBytes(),
                        row.operation().toBytes());
                statement.addBatch();
                Optional<OperationDigest> original = row.operation().original();
                if (original.isPresent()) {
                    set(redaction, number, row.revision(), original.get().toBytes());
                    redaction.addBatch();
                }
            }
            redaction.executeBatch();
            statement.executeBatch();
        } catch (SQLException failed) {
            throw failure(document, failed);
        }
    }

    @Override
    public void add(Snapshot snapshot) {
        try (PreparedStatement statement = connection.prepareStatement(PostgresSnapshotStore.SAVE)) {
            PostgresSnapshotStore.bind(statement, document, snapshot);
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw failure(document, failed);
        }
    }

    @Override
    public void finish() {
        try {
            connection.commit();
            finished = true;
        } catch (SQLException failed) {
            throw failure(document, failed);
        }
    }

    @Override
    public void close() {
        if (!finished)
            rollBack(connection);
        giveBack(connection);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // A connection that is gone has stored nothing: its transaction was not committed.
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // The pool throws it away.
        }
    }

    private static StorageException failure(DocumentId document, SQLException failed) {
        return UNIQUE_VIOLATION.equals(failed.getSQLState())
                ? new StorageException("Document " + document + " was not stored: two of its revisions have one key.",
                        failed)
                : new StorageException("Storing document " + document + " failed: " + Failures.describe(failed),
                        failed);
    }
}
