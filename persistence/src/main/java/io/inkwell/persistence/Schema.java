package io.inkwell.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to the version this program knows, and says which role the application uses on them. */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final int SERVER_VERSION_MIN = 150_000;

    private Schema() {}

    /**
     * Checks the server, decides the role of the application and runs the migrations. Several servers may do this on one
     * database at once: one migrates, the others wait.
     *
     * @param settings which database
     * @return the role the application takes on after connecting, or null if it stays the user that connects
     */
    static @Nullable String migrate(DatabaseSettings settings) throws StartRefusedException {
        DataSource source = DurableConnections.driver(settings, settings.owner());
        try (Connection connection = source.getConnection()) {
            refuseUnfit(connection);
            String role = applicationRole(connection, settings);
            String grantee = role == null ? settings.application().user() : role;
            migrate(flyway(source, grantee));
            return role;
        } catch (SQLException failed) {
            throw unusable(settings, failed);
        }
    }

    /**
     * Checks the server and that the tables are those this program knows, and changes nothing: servers may be at work on them.
     *
     * @param settings which database
     * @return the role the application takes on after connecting, or null if it stays the user that connects
     */
    static @Nullable String current(DatabaseSettings settings) throws StartRefusedException {
        DataSource source = DurableConnections.driver(settings, settings.owner());
        try (Connection connection = source.getConnection()) {
            refuseUnfit(connection);
            String role = applicationRole(connection, settings);
            Flyway flyway = flyway(source, role == null ? settings.application().user() : role);
            refuseNewerSchema(flyway);
            if (flyway.info().pending().length > 0)
                throw new StartRefusedException(
                        "The database's tables are not those of this version. Start the server once "
                                + "(./inkwell serve): it brings them up to date.");
            return role;
        } catch (SQLException | FlywayException failed) {
            throw unusable(settings, failed);
        }
    }

    private static StartRefusedException unusable(DatabaseSettings settings, Exception failed) {
        return new StartRefusedException(
                "The database at " + settings.url() + " cannot be used: " + failed.getMessage()
                        + " Check the address, the user and the password, and that PostgreSQL is running.",
                failed);
    }

    private static void refuseUnfit(Connection connection) throws SQLException, StartRefusedException {
        String version = ask(connection, "show server_version_num");
        if (Integer.parseInt(version) < SERVER_VERSION_MIN) {
            throw new StartRefusedException("The database is PostgreSQL " + ask(connection, "show server_version")
                    + "; Inkwell needs version 15 or newer. Upgrade it.");
        }
        String encoding = ask(connection, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StartRefusedException("The database's encoding is " + encoding
                    + "; Inkwell needs UTF8. Create one with: create database inkwell encoding 'UTF8' template template0.");
        }
        if (ask(connection, "select pg_is_in_recovery()").equals("t")) {
            throw new StartRefusedException(
                    "The database is a standby: it only reads. Give the address of the primary.");
        }
    }

    /**
     * Two users given: the application logs in as its own. One user given: it takes on the role
     * {@value EmbeddedRoles#APPLICATION} if that exists and it may, else it serves with all its rights.
     */
    private static @Nullable String applicationRole(Connection connection, DatabaseSettings settings)
            throws SQLException {
        if (!settings.application().equals(settings.owner())) {
            return null;
        }
        String membership = Integer.parseInt(ask(connection, "show server_version_num")) >= 160_000 ? "SET" : "MEMBER";
        String may = ask(connection, "select coalesce((select pg_has_role(current_user, oid, '" + membership
                + "') from pg_roles where rolname = '" + EmbeddedRoles.APPLICATION + "'), false)");
        if (may.equals("t")) {
            return EmbeddedRoles.APPLICATION;
        }
        LOG.warn(
                "The database user {} owns the history and serves it, so only a trigger keeps revisions from being changed. "
                        + "To take that right away: create role {}; grant {} to {}; and restart",
                settings.owner().user(),
                EmbeddedRoles.APPLICATION, EmbeddedRoles.APPLICATION, settings.owner().user());
        return null;
    }

    private static Flyway flyway(DataSource source, String grantee) throws SQLException {
        return Flyway.configure().dataSource(source).locations("classpath:db/migration")
                .placeholders(Map.of("applicationRole", Utils.escapeIdentifier(null, grantee).toString())).load();
    }

    private static void migrate(Flyway flyway) throws StartRefusedException {
        try {
            refuseNewerSchema(flyway);
            flyway.migrate();
        } catch (FlywayException failed) {
            throw new StartRefusedException(
                    "The database's tables could not be brought up to date: " + failed.getMessage(), failed);
        }
    }

    private static void refuseNewerSchema(Flyway flyway) throws StartRefusedException {
        for (MigrationInfo migration : Arrays.asList(flyway.info().applied())) {
            switch (migration.getState()) {
                case FUTURE_SUCCESS, FUTURE_FAILED ->
                    throw new StartRefusedException("The database was used by a newer Inkwell (its "
                            + "schema has version " + migration.getVersion()
                            + "). Start that version or a newer one; this one would "
                            + "not understand what it stored.");
                default -> {
                }
            }
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
