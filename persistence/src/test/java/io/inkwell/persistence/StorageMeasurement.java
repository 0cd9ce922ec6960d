package io.inkwell.persistence;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many bytes one revision takes, in the layout we chose and in those we did not. Run by hand; {@code docs/storage.md} has the
 * command and the answers.
 *
 * <p>
 * Every layout gets the same single-keystroke revisions: so many rows over 20 documents that grow at the same time, five clients
 * in each. The sizes are PostgreSQL's own, after a vacuum, indexes included.
 */
final class StorageMeasurement {

    private static final PrintStream OUT = System.out;
    private static final int DOCUMENTS = 20;
    private static final int PAGE_ROWS = 100_000;

    /** A column and how the row number i, of this document_no and rev, fills it. */
    private record Column(String name, String type, String value) {}

    private static final List<Column> CHOSEN = List.of(
            new Column("document_no", "bigint", "document_no"),
            new Column("rev", "bigint", "rev"),
            new Column("created_at", "timestamptz", "timestamptz '2026-01-01' + i * interval '37 ms'"),
            new Column("display_id", "integer", "(1 + (rev / 20) % 5)::int"),
            new Column("client_seq", "integer", "rev::int"),
            new Column("base_length", "integer", "(20000 + rev % 60000)::int"),
            new Column("kind", "smallint", "0::smallint"),
            new Column("submit_hash", "bytea", "substr(sha256((i || 's')::bytea), 1, 16)"),
            new Column("chain", "bytea", "substr(sha256((i || 'c')::bytea), 1, 16)"),
            new Column("op", "bytea",
                    "convert_to('[{\"retain\":' || (20000 + (rev * 7919) % 60000) || '},{\"insert\":\"' "
                            + "|| chr(97 + (rev % 26)::int) || '\"}]', 'UTF8')"));

    private static final String UUID = "md5((document_no * 1000 + (rev / 20) % 5)::text)::uuid";
    private static final String SESSION_NUMBER = "document_no * 1000 + (rev / 20) % 5";
    private static final String PRIMARY_KEY = "primary key (document_no, rev)";
    private static final String SUBMISSION_KEY = "unique (document_no, display_id, client_seq)";

    private StorageMeasurement() {}

    /** A layout to compare: its columns and its keys. */
    private record Layout(String name, Map<String, Column> columns, List<String> keys) {

        static Layout chosen(String name, String... keys) {
            Map<String, Column> columns = new LinkedHashMap<>();
            CHOSEN.forEach(column -> columns.put(column.name(), column));
            return new Layout(name, columns, List.of(keys));
        }

        Layout with(String column, String type, String value) {
            Map<String, Column> changed = new LinkedHashMap<>(columns);
            changed.put(column, new Column(column, type, value));
            return new Layout(name, changed, keys);
        }
    }

    /** Measures with the given number of rows and prints tables. */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        Files.createDirectories(TestCluster.BUILD_FOLDER);
        Path folder = Files.createTempDirectory(TestCluster.BUILD_FOLDER, "storage-measurement-");
        long started = System.nanoTime();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestCluster.BINARIES)) {
            OUT.printf(Locale.ROOT, "embedded PostgreSQL, new data folder: up after %,d ms%n", millisSince(started));
            started = System.nanoTime();
            try (Database database = Database.open(server.settings())) {
                OUT.printf(Locale.ROOT, "migrations, pool and mapping: ready after %,d ms%n%n", millisSince(started));
                compareLayouts(server.settings(), rows);
                new CommitMeasurement(database, OUT).run();
            }
        } finally {
            PostgresBinaries.deleteFolder(folder);
        }
    }

    private static void compareLayouts(DatabaseSettings settings, int rows) throws SQLException {
        OUT.printf(Locale.ROOT, "%,d single-keystroke revisions in %d documents%n%n", rows, DOCUMENTS);
        OUT.println("| layout | row | primary key | second key | bytes per revision |");
        OUT.println("| --- | ---: | ---: | ---: | ---: |");
        try (Connection owner = DriverManager.getConnection(settings.url(), settings.owner().user(),
                settings.owner().password());
                Statement statement = owner.createStatement()) {
            for (Layout layout : layouts()) {
                measure(statement, layout, rows);
            }
        }
        OUT.println();
    }

    private static List<Layout> layouts() {
        String digest = "sha256((i || 'd')::bytea)";
        return List.of(Layout.chosen("chosen", PRIMARY_KEY, SUBMISSION_KEY),
                Layout.chosen("chosen, without the second key", PRIMARY_KEY),
                Layout.chosen("client id (uuid) for the display id", PRIMARY_KEY, SUBMISSION_KEY).with("display_id",
                        "uuid", UUID),
                Layout.chosen("client id (uuid), key without the document", PRIMARY_KEY,
                        "unique (display_id, client_seq)")
                        .with("display_id", "uuid", UUID),
                Layout.chosen("session number (bigint), key without the document", PRIMARY_KEY,
                        "unique (display_id, client_seq)")
                        .with("display_id", "bigint", SESSION_NUMBER),
                Layout.chosen("session number (integer), key without the document", PRIMARY_KEY,
                        "unique (display_id, client_seq)")
                        .with("display_id", "integer", "(" + SESSION_NUMBER + ")::int"),
                Layout.chosen("digests of 32 bytes", PRIMARY_KEY, SUBMISSION_KEY).with("submit_hash", "bytea", digest)
                        .with("chain", "bytea", digest),
                Layout.chosen("one more digest of 16 bytes", PRIMARY_KEY, SUBMISSION_KEY).with("op_digest", "bytea",
                        "substr(" + digest + ", 1, 16)"),
                Layout.chosen("public document id (text) in the keys", PRIMARY_KEY, SUBMISSION_KEY).with("document_no",
                        "text",
                        "left(md5(document_no::text), 22)"),
                Layout.chosen("uuid, digests of 32 bytes, one more of them, author", PRIMARY_KEY, SUBMISSION_KEY)
                        .with("display_id", "uuid", UUID).with("submit_hash", "bytea", digest)
                        .with("chain", "bytea", digest)
                        .with("op_digest", "bytea", digest).with("author", "bigint", "1 + rev % 5"));
    }

    private static void measure(Statement statement, Layout layout, int rows) throws SQLException {
        statement.execute("drop table if exists measured");
        List<String> definitions = layout.columns().values().stream()
                .map(column -> column.name() + " " + column.type() + " not null").toList();
        statement.execute("create table measured (" + String.join(", ", definitions) + ", "
                + String.join(", ", layout.keys()) + ")");
        String values = String.join(", ", layout.columns().values().stream().map(column -> column.value()).toList());
        for (int first = 0; first < rows; first += PAGE_ROWS) {
            int last = Math.min(rows, first + PAGE_ROWS) - 1;
            statement.execute(
                    "insert into measured(" + String.join(", ", layout.columns().keySet()) + ") select " + values
                            + " from (select 1 + i % " + DOCUMENTS + " as document_no, 1 + i / " + DOCUMENTS
                            + " as rev, i from generate_series("
                            + first + "::bigint, " + last + ") i) row");
        }
        statement.execute("vacuum analyze measured");
        double table = ask(statement, "select pg_table_size('measured')") / (double) rows;
        double total = ask(statement, "select pg_total_relation_size('measured')") / (double) rows;
        double primary = ask(statement, "select pg_relation_size('measured_pkey')") / (double) rows;
        OUT.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | **%.1f** |%n", layout.name(), table, primary,
                total - table - primary, total);
        statement.execute("drop table measured");
    }

    private static long ask(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
