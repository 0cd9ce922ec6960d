package io.inkwell.system;

import io.inkwell.system.TcpProxy.Direction;
import io.inkwell.system.TcpProxy.Inspector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection through a {@link TcpProxy}: a socket to the client, a socket to the server, and a pump for each direction. Thread safe. */
public final class ProxiedConnection {
    private static final int BUFFER_BYTES = 16 * 1_024;

    private final Socket client;
    private final Socket server;
    private final TcpProxy proxy;
    private final Inspector inspector;
    private volatile boolean over;
    private volatile boolean silent;
    private volatile int serverPort;
    private boolean oneDirectionEnded;

    ProxiedConnection(Socket client, Socket server, TcpProxy proxy, Inspector inspector) {
        this.client = client;
        this.server = server;
        this.proxy = proxy;
        this.inspector = inspector;
    }

    /** The port of the server it was passed on to; 0 before that. */
    public int serverPort() {
        return serverPort;
    }

    void start(InetSocketAddress address) {
        serverPort = address.getPort();
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(address);
        } catch (IOException refused) {
            reset();
            return;
        }
        Thread.ofVirtual().name("proxy-up").start(() -> pump(client, server, Direction.TO_SERVER));
        Thread.ofVirtual().name("proxy-down").start(() -> pump(server, client, Direction.TO_CLIENT));
    }

    /** Resets both sides at once; what was under way is lost. */
    public void reset() {
        over = true;
        proxy.forget(this);
        reset(client);
        reset(server);
    }

    /** Nothing passes on this connection any more, in neither direction, without an end or a reset. It does not heal. */
    public void goSilent() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    boolean isOver() {
        return over;
    }

    private void pump(Socket from, Socket to, Direction direction) {
        Flow flow = proxy.flow(direction);
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer, 0, flow.pieceBytesMax(BUFFER_BYTES)); count >= 0; count = in.read(buffer,
                    0,
                    flow.pieceBytesMax(BUFFER_BYTES))) {
                inspector.passing(direction, buffer, count);
                int passed = flow.pass(count, this);
                out.write(buffer, 0, passed);
                if (passed < count)
                    throw new IOException("cut");
            }
            flow.pass(0, this);
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
            return;
        }
        if (isLastDirection())
            reset();
    }

    private synchronized boolean isLastDirection() {
        boolean last = oneDirectionEnded;
        oneDirectionEnded = true;
        return last;
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
