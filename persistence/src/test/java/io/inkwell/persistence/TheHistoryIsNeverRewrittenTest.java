package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.port.Scribe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored revision can be neither changed nor removed: by the application for want of the right, by anybody for the trigger. */
class TheHistoryIsNeverRewrittenTest {

    private final TestCluster cluster = TestCluster.shared();

    @ParameterizedTest
    @ValueSource(strings = {"update revision set op = ''", "delete from revision", "truncate revision",
        "alter table revision disable trigger all", "drop table revision", "delete from document_head",
        "delete from person"})
    void theApplicationHasNoRightTo(String rewrite) throws SQLException {
        Scribe.on(PostgresStorage.shared()).write("kept");
        try (Connection connection = cluster.database().pool().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(rewrite)).isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState()).isEqualTo("42501");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update revision set op = ''", "delete from revision", "truncate revision"})
    void notEvenTheOwnerIsLetTo(String rewrite) throws SQLException {
        Scribe.on(PostgresStorage.shared()).write("kept");
        DatabaseSettings settings = cluster.server().settings();
        try (Connection owner = DriverManager.getConnection(settings.url(), settings.owner().user(),
                settings.owner().password());
                Statement statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute(rewrite)).isInstanceOf(SQLException.class)
                    .hasMessageContaining("revisions are never changed or removed");
        }
    }

    @Test
    void whereOneUserDoesEverythingTheTriggerStillRefuses() throws SQLException {
        try (Database database = TestCluster.open(cluster.ownedByOneUser("one_for_all"))) {
            Scribe.on(new PostgresStorage(database)).write("kept");
            assertThatThrownBy(() -> execute(database, "delete from revision")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("revisions are never changed or removed");
        }
    }

    @Test
    void aUserWhoMayTakeOnTheApplicationsRoleServesWithItsRightsOnly() throws SQLException {
        DatabaseSettings settings = cluster.ownedByOneUser("one_who_steps_down");
        cluster.asSuperuser("grant " + EmbeddedRoles.APPLICATION + " to one_who_steps_down");
        try (Database database = TestCluster.open(settings)) {
            Scribe.on(new PostgresStorage(database)).write("kept");
            assertThat(ask(database, "select current_user")).isEqualTo(EmbeddedRoles.APPLICATION);
            assertThat(ask(database,
                    "select has_table_privilege('revision', 'update') or has_table_privilege('revision', 'delete')"))
                    .isEqualTo("f");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Database database, String query) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
