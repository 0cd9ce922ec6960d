package io.inkwell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy of the tests does what they rely on: it passes on, it breaks real connections on both sides, and it comes back. */
class TheProxyCutsAndResumesTest {
    private static final int BYTE = 42;

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void bytesPassBothWaysAndSoDoesTheEnd() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            assertPasses(client, accepted);
            assertPasses(accepted, client);
            client.shutdownOutput();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            assertPasses(accepted, client);
        }
    }

    @Test
    void aCutIsSeenOnBothSidesNobodyGetsThroughUntilItResumes() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            assertPasses(client, accepted);
            proxy.cut();
            assertBroken(client);
            assertBroken(accepted);
        }
        try (Socket client = connect()) {
            assertBroken(client);
        }
        proxy.resume();
        try (Socket client = connect(); Socket accepted = server.accept()) {
            assertPasses(client, accepted);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort());
    }

    private static void assertPasses(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(BYTE);
        assertThat(to.getInputStream().read()).isEqualTo(BYTE);
    }

    private static void assertBroken(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    }
}
