package io.inkwell.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.SnapshotStore;
import io.inkwell.sync.port.VersionStore;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of one server: its schema up to date, its settings safe, and a pool of connections on it.
 *
 * <p>
 * The pool repeats nothing: a statement is sent once, and what happened to it when the connection dies is for its sender
 * to find out. A virtual thread may wait for a connection like any other.
 */
public final class Database implements AutoCloseable {

    private static final Duration WAIT_FOR_CONNECTION_MAX = Duration.ofSeconds(3);
    private static final Duration CONNECTION_AGE_MAX = Duration.ofMinutes(30);

    private final HikariDataSource pool;
    private final Catalogue catalogue;
    private final PostgresSnapshotStore snapshots;

    private Database(HikariDataSource pool, Catalogue catalogue) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.snapshots = new PostgresSnapshotStore(pool);
    }

    /**
     * Migrates the schema, checks the server's settings and opens the pool.
     *
     * @param settings which database
     * @return the open database
     * @throws StartRefusedException if it cannot be reached, is unsafe ({@code fsync}, {@code full_page_writes} or
     *         {@code synchronous_commit} off), a standby, not UTF8, too old, or was written by a newer Inkwell
     */
    public static Database open(DatabaseSettings settings) throws StartRefusedException {
        return open(settings, Schema.migrate(settings));
    }

    /**
     * Opens the pool on a database that servers may be at work on: its tables are taken as they are.
     *
     * @param settings which database
     * @return the open database
     * @throws StartRefusedException as for {@link #open}, and if the tables are not those of this version
     */
    public static Database join(DatabaseSettings settings) throws StartRefusedException {
        return open(settings, Schema.current(settings));
    }

    private static Database open(DatabaseSettings settings, @Nullable String role) throws StartRefusedException {
        HikariDataSource pool = pool(settings, role);
        Catalogue catalogue = null;
        try {
            catalogue = new Catalogue(pool);
            return new Database(pool, catalogue);
        } catch (PersistenceException mismatch) {
            throw new StartRefusedException(
                    "The database's tables are not the ones this Inkwell made: " + rootOf(mismatch).getMessage()
                            + ". Somebody changed them; undo that change, or restore a backup.",
                    mismatch);
        } finally {
            if (catalogue == null) {
                pool.close();
            }
        }
    }

    /** The history of every document. */
    public RevisionLog revisionLog() {
        return new PostgresRevisionLog(pool);
    }

    /** The clients of every document. */
    public SessionStore sessions() {
        return new PostgresSessionStore(pool);
    }

    /** The stored documents. */
    public SnapshotStore snapshots() {
        return snapshots;
    }

    /** The composed history. */
    public BlockStore blocks() {
        return new PostgresBlockStore(pool);
    }

    /** How many damaged snapshots were met since the start. Anything but 0 wants to be looked at. */
    public long damagedSnapshotsSeen() {
        return snapshots.damagedSeen();
    }

    /** The past of every document. */
    public HistoryReader history() {
        return new PostgresHistoryReader(pool);
    }

    /** Documents whole, for those who look after them. */
    public Archive archive() {
        return new PostgresArchive(pool);
    }

    /** The documents and their members. */
    public DocumentCatalog documents() {
        return new HibernateDocumentCatalog(catalogue);
    }

    /** The names that people gave to revisions. */
    public VersionStore versions() {
        return new HibernateVersionStore(catalogue);
    }

    /** The people and programs. */
    public PersonDirectory people() {
        return new HibernatePersonDirectory(catalogue);
    }

    /** Whether the database answers now. Takes at most a few seconds. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid((int) WAIT_FOR_CONNECTION_MAX.toSeconds());
        } catch (SQLException notNow) {
            return false;
        }
    }

    /** Returns the pool, for the classes of this package. */
    DataSource pool() {
        return pool;
    }

    /** Closes the pool. Statements that run are cut off; their outcome is unknown to their senders. */
    @Override
    public void close() {
        catalogue.close();
        pool.close();
    }

    private static HikariDataSource pool(DatabaseSettings settings, @Nullable String role)
            throws StartRefusedException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.applicationName());
        config.setDataSource(new DurableConnections(settings, settings.application(), role));
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setMinimumIdle(Math.min(2, settings.connectionsMax()));
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MAX.toMillis());
        config.setMaxLifetime(CONNECTION_AGE_MAX.toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setAutoCommit(true);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failed) {
            throw new StartRefusedException(String.valueOf(rootOf(failed).getMessage()), failed);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
