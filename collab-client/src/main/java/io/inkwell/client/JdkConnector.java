package io.inkwell.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connects with the JDK's own WebSocket client. */
final class JdkConnector implements Connector {
    private static final String SUBPROTOCOL = "inkwell.v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MESSAGES_AHEAD = 32;

    private final HttpClient http;
    private final URI uri;
    private final Map<String, String> headers;

    JdkConnector(HttpClient http, URI uri, Map<String, String> headers) {
        this.http = http;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public Link connect(Receiver receiver) {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols(SUBPROTOCOL)
                .connectTimeout(CONNECT_TIMEOUT);
        headers.forEach(builder::header);
        JdkLink link = new JdkLink();
        link.handshake = builder.buildAsync(uri, new JdkListener(receiver)).whenComplete((socket, failure) -> {
            if (failure != null) {
                fail(receiver, failure);
            } else if (link.attach(socket)) {
                receiver.opened();
            }
        });
        return link;
    }

    private static void fail(Receiver receiver, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        int status = cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null
                ? handshake.getResponse().statusCode()
                : 0;
        receiver.failed(status, String.valueOf(cause.getMessage()));
    }

    /** One connection. The JDK refuses a second send before the first has ended, so that sends are chained. */
    private static final class JdkLink implements Link {
        private @Nullable WebSocket socket;
        private boolean aborted;
        private CompletableFuture<WebSocket> handshake = new CompletableFuture<>();
        private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

        /** Takes the connection over; false if it is not wanted any more. */
        synchronized boolean attach(WebSocket connected) {
            if (aborted) {
                connected.abort();
                return false;
            }
            socket = connected;
            sent.complete(connected);
            connected.request(MESSAGES_AHEAD);
            return true;
        }

        /** A failed send is no reason not to try the next: the failure itself arrives at the listener. */
        private static CompletableFuture<WebSocket> after(CompletableFuture<WebSocket> previous,
                Supplier<CompletableFuture<WebSocket>> next) {
            if (previous.isDone())
                return next.get();
            return previous.handle((done, failure) -> failure).thenCompose(failure -> next.get());
        }

        @Override
        public synchronized void send(String message) {
            WebSocket connected = socket;
            if (connected == null)
                return;
            sent = after(sent, () -> connected.sendText(message, true));
        }

        @Override
        public synchronized void handled() {
            if (socket != null)
                socket.request(1);
        }

        @Override
        public synchronized void close() {
            WebSocket connected = socket;
            if (connected == null) {
                aborted = true;
                return;
            }
            sent = after(sent, () -> connected.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        }

        @Override
        public synchronized void abort() {
            aborted = true;
            handshake.cancel(true);
            if (socket != null)
                socket.abort();
        }
    }

    /** Joins the pieces of a message. */
    private static final class JdkListener implements WebSocket.Listener {
        private final Receiver receiver;
        private final StringBuilder pieces = new StringBuilder();

        JdkListener(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onOpen(WebSocket socket) {}

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (last && pieces.isEmpty()) {
                receiver.received(data.toString());
                return null;
            }
            pieces.append(data);
            if (last) {
                receiver.received(pieces.toString());
                pieces.setLength(0);
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            receiver.heard();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            receiver.heard();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            receiver.closed(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            receiver.failed(0, String.valueOf(error.getMessage()));
        }
    }
}
