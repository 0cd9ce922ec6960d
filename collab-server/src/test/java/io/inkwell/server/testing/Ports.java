package io.inkwell.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are killed and come back. They lie outside of those that the system hands out to connections, if it leaves any:
 * another connection could take one of these while its server is down.
 */
public final class Ports {
    private static final Path HANDED_OUT = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_240;
    private static final int HIGHEST = 65_535;
    private static final int ATTEMPTS_MAX = 1_000;

    private Ports() {}

    /** A port that is free now. */
    public static int free() throws IOException {
        String[] handedOut = handedOut();
        int first = Integer.parseInt(handedOut[0]);
        int last = Integer.parseInt(handedOut[1]);
        for (int attempt = 0; attempt < 2 * ATTEMPTS_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (attempt < ATTEMPTS_MAX && port >= first && port <= last)
                continue;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IOException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    /** The kernel gives such a file in one piece or not at all: what does not fit the first read is lost. */
    private static String[] handedOut() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(HANDED_OUT)) {
            return String.valueOf(reader.readLine()).strip().split("\\s+", -1);
        }
    }
}
