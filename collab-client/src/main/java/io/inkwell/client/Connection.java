package io.inkwell.client;

import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.CloseCode;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.ot.json.OpsLimits;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session connected: connects, asks whether the server is still there, and connects again with growing pauses.
 *
 * <p>
 * Everything here runs on the client's {@link Mailbox}; only the receivers it hands out are called from elsewhere, and post.
 */
final class Connection implements Session.Line {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final Mailbox mailbox;
    private final Connector connector;
    private final BackOff backOff;
    private final RandomGenerator random;
    private final long heartbeatMillis;
    private final String ping;

    private @Nullable Session session;
    private Connector.@Nullable Link link;
    private boolean open;
    private int number;
    private int attempt;
    private int failures;
    private long heardNanos;
    private long establishedNanos;
    private boolean established;
    private boolean hungUp;

    Connection(Mailbox mailbox, Connector connector, BackOff backOff, RandomGenerator random, long heartbeatMillis) {
        this.mailbox = mailbox;
        this.connector = connector;
        this.backOff = backOff;
        this.random = random;
        this.heartbeatMillis = heartbeatMillis;
        this.ping = new MessageCodec(OpsLimits.UNLIMITED).writeText(new ClientMessage.Ping(), null);
    }

    /** Starts to connect, for this session. */
    void start(Session connected) {
        session = connected;
        connect();
        mailbox.postLater(heartbeatMillis, this::beat);
    }

    private Session session() {
        if (session == null)
            throw new IllegalStateException("not started");
        return session;
    }

    private void connect() {
        if (hungUp || link != null)
            return;
        number++;
        attempt++;
        heardNanos = System.nanoTime();
        link = connector.connect(new Numbered(number));
    }

    @Override
    public void send(String message) {
        if (link != null && open)
            link.send(message);
    }

    @Override
    public void established() {
        established = true;
        establishedNanos = System.nanoTime();
    }

    @Override
    public void reconnect(String reason) {
        LOG.debug("reconnecting: {}", reason);
        drop();
        scheduleConnect();
    }

    @Override
    public void hangUp() {
        hungUp = true;
        if (link != null && open) {
            link.close();
        } else if (link != null) {
            link.abort();
        }
        link = null;
        mailbox.end();
    }

    @Override
    public void later(long delayMillis, Runnable task) {
        mailbox.postLater(delayMillis, task);
    }

    private void scheduleConnect() {
        if (hungUp)
            return;
        mailbox.postLater(backOff.delayMillis(failures, random), this::connect);
        failures++;
    }

    /** Lets go of the current connection; whatever it still says is not heard. */
    private void drop() {
        Connector.Link gone = link;
        if (gone == null)
            return;
        if (established && System.nanoTime() - establishedNanos > STABLE_NANOS)
            failures = 0;
        boolean wasOpen = open;
        link = null;
        open = false;
        established = false;
        number++;
        gone.abort();
        if (wasOpen)
            session().lost();
    }

    /** Asks a silent server whether it is there, and lets go of one that does not answer. */
    private void beat() {
        if (hungUp)
            return;
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
        if (link != null && silentMillis >= 3 * heartbeatMillis) {
            reconnect("nothing was heard for " + silentMillis + " ms");
        } else if (silentMillis >= heartbeatMillis) {
            send(ping);
        }
        mailbox.postLater(heartbeatMillis, this::beat);
    }

    private void opened() {
        open = true;
        session().opened(attempt);
    }

    private void closed(int code, String reason) {
        LOG.debug("closed with {} {}", code, reason);
        drop();
        Optional<CloseCode> known = CloseCode.of(code);
        if (known.isPresent() && !session().closed(known.get()))
            return;
        OptionalLong spreadMillis = CloseCode.retryWithinMillis(reason);
        if (known.equals(Optional.of(CloseCode.RESTART)) && spreadMillis.isPresent()) {
            mailbox.postLater((long) (random.nextDouble() * spreadMillis.getAsLong()), this::connect);
        } else {
            scheduleConnect();
        }
    }

    private void failed(int httpStatus, String reason) {
        LOG.debug("failed: {} {}", httpStatus, reason);
        drop();
        if (httpStatus >= 400 && httpStatus < 500 && httpStatus != HTTP_TOO_MANY_REQUESTS) {
            session().end("The server answered " + httpStatus + ": " + reason);
        } else {
            scheduleConnect();
        }
    }

    /** Posts what happens on one connection, and forgets it if that connection is no longer the current one. */
    private final class Numbered implements Connector.Receiver {
        private final int mine;

        Numbered(int mine) {
            this.mine = mine;
        }

        private void post(Runnable news) {
            mailbox.post(() -> {
                if (mine != number || hungUp)
                    return;
                heardNanos = System.nanoTime();
                news.run();
            });
        }

        @Override
        public void opened() {
            post(Connection.this::opened);
        }

        @Override
        public void received(String message) {
            post(() -> {
                Connector.Link from = link;
                session().received(message);
                if (from != null)
                    from.handled();
            });
        }

        @Override
        public void heard() {
            post(() -> {});
        }

        @Override
        public void closed(int code, String reason) {
            post(() -> Connection.this.closed(code, reason));
        }

        @Override
        public void failed(int httpStatus, String reason) {
            post(() -> Connection.this.failed(httpStatus, reason));
        }
    }
}
