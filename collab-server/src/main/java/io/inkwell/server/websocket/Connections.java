package io.inkwell.server.websocket;

import io.inkwell.ot.json.OpsLimits;
import io.inkwell.protocol.CloseCode;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.server.config.Limits;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.DocumentPorts;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.StorageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of this node: makes them, counts them, looks at the clock for them, and sends them away at a stop. Thread safe. */
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long TICK_MILLIS = 500;
    /** A connection may send two bursts before it counts as a flood; each message has one answer. */
    private static final int ANSWERS_PER_BURST = 2;
    /** How long what was received may take to be stored and acknowledged at a stop. */
    private static final long FINISH_MILLIS_MAX = 2_000;
    /** How long the other sides may take to answer the close frame at a stop. */
    private static final long LEAVE_MILLIS_MAX = 1_000;
    private static final long POLL_MILLIS = 5;
    /** Over how long a stop asks the clients to spread their coming back: so much for each of them, between two bounds, in milliseconds. */
    private static final long SPREAD_MILLIS_EACH = 2;
    private static final long SPREAD_MILLIS_MIN = 250;
    private static final long SPREAD_MILLIS_MAX = 3_000;

    private final Limits limits;
    private final DocumentHub hub;
    private final DocumentPorts ports;
    private final InstantSource clock;
    private final Metrics metrics;
    private final MessageCodec codec;
    private final Identities identities;
    private final Map<Integer, Connection> all = new ConcurrentHashMap<>();
    private final Map<DocumentId, Frames> frames = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("connections").daemon().factory());
    private final ScheduledFuture<?> ticking;
    private volatile boolean stopping;

    /** Starts with no connection. */
    public Connections(Limits limits, DocumentHub hub, DocumentPorts ports, InstantSource clock, Metrics metrics) {
        this.limits = limits;
        this.hub = hub;
        this.ports = ports;
        this.clock = clock;
        this.metrics = metrics;
        this.codec = new MessageCodec(
                new OpsLimits(limits.operationBytesMax(), limits.componentsMax(), limits.attributesPerComponentMax()));
        this.identities = new Identities(ports.sessions());
        this.ticking = timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    Connection connect(Admittance admittance, Connection.Transport transport) {
        int number = hub.nextConnection();
        Frames shared = frames.computeIfAbsent(admittance.document(), document -> new Frames(codec));
        Outbox outbox = new Outbox(transport, codec, shared, metrics,
                (after, through, page) -> hub.execute(() -> readPage(admittance.document(), after, through, page)),
                ANSWERS_PER_BURST * limits.messagesBurstMax());
        Connection connection = new Connection(number, admittance, limits, codec, hub, identities, outbox, transport,
                System.nanoTime());
        all.put(number, connection);
        metrics.connectionOpened();
        return connection;
    }

    void ended(Connection connection) {
        connection.ended();
        if (!all.values().remove(connection))
            return;
        metrics.connectionClosed();
        DocumentId document = connection.admittance().document();
        if (all.values().stream().noneMatch(other -> other.admittance().document().equals(document)))
            frames.remove(document);
    }

    /** Whether the node is stopping: what comes now is not taken any more; its sender sends it again to whoever it reaches next. */
    boolean isStopping() {
        return stopping;
    }

    /**
     * Takes nothing more, waits a moment until what was received is stored and acknowledged, and sends all away with "restart" and a time over
     * which they are to spread their coming back.
     */
    @Override
    public void close() {
        stopping = true;
        awaitAtMost(FINISH_MILLIS_MAX, () -> hub.isQuiet() && all.values().stream().allMatch(Connection::isQuiet));
        ticking.cancel(false);
        timer.shutdown();
        long spreadMillis = Math.clamp(SPREAD_MILLIS_EACH * all.size(), SPREAD_MILLIS_MIN, SPREAD_MILLIS_MAX);
        String reason = CloseCode.RESTART.reason() + CloseCode.RETRY_WITHIN + spreadMillis;
        all.values().forEach(connection -> connection.close(CloseCode.RESTART, reason));
        awaitAtMost(LEAVE_MILLIS_MAX, all::isEmpty);
    }

    private static void awaitAtMost(long millisMax, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < deadline)
                Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readPage(DocumentId document, long after, long through, Consumer<List<Commit>> page) {
        page.accept(pageOf(document, after, through));
    }

    private List<Commit> pageOf(DocumentId document, long after, long through) {
        try {
            return ports.history().read(document, after, through, limits.frameBytesMax());
        } catch (StorageException e) {
            LOG.warn("document {}: commits after revision {} could not be read: {}", document, after, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("document {}: commits after revision {} could not be read", document, after, e);
        }
        return List.of();
    }

    private void tick() {
        long nowNanos = System.nanoTime();
        Instant now = clock.instant();
        for (Connection connection : all.values()) {
            try {
                connection.tick(nowNanos, now);
            } catch (RuntimeException e) {
                LOG.error("looking at the clock for a connection failed", e);
            }
        }
    }
}
