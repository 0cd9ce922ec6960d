package io.inkwell.server.websocket;

import io.inkwell.protocol.CloseCode;
import io.inkwell.server.security.ConnectionQuota;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the frames of one connection between Jetty and {@link Connection}. Public because Jetty calls it by reflection. */
public final class JettySession implements Session.Listener, Connection.Transport {
    private static final Logger LOG = LoggerFactory.getLogger(JettySession.class);
    private static final Duration CLOSE_HANDSHAKE = Duration.ofSeconds(3);
    private static final int STATUS_NOT_ACCEPTABLE = 1003;

    private final Connections connections;
    private final Admittance admittance;
    private final ConnectionQuota.Lease lease;
    private volatile @Nullable Session session;
    private volatile @Nullable Connection connection;

    JettySession(Connections connections, Admittance admittance, ConnectionQuota.Lease lease) {
        this.connections = connections;
        this.admittance = admittance;
        this.lease = lease;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        connection = connections.connect(admittance, this);
        opened.demand();
    }

    @Override
    public void onWebSocketText(String message) {
        Connection mine = connection;
        if (mine != null && !connections.isStopping())
            mine.received(message);
        demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        Session mine = session;
        if (mine != null)
            mine.close(STATUS_NOT_ACCEPTABLE, "text only", Callback.NOOP);
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        Connection mine = connection;
        Session open = session;
        if (mine != null)
            mine.heard(true);
        if (open != null && open.isOpen())
            open.sendPong(payload, Callback.NOOP);
        demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        Connection mine = connection;
        if (mine != null)
            mine.heard(false);
        demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("connection failed: {}",
                cause instanceof MessageTooLargeException ? "message too large" : cause.getClass().getSimpleName());
        end();
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        end();
        callback.succeed();
    }

    @Override
    public void send(String text, Runnable sent, Runnable failed) {
        Session open = session;
        if (open == null || !open.isOpen()) {
            failed.run();
            return;
        }
        open.sendText(text, Callback.from(sent, failure -> {
            failed.run();
            open.disconnect();
        }));
    }

    @Override
    public void overflow() {
        close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
    }

    @Override
    public void close(CloseCode code, String reason) {
        Session open = session;
        if (open == null)
            return;
        open.close(code.number(), reason, Callback.NOOP);
        Thread.startVirtualThread(() -> disconnectLater(open));
    }

    /** A client that does not answer the close frame does not keep the connection. */
    private static void disconnectLater(Session open) {
        try {
            Thread.sleep(CLOSE_HANDSHAKE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.disconnect();
    }

    @Override
    public void ping() {
        Session open = session;
        if (open != null && open.isOpen())
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    private void demand() {
        Session open = session;
        if (open != null && open.isOpen())
            open.demand();
    }

    private void end() {
        Connection mine = connection;
        connection = null;
        lease.close();
        if (mine != null)
            connections.ended(mine);
    }
}
