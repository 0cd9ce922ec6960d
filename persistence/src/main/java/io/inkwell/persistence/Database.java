package io.inkwell.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
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

    private Database(HikariDataSource pool) {
        this.pool = pool;
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
        String role = Schema.migrate(settings);
        try {
            return new Database(pool(settings, role));
        } catch (PoolInitializationException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new StartRefusedException(String.valueOf(cause.getMessage()), failed);
        }
    }

    /** Returns the pool, for the classes of this package. */
    DataSource pool() {
        return pool;
    }

    /** Closes the pool. Statements that run are cut off; their outcome is unknown to their senders. */
    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(DatabaseSettings settings, @Nullable String role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.applicationName());
        config.setDataSource(new DurableConnections(settings, settings.application(), role));
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setMinimumIdle(Math.min(2, settings.connectionsMax()));
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MAX.toMillis());
        config.setMaxLifetime(CONNECTION_AGE_MAX.toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setAutoCommit(true);
        return new HikariDataSource(config);
    }
}
