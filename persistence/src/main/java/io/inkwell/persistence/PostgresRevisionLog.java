package io.inkwell.persistence;

import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The history of every document in PostgreSQL. */
final class PostgresRevisionLog implements RevisionLog {

    /*
     * A commit is one statement, sent once, autocommitted. The head row is the fence between writers: the update finds it
     * only if revision, chain, rights and state are those the batch was judged by, so of any number of writers (paused
     * ones that wake up late included) one wins and the others change nothing. A transaction of several statements would do
     * the same with more round trips, and a writer that is paused in its middle would keep the row locked for everybody.
     *
     * READ COMMITTED is what makes the update right: having waited for another writer's row lock, PostgreSQL reads the row
     * again and judges the condition on its new version.
     *
     * The time of the newest revision is part of the condition: times never run backwards, so a moment can be found by
     * bisection. A node that knows the head knows its time; a batch with an earlier one was made without that knowledge.
     */
    static final String APPEND = """
            with head as (
                update document_head h set head_rev = h.head_rev + ?, head_chain = ?, head_at = ?
                from document d
                where d.id = ? and h.document_no = d.number
                  and h.head_rev = ? and h.head_chain = ? and h.acl_rev = ? and h.state = 0 and h.head_at <= ?
                returning h.document_no)
            insert into revision(document_no, rev, created_at, display_id, client_seq, base_length, kind, submit_hash, chain, op)
            select head.document_no, ? + u.ord, timestamptz 'epoch' + u.at_millis * interval '1 millisecond',
                   u.display_id, u.client_seq, u.base_length, u.kind, u.submit_hash, u.chain, u.op
            from head, unnest(?::bigint[], ?::int[], ?::int[], ?::int[], ?::smallint[], ?::bytea[], ?::bytea[], ?::bytea[])
                 with ordinality as u(at_millis, display_id, client_seq, base_length, kind, submit_hash, chain, op, ord)""";

    /** One statement is one snapshot: the head, the list, the count and the settled commit belong to one moment. */
    private static final String TAIL = """
            select h.head_rev, h.head_chain, h.head_at, h.acl_rev, h.state, r.*,
                   (select max(client_seq) from revision where document_no = h.document_no and display_id = ?) as last_seq
            from document d join document_head h on h.document_no = d.number
            left join lateral (
                select * from (
                    (select false as is_settled, %1$s from (
                        select *, sum(octet_length(op)) over (order by rev) - octet_length(op) as bytes_before from (
                            select %1$s from revision where document_no = h.document_no and rev > ? order by rev limit ?) page) page
                     where bytes_before < ?)
                    union all
                    (select true, %1$s from revision where document_no = h.document_no and display_id = ? and client_seq = ?)) one
            ) r on true
            where d.id = ? order by r.is_settled, r.rev"""
            .formatted(CommitRows.COLUMNS);

    private static final String HEADS = """
            select d.id, h.head_rev, h.head_chain, h.head_at, h.acl_rev, h.state
            from document d join document_head h on h.document_no = d.number where d.id = any(?)""";

    private static final String FIND = """
            select %s from revision where document_no = (select number from document where id = ?)
            and display_id = ? and client_seq = ?""".formatted(CommitRows.COLUMNS);

    private final Jdbc jdbc;

    PostgresRevisionLog(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    @Override
    public AppendResult append(Append append) {
        Connection connection;
        try {
            connection = jdbc.connection();
        } catch (SQLException notSent) {
            return new AppendResult.Refused("no connection to the database: " + Failures.describe(notSent));
        }
        try (connection) {
            return append(append, connection);
        } catch (SQLException whileClosing) {
            return new AppendResult.Unknown(Failures.describe(whileClosing));
        }
    }

    private static AppendResult append(Append append, Connection connection) throws SQLException {
        int stored;
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            bind(statement, append);
            stored = statement.executeUpdate();
        } catch (SQLException failed) {
            return Failures.judge(failed, connection);
        }
        int expected = append.commits().size();
        if (stored != 0 && stored != expected) {
            throw new AssertionError("One statement stored " + stored + " of " + expected + " revisions");
        }
        return stored == expected ? new AppendResult.Committed() : new AppendResult.HeadMoved();
    }

