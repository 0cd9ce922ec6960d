package io.inkwell.persistence;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.Archive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Documents as they are kept in PostgreSQL, whole. */
final class PostgresArchive implements Archive {

    private static final String FIND = """
            select d.id, d.title, d.type, d.created_at, p.id as creator, h.head_rev, h.head_chain, h.head_at, h.acl_rev, h.state
            from document d join document_head h on h.document_no = d.number left join person p on p.number = d.created_by
            where d.id = ?""";

    private static final String DOCUMENTS = """
            select id from document where number > coalesce((select number from document where id = ?), 0)
            order by number limit ?""";

    private static final String CLIENTS = """
            select s.display_id, p.id, p.name, p.colour from client_session s join person p on p.number = s.person_no
            where s.document_no = (select number from document where id = ?) order by s.display_id""";

    private static final String OF_DOCUMENT = " where document_no = (select number from document where id = ?)";
    private static final String REDACTIONS = "select rev, op_digest from redaction" + OF_DOCUMENT;
    private static final String SNAPSHOTS = "select rev from snapshot" + OF_DOCUMENT + " order by rev";
    private static final String SNAPSHOT = "select length, chain, sha256, content from snapshot" + OF_DOCUMENT
            + " and rev = ?";
    private static final String REMOVE_SNAPSHOTS = "delete from snapshot" + OF_DOCUMENT + " and rev = any(?)";
    private static final String OPERATION_BYTES = "select coalesce(sum(octet_length(op)), 0) from revision"
            + OF_DOCUMENT
            + " and rev > ? and rev <= ?";
    private static final String SET_STATE = "update document_head set state = ?" + OF_DOCUMENT + " and state = ?";

    private final Jdbc jdbc;

    PostgresArchive(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    @Override
    public Optional<Kept> find(DocumentId document) {
        return jdbc.ask("Finding document " + document, FIND, statement -> statement.setString(1, document.value()),
                PostgresArchive::kept).stream().findFirst();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String creator = row.getString("creator");
        Head head = new Head(row.getLong("head_rev"), Digest.ofBytes(row.getBytes("head_chain")),
                CommitRows.millis(row, "head_at"), row.getLong("acl_rev"), Head.State.ofNumber(row.getShort("state")));
        return new Kept(new DocumentId(row.getString("id")), row.getString("title"),
                DocumentRow.typeOf(row.getShort("type")), CommitRows.millis(row, "created_at"),
                creator == null ? null : new PersonId(creator), head);
    }

    @Override
    public List<DocumentId> documents(@Nullable DocumentId after, int limit) {
        return jdbc.ask("Listing documents", DOCUMENTS, statement -> {
            statement.setString(1, after == null ? null : after.value());
            statement.setInt(2, limit);
        }, row -> new DocumentId(row.getString(1)));
    }

    @Override
    public RevisionPages revisions(DocumentId document, long afterRevision, long throughRevision) {
        return new PostgresRevisionPages(jdbc, document, afterRevision, throughRevision);
    }

    @Override
    public List<Client> clients(DocumentId document) {
        return jdbc.ask("Listing the clients of document " + document, CLIENTS,
                statement -> statement.setString(1, document.value()),
                row -> new Client(row.getInt(1), new PersonId(row.getString(2)), row.getString(3), row.getString(4)));
    }

    @Override
    public Map<Long, OperationDigest> redactions(DocumentId document) {
        Map<Long, OperationDigest> redactions = new HashMap<>();
        jdbc.ask("Listing the redactions of document " + document, REDACTIONS,
                statement -> statement.setString(1, document.value()),
                row -> redactions.put(row.getLong(1), OperationDigest.ofBytes(row.getBytes(2))));
        return redactions;
    }

    @Override
    public List<Long> snapshots(DocumentId document) {
        return jdbc.ask("Listing the snapshots of document " + document, SNAPSHOTS,
                statement -> statement.setString(1, document.value()), row -> row.getLong(1));
    }

    @Override
    public Optional<StoredSnapshot> snapshot(DocumentId document, long revision) {
        return jdbc.ask("Reading a snapshot of document " + document, SNAPSHOT, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, revision);
        }, PostgresArchive::snapshot).stream().findFirst();
    }

    private static StoredSnapshot snapshot(ResultSet row) throws SQLException {
        try {
            byte[] content = Deflated.inflate(row.getBytes("content"), row.getInt("length"));
            return MessageDigest.isEqual(Sha256.of(content), row.getBytes("sha256"))
                    ? new StoredSnapshot.Intact(Digest.ofBytes(row.getBytes("chain")),
                            new String(content, StandardCharsets.UTF_8))
                    : new StoredSnapshot.Damaged("its bytes do not give the stored SHA-256.");
        } catch (DataFormatException e) {
            return new StoredSnapshot.Damaged("it cannot be inflated.");
        }
    }

    @Override
    public long operationBytes(DocumentId document, long afterRevision, long throughRevision) {
        return jdbc.ask("Measuring the history of document " + document, OPERATION_BYTES, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, afterRevision);
            statement.setLong(3, throughRevision);
        }, row -> row.getLong(1)).getFirst();
    }

    @Override
    public int removeSnapshots(DocumentId document, Collection<Long> revisions) {
        return jdbc.change("Removing snapshots of document " + document, REMOVE_SNAPSHOTS, statement -> {
            statement.setString(1, document.value());
            statement.setArray(2, statement.getConnection().createArrayOf("int8", revisions.toArray()));
        });
    }

    @Override
    public boolean setFrozen(DocumentId document, boolean frozen) {
        return jdbc.change("Freezing document " + document, SET_STATE, statement -> {
            statement.setInt(1, (frozen ? Head.State.FROZEN : Head.State.OPEN).number());
            statement.setString(2, document.value());
            statement.setInt(3, (frozen ? Head.State.OPEN : Head.State.FROZEN).number());
        }) > 0;
    }

    @Override
    public Arrival receive(Kept document, List<Client> clients) throws DocumentExistsException {
        return PostgresArrival.begin(jdbc, document, clients);
    }
}
