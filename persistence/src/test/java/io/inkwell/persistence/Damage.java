package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Changes rows that nobody may change, as a broken disk or somebody with every right could. */
final class Damage {
    private Damage() {}

    /** Changes the log of a document with all triggers off; {@code DOC} stands for its number. */
    static void toTheLog(DocumentId document, String... statements) {
        try (Connection connection = TestCluster.shared().superuser(EmbeddedRoles.DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table revision disable trigger all");
            for (String sql : statements)
                statement.execute(sql.replace("DOC", Long.toString(number(connection, document))));
            statement.execute("alter table revision enable trigger all");
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long number(Connection connection, DocumentId document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select number from document where id = ?")) {
            statement.setString(1, document.value());
            var row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
