package io.inkwell.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections for the pool and lets none through on which a commit could be acknowledged before it is on disk.
 *
 * <p>
 * Each new connection is checked, not only the first: a setting of the role, of the database or of the server may change
 * while we run, and reading a row back proves that it is durable only if <em>every</em> writer waits for the disk. The
 * same round trip sets the time limits and, where the user given may, takes on the role of the application.
 */
final class DurableConnections implements DataSource {

    static final String STATEMENT_TIMEOUT = "5s";
    static final String LOCK_TIMEOUT = "2s";
    static final String IDLE_IN_TRANSACTION_TIMEOUT = "5s";
    private static final String CLIENT_CHECK_INTERVAL = "2s";
    private static final int CONNECT_SECONDS_MAX = 3;
    /** Longer than a statement and the wait for a lock may take, so a reply that never comes is told from a slow one. */
    private static final int SOCKET_SECONDS_MAX = 10;

    private static final String PREPARE = """
            select set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false),
                   set_config('idle_in_transaction_session_timeout', ?, false),
                   set_config('client_connection_check_interval', ?, false), set_config('role', ?, false)""";
    private static final String CHECK = """
            select current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
                   pg_is_in_recovery(), session_user""";

    private final PGSimpleDataSource driver;
    private final @Nullable String role;

    /**
     * @param settings which database
     * @param login as whom to connect
     * @param role the role to take on after connecting, or null to stay the user that connected
     */
    DurableConnections(DatabaseSettings settings, Credentials login, @Nullable String role) {
        this.driver = driver(settings, login);
        this.driver.setSocketTimeout(SOCKET_SECONDS_MAX);
        this.role = role;
    }

    /** The plain driver, without checks and time limits: for migrations. */
    static PGSimpleDataSource driver(DatabaseSettings settings, Credentials login) {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(settings.url());
        driver.setUser(login.user());
        if (!login.password().isEmpty()) {
            driver.setPassword(login.password());
        }
        driver.setApplicationName(settings.applicationName());
        driver.setConnectTimeout(CONNECT_SECONDS_MAX);
        driver.setTcpKeepAlive(true);
        // The details of an error repeat the values of a row, and messages reach the log.
        driver.setLogServerErrorDetail(false);
        return driver;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.getConnection();
        boolean usable = false;
        try {
            prepare(connection);
            check(connection);
            usable = true;
            return connection;
        } finally {
            if (!usable) {
                connection.close();
            }
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PREPARE)) {
            statement.setString(1, STATEMENT_TIMEOUT);
            statement.setString(2, LOCK_TIMEOUT);
            statement.setString(3, IDLE_IN_TRANSACTION_TIMEOUT);
            statement.setString(4, CLIENT_CHECK_INTERVAL);
            statement.setString(5, role == null ? "none" : role);
            statement.execute();
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getBoolean(4)) {
                throw new UnsafeDatabaseException(
                        "The database is a standby: it only reads. Give the address of the primary.");
            }
            require("fsync", row.getString(1), "Set fsync = on in postgresql.conf and restart PostgreSQL.");
            require("full_page_writes", row.getString(2),
                    "Set full_page_writes = on in postgresql.conf and reload it.");
            if (!row.getString(3).equals("remote_apply")) {
                require("synchronous_commit", row.getString(3),
                        "Run: alter role " + row.getString(5)
                                + " set synchronous_commit = on (or set it in postgresql.conf).");
            }
        }
    }

    private static void require(String setting, String value, String remedy) throws UnsafeDatabaseException {
        if (!value.equals("on")) {
            throw new UnsafeDatabaseException("The database runs with " + setting + " = " + value
                    + ", so an edit shown as saved could be lost. " + remedy);
        }
    }

    /** A setting of the server under which a saved edit could be lost. The message is a sentence for the operator. */
    static final class UnsafeDatabaseException extends SQLException {

        private static final long serialVersionUID = 1L;

        UnsafeDatabaseException(String message) {
            // Class 08: no connection was made, so nothing was executed.
            super(message, "08004");
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("These connections have one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        throw new SQLException("Not a wrapper of " + iface.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) {
        return false;
    }
}
