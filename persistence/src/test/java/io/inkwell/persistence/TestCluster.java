package io.inkwell.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one embedded PostgreSQL that all tests of this module share, started when the first of them asks and stopped with
 * the JVM. Durability stays on: these tests are about it. A test that needs tables of its own takes a fresh database.
 */
final class TestCluster {

    /** Where the tests keep what they write; below the module's build folder. */
    static final Path BUILD_FOLDER = Path.of("target").toAbsolutePath();
    /** The unpacked programs of PostgreSQL, shared by all tests and kept between runs. */
    static final Path BINARIES = BUILD_FOLDER.resolve("postgres-binaries");

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestCluster shared;

    private final Path folder;
    private final EmbeddedPostgres server;
    private @Nullable Database database;

    private TestCluster(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static synchronized TestCluster shared() {
        TestCluster running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    /** The database that tests share; each works on documents of its own. */
    synchronized Database database() {
        Database open = database;
        if (open == null) {
            open = open(server.settings());
            database = open;
        }
        return open;
    }

    EmbeddedPostgres server() {
        return server;
    }

    /** Where the server writes its logs. */
    Path logs() {
        return folder.resolve("logs");
    }

    /** A new empty database, owned by the cluster's usual owner. */
    DatabaseSettings freshDatabase() {
        String name = "fresh_" + DATABASES.incrementAndGet();
        asSuperuser("create database " + name + " owner " + EmbeddedRoles.OWNER);
        DatabaseSettings usual = server.settings();
        return DatabaseSettings.of(usual.url().replaceFirst("/[^/]+$", "/" + name), usual.owner(), usual.application());
    }

    /** The same database, but everything is done by one new user who is no superuser. */
    DatabaseSettings ownedByOneUser(String user) {
        String name = "fresh_" + DATABASES.incrementAndGet();
        String password = EmbeddedRoles.randomPassword();
        asSuperuser("create role " + user + " login password '" + password + "'");
        asSuperuser("create database " + name + " owner " + user);
        Credentials both = new Credentials(user, password);
        return DatabaseSettings.of(server.settings().url().replaceFirst("/[^/]+$", "/" + name), both, both);
    }

    /** Runs one statement as the cluster's superuser, outside any database of the application. */
    void asSuperuser(String sql) {
        try (Connection connection = superuser("postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** A connection with every right, on the named database. */
    Connection superuser(String databaseName) throws SQLException {
        try {
            String password = Files.readString(folder.resolve("postgres-password"), StandardCharsets.US_ASCII).strip();
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + databaseName,
                    "postgres", password);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Database open(DatabaseSettings settings) {
        try {
            return Database.open(settings);
        } catch (StartRefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static TestCluster start() {
        try {
            Files.createDirectories(BUILD_FOLDER);
            Path folder = Files.createTempDirectory(BUILD_FOLDER, "test-cluster-");
            TestCluster cluster = new TestCluster(folder, EmbeddedPostgres.start(folder, BINARIES));
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop-test-cluster"));
            return cluster;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (StartRefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private synchronized void stop() {
        if (database != null) {
            database.close();
        }
        server.close();
        try {
            PostgresBinaries.deleteFolder(folder);
        } catch (IOException leftForMavenClean) {
            System.err.println("Could not remove " + folder + ": " + leftForMavenClean);
        }
    }
}
