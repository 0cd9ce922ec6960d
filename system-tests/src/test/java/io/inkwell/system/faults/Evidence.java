package io.inkwell.system.faults;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.system.Rest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down, when all is quiet, what is to be judged later: the log as it lies in PostgreSQL, and what every replica shows. One JSON object
 * in a line. From then on neither server nor database is needed.
 */
final class Evidence {
    /** The documents: id, type, newest revision and chain as the head row has them. */
    static final String DOCUMENTS = "documents.jsonl";
    /** Every row of the log. */
    static final String REVISIONS = "revisions.jsonl";
    /** What every editor's screen and every node shows. */
    static final String REPLICAS = "replicas.jsonl";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long POLL_MILLIS = 20;
    private static final int ROWS_AT_ONCE = 5_000;
    private static final String HEADS = """
            select d.id, d.type, h.head_rev, h.head_chain from document d join document_head h on h.document_no = d.number
            where d.id = any(?)""";
    private static final String ROWS = """
            select d.id, r.rev, (extract(epoch from r.created_at) * 1000)::bigint as at, r.display_id, r.client_seq,
                   r.base_length, r.kind, r.chain, r.op
            from revision r join document d on d.number = r.document_no
            where d.id = any(?) order by d.id, r.rev""";

    private final Path folder;
    private final Ensemble ensemble;
    private final Crowd crowd;

    Evidence(Path folder, Ensemble ensemble, Crowd crowd) {
        this.folder = folder;
        this.ensemble = ensemble;
        this.crowd = crowd;
    }

    /**
     * Waits until every editor shows the newest revision, then writes everything.
     *
     * @throws IllegalStateException if somebody does not get there in time
     */
    void gather(Duration within) throws IOException, InterruptedException {
        try (Connection connection = ensemble.postgres().superuser()) {
            Collection<String> documents = crowd.documents();
            Map<String, Long> heads = documents(connection, documents);
            awaitHeads(heads, within);
            revisions(connection, documents);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        replicas();
    }

    private Map<String, Long> documents(Connection connection, Collection<String> documents)
            throws SQLException, IOException {
        Map<String, Long> heads = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(HEADS); Lines lines = new Lines(DOCUMENTS)) {
            statement.setArray(1, connection.createArrayOf("text", documents.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getString(1), row.getLong(3));
                    lines.write(Map.of("id", row.getString(1), "rich", row.getInt(2) == 0, "revision", row.getLong(3),
                            "chain", HexFormat.of().formatHex(row.getBytes(4))));
                }
            }
        }
        return heads;
    }

    private void revisions(Connection connection, Collection<String> documents) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(ROWS); Lines lines = new Lines(REVISIONS)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            statement.setArray(1, connection.createArrayOf("text", documents.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("document", row.getString("id"));
                    line.put("revision", row.getLong("rev"));
                    line.put("at", row.getLong("at"));
                    line.put("displayId", row.getInt("display_id"));
                    line.put("seq", row.getInt("client_seq"));
                    line.put("baseLength", row.getInt("base_length"));
                    line.put("kind", row.getInt("kind"));
                    line.put("chain", HexFormat.of().formatHex(row.getBytes("chain")));
                    line.put("op", new String(row.getBytes("op"), StandardCharsets.UTF_8));
                    lines.write(line);
                }
            }
        }
    }

    private void awaitHeads(Map<String, Long> heads, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        for (Editor editor : crowd.present()) {
            long head = heads.getOrDefault(editor.document(), -1L);
            while (editor.client().revision() != head) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("editor " + editor.number() + " (" + editor.client().state()
                            + ") shows revision " + editor.client().revision() + " of " + editor.document()
                            + ", the newest is " + head);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void replicas() throws IOException, InterruptedException {
        try (Lines lines = new Lines(REPLICAS)) {
            for (Editor editor : crowd.present()) {
                lines.write(replica(editor.document(), "editor " + editor.number(), editor.client().revision(),
                        new String(OpsJson.write(editor.client().screen().toOps()), StandardCharsets.UTF_8)));
            }
            for (Node node : ensemble.nodes()) {
                Rest rest = ensemble.rest(node);
                for (String document : crowd.byDocument().keySet()) {
                    JsonNode content = rest.content(document);
                    lines.write(replica(document, "node " + node.number(), content.path("revision").asLong(),
                            content.path("content").toString()));
                }
            }
        }
    }

    private static Map<String, Object> replica(String document, String who, long revision, String content) {
        return new LinkedHashMap<>(
                Map.of("document", document, "replica", who, "revision", revision, "content", content));
    }

    private final class Lines implements AutoCloseable {
        private final BufferedWriter file;

        Lines(String name) throws IOException {
            this.file = Files.newBufferedWriter(folder.resolve(name));
        }

        void write(Map<String, ?> line) throws IOException {
            file.write(JSON.writeValueAsString(line));
            file.write('\n');
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** The lines of a file. */
    static List<JsonNode> read(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream().map(JSON::readTree).toList();
    }
}
