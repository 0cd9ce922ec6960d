package io.inkwell.server.cluster;

import io.inkwell.server.testing.Folders;
import io.inkwell.server.testing.Ports;
import io.inkwell.server.testing.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server from a Maven artifact, in a process of its own: on loopback, on a free port, with a password, storing nothing. May be
 * killed, paused, emptied and started again on the same port. Not thread safe.
 */
public final class RedisProcess implements AutoCloseable {
    private static final String VERSION = "7.0.15";
    private static final String PASSWORD = "redis-for-tests";
    private static final long START_MILLIS_MAX = 10_000;
    private static final long POLL_MILLIS = 10;

    private final Path folder;
    private final int port;
    private final Thread atExit = new Thread(this::removeEverything, "remove-redis");
    private @Nullable Process process;

    private RedisProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A Redis that was not started yet. */
    public static RedisProcess notStarted() {
        try {
            Path folder = Files.createTempDirectory("inkwell-redis-");
            Path binary = folder.resolve("redis-server");
            try (InputStream packed = RedisProcess.class.getResourceAsStream("/" + binaryName())) {
                if (packed == null)
                    throw new IllegalStateException("no Redis for this machine: " + binaryName());
                Files.copy(packed, binary);
            }
            Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
            return new RedisProcess(folder, Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Redis that answers. */
    public static RedisProcess started() {
        RedisProcess redis = notStarted();
        redis.start();
        return redis;
    }

    /** Starts it, empty, and waits until it answers. */
    public void start() {
        try {
            process = new ProcessBuilder(List.of(folder.resolve("redis-server").toString(), "--port",
                    Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--requirepass",
                    PASSWORD, "--dir", folder.toString())).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile()).start();
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS_MAX);
            while (!answers()) {
                if (System.nanoTime() > deadline)
                    throw new IllegalStateException(Files.readString(folder.resolve("redis.log")));
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it without a word, as {@code kill -9} does. */
    public void kill() {
        Process running = process;
        if (running != null)
            running.destroyForcibly().onExit().join();
    }

    /** Stops it where it stands, as {@code kill -STOP} does: its connections stay open and nothing is answered. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause}. */
    public void goOn() {
        signal("CONT");
    }

    /** Empties it. */
    public void flush() {
        ask("FLUSHALL");
    }

    /** Its version, as it says itself. */
    public String version() {
        return ask("INFO server").lines().filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring("redis_version:".length())).findFirst().orElse("");
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    /** Where it is, with its password. */
    public URI address() {
        return addressAt(port);
    }

    /** The same behind a proxy on another port of loopback. */
    public URI addressAt(int proxyPort) {
        return URI.create("redis://:" + PASSWORD + "@127.0.0.1:" + proxyPort);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        removeEverything();
    }

    private void removeEverything() {
        kill();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            return ask("PING").contains("PONG");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** One command and what comes back to it, in Redis' inline form. */
    private String ask(String command) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(("AUTH " + PASSWORD + "\r\n" + command + "\r\nQUIT\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        Process running = process;
        if (running == null)
            throw new IllegalStateException("Redis was not started");
        try {
            Signals.send(name, running.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String binaryName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return "redis-server-" + VERSION + "-" + system + "-" + processor;
    }
}
