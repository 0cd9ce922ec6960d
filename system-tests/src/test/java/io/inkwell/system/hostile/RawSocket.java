package io.inkwell.system.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket on a bare TCP socket: sends whatever bytes it is given, and puts every frame that comes into a queue. Answers pings, nothing
 * else. Thread safe.
 */
final class RawSocket implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int NO_CODE = 1005;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final String handshake;
    private volatile boolean answersPings = true;
    private volatile boolean answersCloses = true;
    private int frames;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** What comes from the server. */
    sealed interface Received {
        record Text(String text, int frames) implements Received {}

        record Control(int opcode) implements Received {}

        record Closed(int code, String reason) implements Received {}

        /** The TCP connection ended. */
        record End() implements Received {}
    }

    private RawSocket(Socket socket, String request) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new BufferedInputStream(socket.getInputStream());
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0)
                throw new IOException("the connection ended during the handshake: " + head);
            head.append((char) next);
        }
        this.handshake = head.toString();
    }

    /** Connects to a document and reads all that comes. */
    static RawSocket connect(int port, String document, String key) throws IOException {
        RawSocket socket = connectWithoutReading(port, document, key, "");
        socket.startReading();
        return socket;
    }

    /**
     * Connects to a document but reads nothing after the handshake.
     *
     * @param moreFields further fields of the request, each with its line end
     */
    static RawSocket connectWithoutReading(int port, String document, String key, String moreFields)
            throws IOException {
        RawSocket socket = attempt(port, document, key, moreFields);
        if (!socket.handshake.startsWith("HTTP/1.1 101 "))
            throw new IOException("not upgraded: " + socket.handshake);
        return socket;
    }

    /** Asks to be connected to a document; the answer may be another. */
    static RawSocket attempt(int port, String document, String key) throws IOException {
        return attempt(port, document, key, "");
    }

    private static RawSocket attempt(int port, String document, String key, String moreFields) throws IOException {
        return handshake(port, "GET /ws/documents/" + document + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: inkwell.v1\r\n"
                + "Authorization: Bearer " + key + "\r\n" + moreFields + "\r\n");
    }

    /** Sends any request and reads the head of the answer. */
    static RawSocket handshake(int port, String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16_384);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
        return new RawSocket(socket, request);
    }

    /** The head of the answer to the handshake. */
    String handshake() {
        return handshake;
    }

    /** From now on all that comes is read. */
    void startReading() throws IOException {
        socket.setSoTimeout(0);
        Thread.ofVirtual().start(this::readAll);
    }

    /** From now on pings are read, but not answered. */
    void ignorePings() {
        answersPings = false;
    }

    /** From now on a close frame of the server is read, but neither answered nor followed. */
    void ignoreCloses() {
        answersCloses = false;
    }

    void send(Frame... frames) throws IOException {
        for (Frame frame : frames)
            send(frame.bytes());
    }

    void send(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /**
     * Sends bytes of which the server need not take all: it may hang up in the middle.
     *
     * @return whether it took all
     */
    boolean sendAsFarAsItIsTaken(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** The next that comes within a time, if anything does. */
    @Nullable
    Received next(Duration within) throws InterruptedException {
        return received.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reads on until the server closes.
     *
     * @return the code of the close frame
     * @throws AssertionError if the connection ends without one, or does not end
     */
    int awaitClose() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            switch (next(PATIENCE)) {
                case Received.Closed closed -> {
                    return closed.code();
                }
                case Received.End end -> throw new AssertionError("the connection ended without a close frame");
                case null -> throw new AssertionError("the connection stayed open");
                case Received.Text text -> {
                }
                case Received.Control control -> {
                }
            }
        }
        throw new AssertionError("the connection stayed open");
    }

    /** Waits until the TCP connection has ended, whatever comes before. */
    void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Received next = next(PATIENCE);
            if (next == null)
                break;
            if (next instanceof Received.End)
                return;
        }
        throw new AssertionError("the connection stayed open");
    }

    /** Ends the TCP connection at once, with a reset instead of a farewell; nothing if it has ended already. */
    void reset() throws IOException {
        if (!socket.isClosed())
            socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readAll() {
        try (DataInputStream data = new DataInputStream(in)) {
            while (true)
                readFrame(data);
        } catch (IOException e) {
            received.add(new Received.End());
        }
    }

    private void readFrame(DataInputStream data) throws IOException {
        int first = data.readUnsignedByte();
        int length = data.readUnsignedByte();
        if (length == 126)
            length = data.readUnsignedShort();
        else if (length == 127)
            length = Math.toIntExact(data.readLong());
        byte[] payload = data.readNBytes(length);
        int opcode = first & 0x0f;
        if (opcode == Frame.TEXT || opcode == Frame.CONTINUATION) {
            frames++;
            message.writeBytes(payload);
            if ((first & 0x80) != 0) {
                received.add(new Received.Text(message.toString(StandardCharsets.UTF_8), frames));
                message.reset();
                frames = 0;
            }
        } else if (opcode == Frame.CLOSE) {
            int code = length < 2 ? NO_CODE : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
            received.add(new Received.Closed(code, length < 2
                    ? ""
                    : new String(payload, 2, length - 2,
                            StandardCharsets.UTF_8)));
            if (answersCloses)
                sendAsFarAsItIsTaken(Frame.close(code).bytes());
        } else {
            received.add(new Received.Control(opcode));
            if (opcode == Frame.PING && answersPings)
                sendAsFarAsItIsTaken(Frame.of(Frame.PONG, payload).bytes());
        }
    }
}
