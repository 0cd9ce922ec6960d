package io.inkwell.persistence;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.BlockStore;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composed history, deflated. Reading a block checks its SHA-256 over the inflated bytes; a damaged one is passed over and logged. */
final class PostgresBlockStore implements BlockStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBlockStore.class);

    private static final String FIND = """
            select b.from_rev, b.to_rev, b.length, b.from_chain, b.to_chain, b.sha256, b.content
            from unnest(?::bigint[], ?::bigint[]) as asked(from_rev, to_rev)
            join attribution_block b on b.document_no = (select number from document where id = ?)
                and b.to_rev = asked.to_rev and b.from_rev = asked.from_rev
            order by b.from_rev""";

    private static final String SAVE = """
            insert into attribution_block(document_no, to_rev, from_rev, length, from_chain, to_chain, sha256, content)
            select number, ?, ?, ?, ?, ?, ?, ? from document where id = ?
            on conflict (document_no, to_rev, from_rev) do update
            set length = excluded.length, from_chain = excluded.from_chain, to_chain = excluded.to_chain,
                sha256 = excluded.sha256, content = excluded.content""";

    private final Jdbc jdbc;

    PostgresBlockStore(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    @Override
    public List<Block> find(DocumentId document, Collection<Range> ranges) {
        if (ranges.isEmpty()) {
            return List.of();
        }
        Object[] from = ranges.stream().map(Range::fromRevision).toArray();
        Object[] to = ranges.stream().map(Range::toRevision).toArray();
        List<Optional<Block>> found = jdbc.ask("Reading composed history of document " + document, FIND, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("int8", from));
            statement.setArray(2, statement.getConnection().createArrayOf("int8", to));
            statement.setString(3, document.value());
        }, row -> block(document, row));
        return found.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<Block> block(DocumentId document, ResultSet row) throws SQLException {
        Range range = new Range(row.getLong("from_rev"), row.getLong("to_rev"));
        try {
            byte[] content = Deflated.inflate(row.getBytes("content"), row.getInt("length"));
            if (!MessageDigest.isEqual(Sha256.of(content), row.getBytes("sha256"))) {
                throw new DataFormatException("the bytes do not give the stored SHA-256");
            }
            return Optional.of(new Block(range, Digest.ofBytes(row.getBytes("from_chain")),
                    Digest.ofBytes(row.getBytes("to_chain")), content));
        } catch (DataFormatException | IllegalArgumentException damage) {
            LOG.error(
                    "The composed history of document {} from revision {} to {} is damaged ({}) and made again from the log",
                    document, range.fromRevision(), range.toRevision(), damage.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void save(DocumentId document, Block block) {
        byte[] deflated = Deflated.deflate(block.content());
        jdbc.change("Storing composed history of document " + document, SAVE, statement -> {
            statement.setLong(1, block.range().toRevision());
            statement.setLong(2, block.range().fromRevision());
            statement.setInt(3, block.content().length);
            statement.setBytes(4, block.fromChain().toBytes());
            statement.setBytes(5, block.toChain().toBytes());
            statement.setBytes(6, Sha256.of(block.content()));
            statement.setBytes(7, deflated);
            statement.setString(8, document.value());
        });
    }
}
