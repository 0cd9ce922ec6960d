package io.inkwell.persistence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, kept in a data folder: for everybody who starts Inkwell and brings no database.
 *
 * <p>
 * It is a real server with durability on, not a test double: {@code fsync}, {@code synchronous_commit} and
 * {@code full_page_writes} are on, data checksums are on, and a killed run is repaired by PostgreSQL from its WAL at the
 * next start. It listens on 127.0.0.1 on a free port, and nobody gets in without a password.
 *
 * <p>
 * The folder: {@code postgres/} (the cluster), {@code postgres-binaries/}, {@code postgres-password} (the superuser's,
 * readable by its owner alone; the passwords of the other roles are drawn anew at each start and never stored),
 * {@code logs/} and {@value DataFolder#LOCK_FILE}. Linux only.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /*
     * How a start goes, and why in this order:
     *
     * 1. Hold the data folder. From here on, every PostgreSQL process that works in the cluster is an orphan.
     * 2. Unpack the programs (once), make the cluster (once). Both are made under another name and renamed when complete,
     *    so a start that is killed in the middle leaves nothing that looks finished.
     * 3. Clear orphans (OrphanedPostgres).
     * 4. Write inkwell.conf: our settings, again at each start, since the port changes. An operator's own settings belong
     *    in postgresql.conf; where both name the same setting, ours holds.
     * 5. pg_ctl start. It gives the server a session of its own, so a Ctrl-C in a terminal reaches only us and the
     *    documents can still be finished, and it returns as soon as the server is ready or has failed.
     * 6. Roles and database (EmbeddedRoles), each only if missing.
     */

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final int START_ATTEMPTS_MAX = 3;
    private static final String START_SECONDS_MAX = "600";
    private static final String STOP_SECONDS_MAX = "60";

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final Path cluster;
    private final int port;
    private final DatabaseSettings settings;
    private boolean stopped;

    private EmbeddedPostgres(DataFolder folder, PostgresPrograms programs, Path cluster, int port,
            DatabaseSettings settings) {
        this.folder = folder;
        this.programs = programs;
        this.cluster = cluster;
        this.port = port;
        this.settings = settings;
    }

    /**
     * Starts the server on a data folder, which is created at the first start and kept for ever.
     *
     * @param dataFolder the data folder
     * @return the running server; close it to stop it
     * @throws StartRefusedException if the folder is in use, PostgreSQL cannot run here, or it does not come up
     */
    public static EmbeddedPostgres start(Path dataFolder) throws StartRefusedException {
        return start(dataFolder, dataFolder.resolve("postgres-binaries"));
    }

    /**
     * Starts the server with programs that several data folders share.
     *
     * @param dataFolder the data folder
     * @param binariesFolder where the programs of PostgreSQL are unpacked; writable by nobody we do not trust
     * @return the running server; close it to stop it
     * @throws StartRefusedException if the folder is in use, PostgreSQL cannot run here, or it does not come up
     */
    public static EmbeddedPostgres start(Path dataFolder, Path binariesFolder) throws StartRefusedException {
        long startedAt = System.nanoTime();
        DataFolder folder = DataFolder.hold(dataFolder);
        EmbeddedPostgres server = null;
        try {
            server = start(folder, binariesFolder.toAbsolutePath());
            LOG.info("PostgreSQL is up on port {} after {} ms, data in {}", server.port,
                    Duration.ofNanos(System.nanoTime() - startedAt).toMillis(), server.cluster);
            return server;
        } catch (IOException failed) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL could not be started: " + failed.getMessage() + ". See "
                            + logs(folder) + ".",
                    failed);
        } finally {
            if (server == null) {
                folder.close();
            }
        }
    }

    /**
     * How a command reaches the database of a server that runs on a data folder; empty if none does.
     *
     * @param dataFolder the data folder
     * @throws StartRefusedException if there is no data in the folder, or it cannot be told how to reach the database
     */
    public static Optional<DatabaseSettings> ofRunningServer(Path dataFolder) throws StartRefusedException {
        Path cluster = dataFolder.resolve("postgres");
        if (!Files.isDirectory(cluster))
            throw new StartRefusedException("There is no database in " + dataFolder
                    + ". Name the data folder of the server with --data, or its database with --database-url.");
        if (!DataFolder.isHeld(dataFolder))
            return Optional.empty();
        try {
            // The fourth line of PostgreSQL's own file is the port.
            String port = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1).get(3);
            Credentials superuser = new Credentials(SUPERUSER, superuserPassword(dataFolder, cluster));
            String url = "jdbc:postgresql://127.0.0.1:" + Integer.parseInt(port.strip()) + "/" + EmbeddedRoles.DATABASE;
            return Optional.of(DatabaseSettings.of(url, superuser, superuser).forCommand());
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException notReady) {
            throw new StartRefusedException(
                    "A server is starting or stopping on " + dataFolder + ". Try again in a moment.",
                    notReady);
        }
    }

    /** Returns how to reach this server, with the passwords of this run. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Returns the port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Stops the server and lets go of the data folder. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            stop(programs, cluster);
        } catch (IOException notStopped) {
            LOG.error("PostgreSQL in {} did not stop; the next start will stop it", cluster, notStopped);
        } finally {
            folder.close();
        }
    }

    private static EmbeddedPostgres start(DataFolder folder, Path binariesFolder)
            throws IOException, StartRefusedException {
        PostgresPrograms programs = PostgresPrograms.in(PostgresBinaries.unpacked(binariesFolder));
        Path cluster = folder.path().resolve("postgres");
        String password = superuserPassword(folder.path(), cluster);
        if (!Files.isDirectory(cluster)) {
            initialise(programs, folder.path(), cluster);
        }
        Files.createDirectories(logs(folder));
        new OrphanedPostgres(cluster, programs).clear();
        int port = startOnFreePort(programs, folder, cluster);
        try {
            DatabaseSettings settings = EmbeddedRoles.prepare(port, SUPERUSER, password);
            return new EmbeddedPostgres(folder, programs, cluster, port, settings);
        } catch (StartRefusedException unprepared) {
            stop(programs, cluster);
            throw unprepared;
        }
    }

    private static String superuserPassword(Path folder, Path cluster) throws IOException, StartRefusedException {
        Path file = folder.resolve("postgres-password");
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        }
        if (Files.isDirectory(cluster)) {
            throw new StartRefusedException("The file " + file + " is missing; without it the database in " + cluster
                    + " cannot be opened. Put it back from a backup of the data folder.");
        }
        String password = EmbeddedRoles.randomPassword();
        Path unfinished = Files.createTempFile(folder, "postgres-password", ".new");
        Files.writeString(unfinished, password + "\n", StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    private static void initialise(PostgresPrograms programs, Path folder, Path cluster)
            throws IOException, StartRefusedException {
        Path unfinished = folder.resolve("postgres-new");
        PostgresBinaries.deleteFolder(unfinished);
        LOG.info("Making a new PostgreSQL cluster in {}", cluster);
        PostgresPrograms.Outcome outcome = programs.run("initdb", "--pgdata=" + unfinished, "--username=" + SUPERUSER,
                "--auth=scram-sha-256", "--pwfile=" + folder.resolve("postgres-password"), "--data-checksums",
                "--encoding=UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
        if (!outcome.succeeded()) {
            throw new StartRefusedException("PostgreSQL could not make its cluster in " + unfinished + ": "
                    + outcome.output().strip()
                    + ". Check that the user who starts Inkwell owns this folder and may enter "
                    + "every folder above it, and that the disk has room.");
        }
        Files.writeString(unfinished.resolve("postgresql.conf"), "\ninclude = 'inkwell.conf'\n",
                StandardOpenOption.APPEND);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int startOnFreePort(PostgresPrograms programs, DataFolder folder, Path cluster)
            throws IOException, StartRefusedException {
        Path startLog = logs(folder).resolve("postgres-start.log");
        for (int attempt = 1;; attempt++) {
            int port = freePort();
            Files.write(cluster.resolve("inkwell.conf"), configuration(port, logs(folder)));
            Files.deleteIfExists(startLog);
            PostgresPrograms.Outcome outcome = programs.run("pg_ctl", "start", "-D", cluster.toString(), "-l",
                    startLog.toString(), "-w",
                    "-t", START_SECONDS_MAX);
            if (outcome.succeeded()) {
                return port;
            }
            if (attempt == START_ATTEMPTS_MAX) {
                String said = Files.exists(startLog)
                        ? Files.readString(startLog, StandardCharsets.ISO_8859_1)
                        : outcome.output();
                throw new StartRefusedException("PostgreSQL does not start in " + cluster + ": " + said.strip()
                        + " See " + logs(folder) + ".");
            }
        }
    }

    private static List<String> configuration(int port, Path logs) {
        List<String> lines = new ArrayList<>();
        lines.add("# Written by Inkwell at each start. Put your own settings into postgresql.conf.");
        lines.addAll(List.of("listen_addresses = '127.0.0.1'", "port = " + port, "unix_socket_directories = ''",
                "max_connections = 50", "password_encryption = 'scram-sha-256'", "timezone = 'UTC'"));
        lines.addAll(List.of("fsync = on", "synchronous_commit = on", "full_page_writes = on"));
        // Short-lived statements by key: compiling them never pays.
        lines.add("jit = off");
        // A week of logs. Terse, and without parameters: a failed row or a parameter would carry the text of a document.
        lines.addAll(List.of("logging_collector = on", "log_directory = '" + logs.toString().replace("'", "''") + "'",
                "log_filename = 'postgres-%a.log'", "log_truncate_on_rotation = on", "log_rotation_age = '1d'",
                "log_rotation_size = 0",
                "log_error_verbosity = terse", "log_parameter_max_length = 0", "log_parameter_max_length_on_error = 0",
                "log_line_prefix = '%m [%p] %q%a '", "log_timezone = 'UTC'"));
        return lines;
    }

    private static void stop(PostgresPrograms programs, Path cluster) throws IOException {
        PostgresPrograms.Outcome fast = programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w",
                "-t", STOP_SECONDS_MAX);
        if (!fast.succeeded()) {
            LOG.warn("PostgreSQL did not stop within {} s; stopping it at once (its WAL repairs the rest)",
                    STOP_SECONDS_MAX);
            PostgresPrograms.Outcome immediate = programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m",
                    "immediate", "-w");
            if (!immediate.succeeded()) {
                throw new IOException(immediate.output().strip());
            }
        }
    }

    private static Path logs(DataFolder folder) {
        return folder.path().resolve("logs");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
