package io.inkwell.persistence;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.Archive.RevisionPages;
import io.inkwell.sync.port.StorageException;
import io.inkwell.sync.port.StoredRevision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Pages of the log, the next one read by another thread while this one is looked at. Not thread safe. */
final class PostgresRevisionPages implements RevisionPages {

    private static final int BYTES_MAX = 1024 * 1024;

    private final Jdbc jdbc;
    private final DocumentId document;
    private final long throughRevision;
    private Future<List<StoredRevision>> coming;

    PostgresRevisionPages(Jdbc jdbc, DocumentId document, long afterRevision, long throughRevision) {
        this.jdbc = jdbc;
        this.document = document;
        this.throughRevision = throughRevision;
        this.coming = ask(afterRevision);
    }

    private Future<List<StoredRevision>> ask(long afterRevision) {
        FutureTask<List<StoredRevision>> task = new FutureTask<>(() -> read(afterRevision));
        Thread.ofVirtual().name("pages").start(task);
        return task;
    }

    private List<StoredRevision> read(long afterRevision) {
        return jdbc.ask("Reading the history of document " + document, PostgresHistoryReader.READ, statement -> {
            statement.setString(1, document.value());
            statement.setLong(2, afterRevision);
            statement.setLong(3, throughRevision);
            statement.setLong(4, Pages.rowsMax(BYTES_MAX));
            statement.setLong(5, BYTES_MAX);
        }, PostgresRevisionPages::row);
    }

    private static StoredRevision row(ResultSet row) throws SQLException {
        StoredOperation operation = StoredOperation.of(row.getBytes(9));
        // The digest is wanted, and this thread has the time for it.
        operation.digest();
        return new StoredRevision(row.getLong(1), row.getShort(6), row.getInt(3), row.getInt(4),
                row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli(), row.getInt(5),
                Digest.ofBytes(row.getBytes(7)), Digest.ofBytes(row.getBytes(8)), operation);
    }

    @Override
    public List<StoredRevision> next() {
        List<StoredRevision> page = joined(coming);
        if (!page.isEmpty())
            coming = ask(page.getLast().revision());
        return page;
    }

    private static List<StoredRevision> joined(Future<List<StoredRevision>> page) {
        try {
            return page.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failed)
                throw failed;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Reading the history was interrupted", e);
        }
    }

    @Override
    public void close() {
        coming.cancel(true);
    }
}
