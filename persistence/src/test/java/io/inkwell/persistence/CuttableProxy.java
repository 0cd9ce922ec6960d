package io.inkwell.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP proxy between the application and its database that loses what the database answers. Requests always arrive.
 */
final class CuttableProxy implements AutoCloseable {

    /** What happens to the database's answers. */
    enum Answers {
        /** They arrive. */
        ARRIVE,
        /** The connection ends instead of the next answer. */
        CUT,
        /** They vanish, and the connection stays open. */
        VANISH
    }

    private final ServerSocket door;
    private final int databasePort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Answers answers = Answers.ARRIVE;

    private CuttableProxy(ServerSocket door, int databasePort) {
        this.door = door;
        this.databasePort = databasePort;
    }

    static CuttableProxy before(int databasePort) {
        try {
            CuttableProxy proxy = new CuttableProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    databasePort);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    void answers(Answers next) {
        answers = next;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket application = door.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                sockets.addAll(List.of(application, database));
                Thread.ofVirtual().start(() -> pump(application, database, false));
                Thread.ofVirtual().start(() -> pump(database, application, true));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answering) {
        byte[] buffer = new byte[64 * 1024];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answering && answers == Answers.CUT) {
                    return;
                }
                if (!answering || answers == Answers.ARRIVE) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // One side is gone; closing the other is all there is to do, and the resources above do it.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