    private static void bind(PreparedStatement statement, Append append) throws SQLException {
        List<Commit> commits = append.commits();
        Commit last = commits.getLast();
        statement.setInt(1, commits.size());
        statement.setBytes(2, last.chain().toBytes());
        statement.setObject(3, CommitRows.time(last.atMillis()));
        statement.setString(4, append.document().value());
        statement.setLong(5, append.expectedRevision());
        statement.setBytes(6, append.expectedChain().toBytes());
        statement.setLong(7, append.expectedAccessRevision());
        statement.setObject(8, CommitRows.time(commits.getFirst().atMillis()));
        statement.setLong(9, append.expectedRevision());
        Connection connection = statement.getConnection();
        statement.setArray(10, numbers(connection, "int8", commits.stream().map(Commit::atMillis).toArray()));
        statement.setArray(11,
                numbers(connection, "int4", commits.stream().map(commit -> commit.id().displayId()).toArray()));
        statement.setArray(12,
                numbers(connection, "int4", commits.stream().map(commit -> commit.id().seq()).toArray()));
        statement.setArray(13,
                numbers(connection, "int4", commits.stream().map(commit -> commit.op().baseLength()).toArray()));
        statement.setArray(14,
                numbers(connection, "int2", commits.stream().map(commit -> (short) commit.kind().number()).toArray()));
        statement.setArray(15,
                bytes(connection, commits.stream().map(commit -> commit.submitHash().toBytes()).toList()));
        statement.setArray(16, bytes(connection, commits.stream().map(commit -> commit.chain().toBytes()).toList()));
        statement.setArray(17, bytes(connection, commits.stream().map(Commit::opBytes).toList()));
    }

    private static Array numbers(Connection connection, String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    /** What one row of the tail says; the head is repeated in each. */
    private record TailRow(Head head, int lastSeq, @Nullable Commit commit, boolean settled) {}

    @Override
    public Tail tail(TailQuery query) {
        List<TailRow> rows = jdbc.ask("Reading the tail of document " + query.document(), TAIL,
                statement -> bind(statement, query),
                PostgresRevisionLog::tailRow);
        if (rows.isEmpty()) {
            throw new NoSuchElementException("There is no document " + query.document());
        }
        List<Commit> commits = new ArrayList<>();
        Optional<Commit> settled = Optional.empty();
        for (TailRow row : rows) {
            Commit commit = row.commit();
            if (commit != null && row.settled()) {
                settled = Optional.of(commit);
            } else if (commit != null) {
                commits.add(commit);
            }
        }
        return new Tail(rows.getFirst().head(), commits, rows.getFirst().lastSeq(), settled);
    }

    private static void bind(PreparedStatement statement, TailQuery query) throws SQLException {
        SubmissionId settle = query.settle();
        statement.setInt(1, query.displayId());
        statement.setLong(2, query.afterRevision());
        statement.setLong(3, Pages.rowsMax(query.bytesMax()));
        statement.setLong(4, query.bytesMax());
        statement.setInt(5, settle == null ? 0 : settle.displayId());
        statement.setInt(6, settle == null ? 0 : settle.seq());
        statement.setString(7, query.document().value());
    }

    private static TailRow tailRow(ResultSet row) throws SQLException {
        boolean settled = row.getBoolean("is_settled");
        Commit commit = row.wasNull() ? null : CommitRows.commit(row);
        return new TailRow(head(row), row.getInt("last_seq"), commit, settled);
    }

    @Override
    public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
        Object[] ids = documents.stream().map(DocumentId::value).toArray();
        Map<DocumentId, Head> heads = new HashMap<>();
        jdbc.ask("Reading " + ids.length + " heads", HEADS,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", ids)),
                row -> heads.put(new DocumentId(row.getString("id")), head(row)));
        return heads;
    }

    @Override
    public Optional<Commit> find(DocumentId document, SubmissionId id) {
        return jdbc.ask("Reading a commit of document " + document, FIND, statement -> {
            statement.setString(1, document.value());
            statement.setInt(2, id.displayId());
            statement.setInt(3, id.seq());
        }, CommitRows::commit).stream().findFirst();
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong("head_rev"), Digest.ofBytes(row.getBytes("head_chain")),
                CommitRows.millis(row, "head_at"),
                row.getLong("acl_rev"), Head.State.ofNumber(row.getShort("state")));
    }
}
