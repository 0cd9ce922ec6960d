package io.inkwell.persistence;

import io.inkwell.ot.Op;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.HistoryReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The past of every document, read from PostgreSQL in pages. */
final class PostgresHistoryReader implements HistoryReader {

    /** A page of rows with {@link CommitRows#COLUMNS}: of a document, after, through, so many rows, so many bytes. */
    static final String READ = """
            select %1$s from (
                select *, sum(octet_length(op)) over (order by rev) - octet_length(op) as bytes_before from (
                    select %1$s from revision
                    where document_no = (select number from document where id = ?) and rev > ? and rev <= ?
                    order by rev limit ?) page) page
            where bytes_before < ? order by rev""".formatted(CommitRows.COLUMNS);

    /** Bisection by the primary key: times never run backwards, so no index on the time is needed. */
    private static final String REVISION_AT = """
            with recursive search(document_no, low, high) as (
                select d.number, 0::bigint, h.head_rev from document d join document_head h on h.document_no = d.number
                where d.id = ? and d.created_at <= ?
                union all
                select s.document_no, case when r.created_at <= ? then r.rev else s.low end,
                       case when r.created_at <= ? then s.high else r.rev - 1 end
                from search s join revision r on r.document_no = s.document_no and r.rev = (s.low + s.high + 1) / 2
                where s.low < s.high)
            select low from search where low = high""";

    private static final String LIST = """
            select r.*, p.id as author, p.name as author_name, p.colour as author_colour
            from (select document_no, %s from revision
                  where document_no = (select number from document where id = ?) and rev > ? and rev < ?
                      and kind between ? and ?
                      and (?::text is null or display_id in (
                          select s.display_id from client_session s join person p on p.number = s.person_no
                          where s.document_no = revision.document_no and p.id = ?))
                  order by rev desc limit ?) r
            join client_session s using (document_no, display_id) join person p on p.number = s.person_no
            order by r.rev desc"""
            .formatted(CommitRows.COLUMNS);

    private static final String OUTLINE = """
            select rev, created_at, display_id, client_seq, kind, octet_length(op) as op_bytes from revision
            where document_no = (select number from document where id = ?) and rev < ? order by rev desc limit ?""";

    private static final String AUTHORS = """
            select s.display_id, p.id as author, p.name as author_name, p.colour as author_colour
            from client_session s join person p on p.number = s.person_no
            where s.document_no = (select number from document where id = ?) and s.display_id = any (?)""";

    private final Jdbc jdbc;

    PostgresHistoryReader(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    @Override
    public List<Commit> read(DocumentId document, long afterRevision, long throughRevision, int bytesMax) {
        return jdbc.ask("Reading the history of document " + document, READ, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, afterRevision);
            statement.setLong(3, throughRevision);
            statement.setLong(4, Pages.rowsMax(bytesMax));
            statement.setLong(5, bytesMax);
        }, CommitRows::commit);
    }

    @Override
    public OptionalLong revisionAt(DocumentId document, Instant moment) {
        Object time = CommitRows.time(moment.toEpochMilli());
        return jdbc.ask("Finding a moment in document " + document, REVISION_AT, statement -> {
            statement.setString(1, document.value());
            statement.setObject(2, time);
            statement.setObject(3, time);
            statement.setObject(4, time);
        }, row -> row.getLong(1)).stream().mapToLong(Long::longValue).findFirst();
    }

    @Override
    public List<Line> list(DocumentId document, Query query) {
        @Nullable
        String author = query.author() == null ? null : query.author().value();
        return jdbc.ask("Listing the history of document " + document, LIST, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, query.afterRevision());
            statement.setLong(3, query.beforeRevision());
            statement.setInt(4, query.kind() == null ? 0 : query.kind().numberMin());
            statement.setInt(5, query.kind() == null ? Short.MAX_VALUE : query.kind().numberMax());
            statement.setString(6, author);
            statement.setString(7, author);
            statement.setInt(8, query.limit());
        }, PostgresHistoryReader::line);
    }

    @Override
    public List<Outline> outline(DocumentId document, long beforeRevision, int limit) {
        return jdbc.ask("Looking over the history of document " + document, OUTLINE, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, beforeRevision);
            statement.setInt(3, limit);
        }, row -> new Outline(row.getLong("rev"), CommitKind.ofNumber(row.getShort("kind")),
                CommitRows.submissionId(row), CommitRows.millis(row, "created_at"), row.getInt("op_bytes")));
    }

    @Override
    public Map<Integer, Author> authors(DocumentId document, Set<Integer> displayIds) {
        Map<Integer, Author> authors = new HashMap<>();
        jdbc.ask("Looking up who wrote in document " + document, AUTHORS, statement -> {
            statement.setString(1, document.value());
            statement.setArray(2, statement.getConnection().createArrayOf("integer", displayIds.toArray()));
        }, row -> Map.entry(row.getInt("display_id"), author(row)))
                .forEach(found -> authors.put(found.getKey(), found.getValue()));
        return authors;
    }

    private static Author author(ResultSet row) throws SQLException {
        return new Author(new PersonId(row.getString("author")), row.getString("author_name"),
                row.getString("author_colour"));
    }

    private static Line line(ResultSet row) throws SQLException {
        Commit commit = CommitRows.commit(row);
        long inserted = 0;
        long deleted = 0;
        for (Op op : commit.op().ops()) {
            switch (op) {
                case Op.InsertText text -> inserted += text.length();
                case Op.InsertEmbed embed -> inserted += embed.length();
                case Op.Delete delete -> deleted += delete.length();
                case Op.Retain unchanged -> {
                }
            }
        }
        return new Line(commit.revision(), commit.kind(), commit.id(), author(row), commit.atMillis(), inserted,
                deleted,
                commit.opBytes().length);
    }
}
