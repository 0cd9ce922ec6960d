package io.inkwell.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on a port of its own in front of a server: passes bytes on, and can cut everybody off. What a client sees is a real
 * broken connection, and so does the server. Thread safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1_024;

    private final ServerSocket door;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean passing = true;

    private TcpProxy(ServerSocket door, int serverPort) {
        this.door = door;
        this.serverPort = serverPort;
    }

    /** A proxy that passes on to a port on this computer. */
    public static TcpProxy to(int serverPort) throws IOException {
        TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    /** Where clients find it, such as {@code http://localhost:41234/}. */
    public URI address() {
        return URI.create("http://localhost:" + door.getLocalPort() + "/");
    }

    /** Resets every connection, and every new one at once, until {@link #resume}. */
    public void cut() {
        synchronized (this) {
            passing = false;
        }
        open.forEach(TcpProxy::reset);
    }

    /** Passes new connections on again. */
    public synchronized void resume() {
        passing = true;
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
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or the server refuses: the client was sent away and may come again.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        synchronized (this) {
            open.add(client);
            open.add(server);
            if (!passing) {
                drop(client, server);
                return;
            }
        }
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        } catch (IOException refused) {
            drop(client, server);
            throw refused;
        }
        Thread.ofVirtual().name("proxy-up").start(() -> pump(client, server));
        Thread.ofVirtual().name("proxy-down").start(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            drop(from, to);
            return;
        }
        if (from.isOutputShutdown() || to.isInputShutdown())
            drop(from, to);
    }

    private void drop(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        reset(one);
        reset(other);
    }

    private static void reset(Socket socket) {
        try {
            if (socket.isConnected())
                socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
