package io.inkwell.system;

import io.inkwell.server.testing.Folders;
import io.inkwell.server.testing.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own, on a data folder of its own, with its built-in PostgreSQL.
 *
 * <pre>{@code
 * try (ServerProcess server = ServerProcess.startInNewFolder()) {
 *     Rest ada = new Rest(server.address()).signIn("Ada");
 *     …
 *     server.kill();
 *     server.start();   // the same data, the same port
 * }
 * }</pre>
 *
 * <p>
 * {@link #close} kills whatever of it still runs, a PostgreSQL that lost its server included, and deletes the folder; so does the
 * end of the Java machine that runs the tests. Not thread safe, except for {@link #kill}, {@link #address} and {@link #output}.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Open\\s+(http://localhost:(\\d+)/)");
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration END_MAX = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;
    private static final int PORT_LINE = 3;
    private static final int ANY_RATE = 1_000_000_000;

    private final Path data;
    private final Path output;
    private final Thread atExit = new Thread(this::removeEverything, "remove-server");
    private final List<String> options;
    private List<String> program = Program.JAR;
    private volatile int port;
    private volatile @Nullable Process process;

    private ServerProcess(List<String> options) {
        this.options = options;
        try {
            this.data = Files.createTempDirectory("inkwell-system-").toRealPath();
            this.output = Files.createTempFile("inkwell-system-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A server that was not started yet; its first {@link #start} takes any free port, later ones the same again. */
    public static ServerProcess inNewFolder(String... options) {
        return new ServerProcess(List.of(options));
    }

    /** A server with a new data folder on any free port, ready to serve. */
    public static ServerProcess startInNewFolder(String... options) throws IOException, InterruptedException {
        ServerProcess server = inNewFolder(options);
        try {
            server.start();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Lets every client send as fast as it can, from the next start on: for tests that type faster than people. */
    public ServerProcess withoutRateLimits() throws IOException {
        return withLimits(Map.of("messagesPerSecondMax", ANY_RATE, "messagesBurstMax", ANY_RATE,
                "receivedBytesPerSecondMax", ANY_RATE));
    }

    /** Gives limits other values than their defaults, from the next start on; those given before keep theirs. */
    public ServerProcess withLimits(Map<String, Integer> limits) throws IOException {
        StringBuilder lines = new StringBuilder();
        limits.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
        Files.writeString(data.resolve("limits.properties"), lines, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return this;
    }

    /** Listens on this port, from the next start on. */
    public ServerProcess onPort(int freePort) {
        this.port = freePort;
        return this;
    }

    /** Runs another program than the packaged one, from the next start on: the options of {@code java} and what they run. */
    public ServerProcess running(List<String> java) {
        this.program = List.copyOf(java);
        return this;
    }

    /**
     * Starts the server on its data and waits until it is ready.
     *
     * @throws IllegalStateException if it runs already, or does not get ready in time; the message carries what it printed
     */
    public void start() throws IOException, InterruptedException {
        if (isRunning())
            throw new IllegalStateException("the server runs already");
        int printedBefore = output().length();
        List<String> command = new ArrayList<>(Program.commandLine(program,
                List.of("serve", "--port", Integer.toString(port), "--data", data.toString())));
        command.addAll(options);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(output.toFile());
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!isReady(printedBefore)) {
            if (!isRunning() || System.nanoTime() > deadline)
                throw new IllegalStateException("the server did not get ready: " + output().substring(printedBefore));
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Kills the server's process as {@code kill -9} does, without a word to it; its PostgreSQL is orphaned. */
    public void kill() {
        Process running = process;
        if (running == null)
            return;
        running.destroyForcibly();
        running.onExit().join();
    }

    /** Stops the process where it stands, as {@code kill -STOP} does; its connections stay open. */
    public void pause() throws IOException {
        Signals.send("STOP", pid());
    }

    /** Lets a paused process go on. */
    public void unpause() throws IOException {
        Signals.send("CONT", pid());
    }

    /**
     * Asks the server to stop, as SIGTERM does, and waits until it has.
     *
     * @return its exit code
     * @throws IllegalStateException if it does not end in time
     */
    public int stop() throws InterruptedException {
        Process running = process;
        if (running == null)
            throw new IllegalStateException("the server was not started");
        running.destroy();
        return awaitEnd(STOP_MAX);
    }

    /**
     * Waits until the process has ended by itself.
     *
     * @return its exit code
     * @throws IllegalStateException if it does not end in time
     */
    public int awaitEnd(Duration within) throws InterruptedException {
        Process running = process;
        if (running == null)
            throw new IllegalStateException("the server was not started");
        if (!running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
            throw new IllegalStateException("the server did not end within " + within + ": " + output());
        return running.exitValue();
    }

    /** Whether the server's process lives. */
    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** The number of the server's process. */
    public long pid() {
        Process running = process;
        if (running == null)
            throw new IllegalStateException("the server was not started");
        return running.pid();
    }

    /**
     * Enters its PostgreSQL as the superuser, to hold up, break or look at what no client reaches.
     *
     * @throws SQLException if it does not run
     */
    public Connection database() throws IOException, SQLException {
        String port = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(PORT_LINE).strip();
        String password = Files.readString(data.resolve("postgres-password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/inkwell", "postgres", password);
    }

    /** Where it answers, such as {@code http://localhost:41234/}; the same after every restart. */
    public URI address() {
        if (port == 0)
            throw new IllegalStateException("the server was not started");
        return URI.create("http://localhost:" + port + "/");
    }

    /** The port it listens on; 0 before the first start. */
    public int port() {
        return port;
    }

    /** The data folder. */
    public Path data() {
        return data;
    }

    /** Everything the server printed since its first start, both streams. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes of the PostgreSQL in this data folder that live: none after a clean stop. */
    public List<ProcessHandle> postgresProcesses() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().command().filter(path -> path.startsWith(data.toString())).isPresent())
                .toList();
    }

    /** Ends everything and deletes the data. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        removeEverything();
    }

    private boolean isReady(int printedBefore) throws InterruptedException {
        Matcher printed = ADDRESS.matcher(output().substring(printedBefore));
        if (!printed.find())
            return false;
        port = Integer.parseInt(printed.group(2));
        return new Rest(address()).answers("/health/ready");
    }

    private void removeEverything() {
        kill();
        List<ProcessHandle> orphans = postgresProcesses();
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle orphan : orphans) {
            orphan.onExit().completeOnTimeout(orphan, END_MAX.toMillis(), TimeUnit.MILLISECONDS).join();
        }
        try {
            Folders.delete(data);
            Folders.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
