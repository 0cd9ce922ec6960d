package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowRequestsAreGivenUpTest {
    private static final int IDLE_MILLIS = 800;
    private final TestServer server = TestServer.start("127.0.0.1",
            LimitsForTests.with("requestIdleMillisMax", IDLE_MILLIS));

    @AfterAll
    void stop() {
        server.close();
    }

    private String answerTo(String head, String drop, int drops, int pauseMillis)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            try {
                for (int i = 0; i < drops; i++) {
                    Thread.sleep(pauseMillis);
                    out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                }
            } catch (IOException closedByTheServer) {
                assertThat(closedByTheServer).isInstanceOf(SocketException.class);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String head(int length) {
        return "POST /api/v1/documents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.administrator()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void aBodyThatNeverComes() throws IOException, InterruptedException {
        String answer = answerTo(head(100), "", 0, 0);
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"REQUEST_TIMEOUT\"");
    }

    @Test
    void aBodyThatDrips() throws IOException, InterruptedException {
        long before = System.nanoTime();
        String answer = answerTo(head(1_000), " ", 40, 100);
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"REQUEST_TIMEOUT\"");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException, InterruptedException {
        assertThat(answerTo("", "", 0, 0)).isEmpty();
        assertThat(answerTo("GET / HTT", "", 0, 0)).doesNotContain("200 OK");
    }
}
