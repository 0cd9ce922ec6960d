package io.inkwell.persistence;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * The roles and the database inside an embedded cluster: an owner, who migrates the schema, and the application, who may
 * not change the history. Made when missing; their passwords are drawn anew at each start and live in memory only.
 */
final class EmbeddedRoles {

    static final String DATABASE = "inkwell";
    static final String OWNER = "inkwell_owner";
    static final String APPLICATION = "inkwell_app";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 32;

    private EmbeddedRoles() {}

    /** Returns 256 random bits as text. */
    static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Makes the roles and the database if they are missing and gives the roles new passwords.
     *
     * @param port the server's port on 127.0.0.1
     * @param superuser the cluster's superuser
     * @param password the superuser's password
     * @return how the application reaches its database
     */
    static DatabaseSettings prepare(int port, String superuser, String password) throws StartRefusedException {
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        Properties login = new Properties();
        login.setProperty("user", superuser);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "10");
        login.setProperty("socketTimeout", "60");
        Credentials owner = new Credentials(OWNER, randomPassword());
        Credentials application = new Credentials(APPLICATION, randomPassword());
        try (Connection connection = new Driver().connect(server + "postgres", login)) {
            if (connection == null) {
                throw new AssertionError("The driver does not know its own address " + server);
            }
            prepare(connection, owner, application);
        } catch (SQLException failed) {
            throw new StartRefusedException("The embedded PostgreSQL is up, but its database could not be prepared: "
                    + failed.getMessage() + ". If the file postgres-password was changed, put the old one back.",
                    failed);
        }
        return DatabaseSettings.of(server + DATABASE, owner, application);
    }

    private static void prepare(Connection connection, Credentials owner, Credentials application) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Credentials role : new Credentials[]{owner, application}) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", role.user())) {
                    statement.execute("create role " + role.user() + " login");
                }
                // The driver sends the password's SCRAM verifier, so it is in no statement and in no log.
                connection.unwrap(PGConnection.class).alterUserPassword(role.user(), role.password().toCharArray(),
                        "scram-sha-256");
                statement.execute("alter role " + role.user() + " set synchronous_commit = on");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE + " owner " + owner.user());
            }
            statement.execute("revoke all on database " + DATABASE + " from public");
            statement.execute("grant connect on database " + DATABASE + " to " + application.user());
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
