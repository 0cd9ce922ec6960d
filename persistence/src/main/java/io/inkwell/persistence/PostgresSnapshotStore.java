package io.inkwell.persistence;

import io.inkwell.ot.Document;
import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.SnapshotStore;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.DataFormatException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored documents, deflated. Reading one checks its SHA-256 over the inflated bytes; a damaged one is passed over for the
 * next older, logged and counted.
 */
final class PostgresSnapshotStore implements SnapshotStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSnapshotStore.class);

    private static final String NEWEST = """
            select rev, length, chain, sha256, content from snapshot
            where document_no = (select number from document where id = ?) and rev <= ? order by rev desc limit 1""";

    static final String SAVE = """
            insert into snapshot(document_no, rev, length, chain, sha256, content)
            select number, ?, ?, ?, ?, ? from document where id = ?
            on conflict (document_no, rev) do nothing""";

    private final Jdbc jdbc;
    private final LongAdder damagedSeen = new LongAdder();

    PostgresSnapshotStore(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    /** How many damaged snapshots were met since the start. Anything but 0 wants to be looked at. */
    long damagedSeen() {
        return damagedSeen.sum();
    }

    /** A snapshot as found: nothing in it if it is damaged. */
    private record Found(long revision, Optional<Snapshot> snapshot) {}

    @Override
    public Optional<Snapshot> newestAtOrBelow(DocumentId document, long revision) {
        long highest = revision;
        while (true) {
            long below = highest;
            List<Found> found = jdbc.ask("Reading a snapshot of document " + document, NEWEST, statement -> {
                statement.setString(1, document.value());
                statement.setLong(2, below);
            }, row -> found(document, row));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.getFirst().snapshot().isPresent()) {
                return found.getFirst().snapshot();
            }
            highest = found.getFirst().revision() - 1;
        }
    }

    private Found found(DocumentId document, ResultSet row) throws SQLException {
        long revision = row.getLong("rev");
        try {
            byte[] content = Deflated.inflate(row.getBytes("content"), row.getInt("length"));
            if (!MessageDigest.isEqual(Sha256.of(content), row.getBytes("sha256"))) {
                throw new DataFormatException("the bytes do not give the stored SHA-256");
            }
            Document text = Document.of(OpsJson.read(content, OpsLimits.UNLIMITED));
            return new Found(revision,
                    Optional.of(new Snapshot(revision, Digest.ofBytes(row.getBytes("chain")), text)));
        } catch (DataFormatException | MalformedOpsException | OtException | IllegalArgumentException damage) {
            damagedSeen.increment();
            LOG.error(
                    "The snapshot of document {} at revision {} is damaged ({}) and passed over; the log has the truth",
                    document, revision,
                    damage.getClass().getSimpleName());
            return new Found(revision, Optional.empty());
        }
    }

    @Override
    public void save(DocumentId document, Snapshot snapshot) {
        jdbc.change("Storing a snapshot of document " + document, SAVE,
                statement -> bind(statement, document, snapshot));
    }

    /** Sets the parameters of {@link #SAVE}. */
    static void bind(PreparedStatement statement, DocumentId document, Snapshot snapshot) throws SQLException {
        byte[] content = OpsJson.write(snapshot.document().toOps());
        statement.setLong(1, snapshot.revision());
        statement.setInt(2, content.length);
        statement.setBytes(3, snapshot.chain().toBytes());
        statement.setBytes(4, Sha256.of(content));
        statement.setBytes(5, Deflated.deflate(content));
        statement.setString(6, document.value());
    }
}
