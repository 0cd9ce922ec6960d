package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL itself answers on connections of the application's own pool. */
class TheServersOwnDatabaseIsDurableTest {

    private final Database database = TestCluster.shared().database();

    @ParameterizedTest
    @CsvSource({"fsync,on", "synchronous_commit,on", "full_page_writes,on", "data_checksums,on", "server_encoding,UTF8",
        "statement_timeout,5s", "lock_timeout,2s", "idle_in_transaction_session_timeout,5s", "application_name,inkwell",
        "transaction_isolation,read committed", "is_superuser,off"})
    void theApplicationsConnectionsShow(String setting, String value) throws SQLException {
        assertThat(ask("show " + setting)).isEqualTo(value);
    }

    @Test
    void itIsTheEmbeddedPostgresAndNotOneOfTheMachine() throws SQLException {
        assertThat(ask("show server_version")).startsWith("18.");
        assertThat(ask("show port")).isEqualTo(Integer.toString(TestCluster.shared().server().port()));
    }

    @Test
    void itListensOnThisMachineOnly() throws SQLException {
        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
