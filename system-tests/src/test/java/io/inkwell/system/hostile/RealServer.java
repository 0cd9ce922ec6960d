package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.server.config.Limits;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The packaged server in a process of its own, with its built-in PostgreSQL. Everything goes over HTTP; only the commits are held up from
 * inside the database.
 */
final class RealServer implements TestedServer, AutoCloseable {
    private static final Pattern TROUBLE = Pattern.compile("^\\S+ (WARN|ERROR) |Exception|\\tat ", Pattern.MULTILINE);
    private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");
    /** What the tests write into documents and nobody writes into a log by chance. */
    private static final Pattern DOCUMENT_TEXT = Pattern
            .compile("confidential|alert\\(1\\)|DROP TABLE|\\{\\{7\\*7|xxxxxxxx");
    private static final int ANY_NUMBER = 1_000_000;
    private static final OpsLimits ANY_OPERATION = new OpsLimits(100_000_000, ANY_NUMBER, 16);

    private final ServerProcess server;
    private final Limits limits;
    private final Rest owner;
    private long logRead;
    private @Nullable Connection holding;

    private RealServer(ServerProcess server, Limits limits) throws IOException, InterruptedException {
        this.server = server;
        this.limits = limits;
        this.owner = new Rest(server.address()).signIn("Owner");
    }

    /** @param changes the names of limits and their values */
    static RealServer start(Map<String, Integer> changes) {
        Map<String, Integer> all = new HashMap<>(changes);
        all.put("signInsPerMinuteMax", ANY_NUMBER);
        ServerProcess server = ServerProcess.inNewFolder();
        boolean started = false;
        try {
            server.withLimits(all).start();
            RealServer real = new RealServer(server, TestLimits.defaultsBut(all));
            started = true;
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            if (!started)
                server.close();
        }
    }

    /** What may take a moment over HTTP. */
    private interface Call<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> T made(Call<T> call) {
        try {
            return call.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public String newPerson(String name) {
        return made(() -> new Rest(server.address()).signIn(name).key());
    }

    @Override
    public String newGuest(String document, Access access, Duration validFor) {
        return join(new Rest(server.address()), document, access, validFor).path("key").asString();
    }

    @Override
    public void inviteAgain(String guest, String document, Access access, Duration validFor) {
        join(owner.as(guest), document, access, validFor);
    }

    private JsonNode join(Rest guest, String document, Access access, Duration validFor) {
        return made(() -> {
            JsonNode invitation = owner.invite(document, access.name().toLowerCase(Locale.ROOT),
                    Math.toIntExact(validFor.toSeconds()));
            return guest.post("/api/v1/documents/" + document + "/join",
                    Map.of("invitation", invitation.path("token").asString(), "name", "Guest")).ok().json();
        });
    }

    @Override
    public void delete(String document) {
        made(() -> owner.send("DELETE", "/api/v1/documents/" + document, null).ok());
    }

    @Override
    public String newDocument(DocumentType type) {
        return made(() -> owner.createDocument("Minutes", type.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public Stored head(String document) {
        JsonNode content = made(() -> owner.content(document));
        return new Stored(content.path("revision").asLong(), content.path("chain").asString());
    }

    @Override
    public Document document(String document, DocumentType type) {
        JsonNode content = made(() -> owner.content(document)).path("content");
        try {
            return Document.of(OpsJson.read(content.toString(), ANY_OPERATION));
        } catch (MalformedOpsException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int connections() {
        return (int) (double) made(() -> owner.figure("inkwell_connections"));
    }

    @Override
    public int openDocuments() {
        return (int) (double) made(() -> owner.figure("inkwell_documents_open"));
    }

    @Override
    public long usedHeap() {
        jcmd("GC.run");
        Matcher used = USED_HEAP.matcher(jcmd("GC.heap_info"));
        assertThat(used.find()).as("the heap in use").isTrue();
        return Long.parseLong(used.group(1)) * 1_024;
    }

    private String jcmd(String command) {
        return made(() -> {
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(server.pid()), command).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jcmd.waitFor()).as(said).isZero();
            return said;
        });
    }

    @Override
    public List<String> logLines() {
        return newLog().lines().toList();
    }

    private String newLog() {
        return made(() -> Files.readString(log())).substring(Math.toIntExact(logRead));
    }

    private Path log() {
        return server.data().resolve("logs").resolve("inkwell.log");
    }

    /** From now on {@link #logLines} are what is written from here on. */
    void forgetLog() {
        logRead = made(() -> Files.readString(log())).length();
    }

    /** Nothing in the log but plain news. */
    void assertNoTrouble() {
        assertThat(newLog()).as("the server's log").doesNotContainPattern(TROUBLE);
    }

    /** Does something to the database that no client can. */
    void asSuperuser(String... statements) {
        try (Connection connection = server.database(); Statement statement = connection.createStatement()) {
            for (String sql : statements)
                statement.execute(sql);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void holdCommits() {
        try {
            Connection connection = server.database();
            holding = connection;
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table document_head in share mode");
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void awaitHeldCommit() {
        await().until(() -> {
            try (Connection connection = server.database();
                    Statement statement = connection.createStatement();
                    ResultSet waiting = statement
                            .executeQuery("select exists(select from pg_locks where not granted)")) {
                return waiting.next() && waiting.getBoolean(1);
            }
        });
    }

    @Override
    public void releaseCommits() {
        try (Connection held = holding) {
            if (held != null)
                held.rollback();
            holding = null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it, and reads once more what it and its database wrote meanwhile: no trouble, no text of a document. */
    @Override
    public void close() throws IOException {
        try (server) {
            assertThat(made(server::stop)).as("exit code").isZero();
            assertThat(server.output()).doesNotContain("\tat ", "Exception");
            try (Stream<Path> files = Files.list(server.data().resolve("logs"))) {
                for (Path file : files.toList()) {
                    assertThat(Files.readString(file)).as(file.getFileName().toString())
                            .doesNotContainPattern(DOCUMENT_TEXT);
                }
            }
        }
    }
}
