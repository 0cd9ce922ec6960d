package io.inkwell.system.faults;

import io.inkwell.persistence.EmbeddedPostgres;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.testing.Folders;
import io.inkwell.server.testing.Ports;
import io.inkwell.system.Program;
import io.inkwell.server.testing.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own that several servers share, on one port for its whole life: it can be killed, restarted, stopped where it
 * stands, copied and put back. {@link #close} leaves no process and no folder behind, and neither does the end of the tests. Not thread safe.
 */
public final class PostgresProcess implements AutoCloseable {
    private static final String DATABASE = "inkwell";
    private static final String USER = "inkwell_owner";
    private static final String PASSWORD = "faults";
    private static final int START_ATTEMPTS_MAX = 10;
    private static final int CONNECTIONS_MAX = 100;
    private static final long PROGRAM_SECONDS_MAX = 60;
    private static final long CHILDREN_GO_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MILLIS = 5;

    private final Path folder;
    private final Path cluster;
    private final Path programs;
    private final String superuserPassword;
    private final int port;
    private final Thread atExit = new Thread(this::removeEverything, "remove-postgres");

    private PostgresProcess(Path folder, Path programs, String superuserPassword, int port) {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
        this.programs = programs;
        this.superuserPassword = superuserPassword;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Makes a cluster as the server's own built-in one is made, with durability on, and starts it. */
    public static PostgresProcess startInNewFolder() throws IOException, InterruptedException {
        return startIn(Files.createTempDirectory("inkwell-postgres-").toRealPath());
    }

    /** The same in a folder that is empty; it is deleted in the end. */
    static PostgresProcess startIn(Path folder) throws IOException, InterruptedException {
        boolean complete = false;
        try {
            PostgresProcess postgres = in(folder);
            complete = true;
            return postgres;
        } finally {
            if (!complete)
                Folders.delete(folder);
        }
    }

    private static PostgresProcess in(Path folder) throws IOException, InterruptedException {
        Path binaries = Program.projectFolder().resolve("system-tests/target/postgres-binaries");
        try (EmbeddedPostgres made = EmbeddedPostgres.start(folder, binaries)) {
            String password = Files.readString(folder.resolve("postgres-password"), StandardCharsets.US_ASCII).strip();
            try (Connection superuser = connect(made.port(), "postgres", password);
                    Statement statement = superuser.createStatement()) {
                statement.execute("alter role " + USER + " password '" + PASSWORD + "'");
                statement.execute("grant inkwell_app to " + USER);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        } catch (StartRefusedException e) {
            throw new IOException(e);
        }
        String password = Files.readString(folder.resolve("postgres-password"), StandardCharsets.US_ASCII).strip();
        PostgresProcess postgres = new PostgresProcess(folder, onlyFolderIn(binaries), password, Ports.free());
        Files.writeString(postgres.cluster.resolve("postgresql.conf"),
                "port = " + postgres.port + "\nmax_connections = " + CONNECTIONS_MAX + "\n", StandardOpenOption.APPEND);
        postgres.start();
        return postgres;
    }

    private static Path onlyFolderIn(Path binaries) throws IOException {
        try (Stream<Path> folders = Files.list(binaries)) {
            return folders.filter(one -> Files.exists(one.resolve("bin/pg_ctl"))).findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL in " + binaries));
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The address of the database for a server that reaches it through some port. */
    public static String address(int throughPort) {
        return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + throughPort + "/" + DATABASE;
    }

    /** Kills the postmaster without a word, and returns when all its children have gone too. */
    void kill() throws IOException, InterruptedException {
        Optional<ProcessHandle> postmaster = postmaster();
        if (postmaster.isPresent())
            postmaster.get().destroyForcibly();
        awaitGone();
    }

    /** Starts it and returns when it takes connections; what a kill left is repaired from its log. */
    void start() throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < START_ATTEMPTS_MAX; attempt++) {
            if (processes().isEmpty())
                Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            Ended ended = control("start", "-l", folder.resolve("start.log").toString(), "-w");
            if (ended.code() == 0)
                return;
            said = ended.output();
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("PostgreSQL did not start: " + said);
    }

    /**
     * Stops it.
     *
     * @param mode {@code fast} or {@code immediate}
     */
    void stop(String mode) throws IOException, InterruptedException {
        Ended ended = control("stop", "-m", mode, "-w");
        if (ended.code() != 0)
            throw new IOException("PostgreSQL did not stop: " + ended.output());
    }

    /** Stops all its processes where they stand; they keep their connections. */
    void pause() throws IOException {
        for (ProcessHandle process : processes())
            Signals.send("STOP", process.pid());
    }

    /** Lets its processes go on. */
    void unpause() throws IOException {
        for (ProcessHandle process : processes())
            Signals.send("CONT", process.pid());
    }

    /** Copies its files; it has to be stopped. */
    Path copy() throws IOException {
        Path copy = folder.resolve("copy-" + System.nanoTime());
        Folders.copy(cluster, copy);
        return copy;
    }

    /**
     * A standby that follows this one, running on a port of its own. It can be read.
     *
     * @param copy a {@linkplain #copy copy} of these files, which becomes the standby's
     * @param throughPort where it reaches this one
     */
    PostgresProcess standby(Path copy, int throughPort) throws IOException, InterruptedException {
        Path other = Files.createTempDirectory("inkwell-standby-").toRealPath();
        PostgresProcess standby = new PostgresProcess(other, programs, superuserPassword, Ports.free());
        Files.move(copy, standby.cluster);
        Files.createFile(standby.cluster.resolve("standby.signal"));
        Files.writeString(standby.cluster.resolve("postgresql.conf"),
                "port = " + standby.port + "\nprimary_conninfo = 'host=127.0.0.1 port=" + throughPort
                        + " user=postgres password=" + superuserPassword + "'\n",
                StandardOpenOption.APPEND);
        standby.start();
        return standby;
    }

    /** Makes a standby a primary, with what has reached it. */
    void promote() throws IOException, InterruptedException {
        Ended ended = control("promote", "-w");
        if (ended.code() != 0)
            throw new IOException("PostgreSQL was not promoted: " + ended.output());
    }

    /** The only value of the only row that a query answers with, as text. */
    String ask(String query) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Puts a copy in the place of its files; it has to be stopped. */
    void putBack(Path copy) throws IOException {
        Folders.delete(cluster);
        Files.move(copy, cluster);
    }

    /** Runs statements with every right. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = superuser(); Statement statement = connection.createStatement()) {
            for (String each : statements)
                statement.execute(each);
        }
    }

    /** A connection with every right, past all proxies. */
    Connection superuser() throws SQLException {
        return connect(port, DATABASE, superuserPassword);
    }

    /** Ends everything and deletes the files. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        removeEverything();
    }

    private void removeEverything() {
        try {
            kill();
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Connection connect(int port, String database, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres",
                password);
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file))
            return Optional.empty();
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return processes().stream().filter(process -> process.pid() == pid).findFirst();
    }

    private void awaitGone() throws InterruptedException {
        long deadline = System.nanoTime() + CHILDREN_GO_NANOS_MAX;
        while (!processes().isEmpty()) {
            if (System.nanoTime() > deadline)
                processes().forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** A process is one of ours if it works in the cluster's folder; its id proves nothing, since ids are used again. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::worksInCluster).toList();
    }

    private boolean worksInCluster(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(cluster);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private record Ended(int code, String output) {}

    private Ended control(String what, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace without a map it does not see that it is.
        if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")))
            command.addAll(List.of("unshare", "--user"));
        command.addAll(List.of(programs.resolve("bin/pg_ctl").toString(), what, "-D", cluster.toString()));
        command.addAll(List.of(options));
        Path output = Files.createTempFile(folder, "pg_ctl", ".out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(PROGRAM_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end");
        }
        String said = Files.readString(output);
        Files.delete(output);
        return new Ended(process.exitValue(), said);
    }
}
