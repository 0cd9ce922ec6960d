package io.inkwell.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends requests exactly as written, over a plain socket: tests say every header themselves, also wrong ones. */
final class Wire {
    private static final int SILENCE_MILLIS_MAX = 10_000;

    private Wire() {}

    /** Sends bytes (each character one byte) and reads the answer; without a stated length until the server closes. */
    static Reply send(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Reply head = head(in);
            boolean empty = head.status() == 101 || head.status() == 204 || head.status() == 304
                    || request.startsWith("HEAD ");
            return empty ? head : new Reply(head.status(), head.headerLines(), body(in, head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        int status = lines.isEmpty() ? 0 : Integer.parseInt(lines.removeFirst().split(" ", 3)[1]);
        return new Reply(status, lines, "");
    }

    private static String body(InputStream in, Reply head) throws IOException {
        String length = head.header("Content-Length").orElse("");
        byte[] bytes = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r')
                line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
