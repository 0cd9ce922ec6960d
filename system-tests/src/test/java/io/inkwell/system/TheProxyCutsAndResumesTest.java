package io.inkwell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.system.TcpProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy of the tests does what they rely on: it passes on, it breaks real connections on both sides, and it comes back. */
class TheProxyCutsAndResumesTest {
    private static final int BYTE = 42;
    private static final int MOMENT_MILLIS = 150;

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

    @Test
    void whatIsHeldArrivesWhenItIsReleasedAndTheOtherDirectionPasses() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            proxy.flow(Direction.TO_SERVER).hold();
            client.getOutputStream().write(BYTE);
            assertPasses(accepted, client);
            accepted.setSoTimeout(MOMENT_MILLIS);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            accepted.setSoTimeout(0);
            proxy.flow(Direction.TO_SERVER).release();
            assertThat(accepted.getInputStream().read()).isEqualTo(BYTE);
        }
    }

    @Test
    void aSilentNetworkPassesNotEvenTheEndUntilItHeals() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            assertPasses(client, accepted);
            proxy.goSilent();
            client.shutdownOutput();
            accepted.setSoTimeout(MOMENT_MILLIS);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            accepted.setSoTimeout(0);
            proxy.heal();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionIsCutAfterSoManyBytes() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            proxy.flow(Direction.TO_CLIENT).cutAfter(3);
            accepted.getOutputStream().write(new byte[]{BYTE, BYTE, BYTE, BYTE});
            assertBroken(accepted);
            assertThat(client.getPort()).isEqualTo(proxy.port());
        }
        try (Socket client = connect(); Socket accepted = server.accept()) {
            assertPasses(accepted, client);
        }
    }

    @Test
    void delayedAndThrottledBytesComeLater() throws IOException {
        try (Socket client = connect(); Socket accepted = server.accept()) {
            proxy.flow(Direction.TO_SERVER).delay(MOMENT_MILLIS);
            long from = System.nanoTime();
            assertPasses(client, accepted);
            assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(MOMENT_MILLIS * 1_000_000L);

            proxy.flow(Direction.TO_SERVER).release();
            proxy.flow(Direction.TO_SERVER).throttle(100);
            from = System.nanoTime();
            client.getOutputStream().write(new byte[30]);
            assertThat(accepted.getInputStream().readNBytes(30)).hasSize(30);
            assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(MOMENT_MILLIS * 1_000_000L);
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
