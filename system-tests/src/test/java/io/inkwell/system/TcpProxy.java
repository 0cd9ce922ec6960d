package io.inkwell.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A TCP proxy on a port of its own in front of a server: passes bytes on, and does to them what networks do. It can cut everybody off or
 * single connections, and for each direction hold everything back, delay, throttle, or cut after so many bytes. What a client sees is a
 * real broken connection, and so does the server. Thread safe.
 *
 * <p>
 * A network that goes silent without a word ("half open") is both directions {@linkplain Flow#hold held}: nothing arrives, no end and no
 * reset either, and what was sent arrives when it heals.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final ServerSocket door;
    private final IntSupplier serverPort;
    private final Supplier<Inspector> inspectors;
    private final Flow toServer = new Flow();
    private final Flow toClient = new Flow();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private boolean passing = true;

    /** Where bytes are going. */
    public enum Direction {
        /** From the client to the server. */
        TO_SERVER,
        /** From the server to the client. */
        TO_CLIENT
    }

    /** Looks at the bytes of one connection. */
    @FunctionalInterface
    public interface Inspector {
        /** Looks at nothing. */
        Inspector NONE = (direction, bytes, count) -> {};

        /**
         * Sees bytes before they are passed on. They are held as long as this takes. Each direction calls from a thread of its own.
         *
         * @throws IOException to reset the connection instead of passing them on
         */
        void passing(Direction direction, byte[] bytes, int count) throws IOException;
    }

    private TcpProxy(ServerSocket door, IntSupplier serverPort, Supplier<Inspector> inspectors) {
        this.door = door;
        this.serverPort = serverPort;
        this.inspectors = inspectors;
    }

    /** A proxy that passes on to a port on this computer. */
    public static TcpProxy to(int serverPort) throws IOException {
        return to(() -> serverPort, () -> Inspector.NONE);
    }

    /**
     * A proxy that asks at each connection where to.
     *
     * @param serverPort the port on this computer; 0 sends the client away
     * @param inspectors makes the inspector of each connection
     */
    public static TcpProxy to(IntSupplier serverPort, Supplier<Inspector> inspectors) throws IOException {
        ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy(door, serverPort, inspectors);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    /** Where clients find it, such as {@code http://localhost:41234/}. */
    public URI address() {
        return URI.create("http://localhost:" + port() + "/");
    }

    /** Its own port. */
    public int port() {
        return door.getLocalPort();
    }

    /** What happens to the bytes of one direction, on all connections. */
    public Flow flow(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    /** The connections that are open now. */
    public List<ProxiedConnection> connections() {
        return List.copyOf(open);
    }

    /** Resets every connection, and every new one at once, until {@link #resume}. */
    public void cut() {
        synchronized (this) {
            passing = false;
        }
        resetAll();
    }

    /** Resets every connection; new ones are passed on. */
    public void resetAll() {
        open.forEach(ProxiedConnection::reset);
    }

    /** Goes silent in both directions, without an end and without a reset, until {@link #heal}. */
    public void goSilent() {
        toServer.hold();
        toClient.hold();
    }

    /** Passes new connections on again. */
    public synchronized void resume() {
        passing = true;
    }

    /** Passes everything on again as it comes. */
    public void heal() {
        resume();
        toServer.release();
        toClient.release();
    }

    /** Resets everything and gives the port back. */
    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
            } catch (IOException e) {
                // The door was closed, or a client was gone before it was let in.
            }
        }
    }

    private void connect(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, new Socket(), this, inspectors.get());
        synchronized (this) {
            open.add(connection);
            if (!passing) {
                connection.reset();
                return;
            }
        }
        int port = serverPort.getAsInt();
        if (port == 0) {
            connection.reset();
        } else {
            connection.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** A connection has ended. */
    void forget(ProxiedConnection connection) {
        open.remove(connection);
    }
}
