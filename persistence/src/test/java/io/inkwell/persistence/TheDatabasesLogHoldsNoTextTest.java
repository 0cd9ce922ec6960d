package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.Commit;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures are logged by PostgreSQL too, and there as well without what somebody wrote. */
@Timeout(30)
class TheDatabasesLogHoldsNoTextTest {

    private static final String SECRET = "unmistakable";

    private final TestCluster cluster = TestCluster.shared();

    @Test
    void aFailedStatementIsLoggedWithoutItsValues() throws Exception {
        Scribe ada = Scribe.on(PostgresStorage.shared());
        ada.write(SECRET);
        Commit again = ada.prepareUnder(1, SECRET);
        assertThat(cluster.database().revisionLog().append(ada.batch(List.of(again))))
                .isEqualTo(new AppendResult.Duplicate());
        assertThatThrownBy(this::breakACheck).isInstanceOf(SQLException.class).hasMessageNotContaining(SECRET)
                .hasMessageNotContaining(hex());

        String log = "";
        while (!log.contains("revision_submission_key") || !log.contains("revision_kind_check")) {
            Thread.sleep(20);
            log = readAll();
        }
        assertThat(log).doesNotContain(SECRET).doesNotContain(hex());
    }

    private void breakACheck() throws SQLException {
        try (Connection connection = cluster.database().pool().getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into revision values "
                        + "(1, 1, now(), 1, 1, 0, 50, substr(sha256(''), 1, 16), substr(sha256(''), 1, 16), ?)")) {
            statement.setBytes(1, SECRET.getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    private static String hex() {
        return HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(cluster.logs())) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
