package io.inkwell.server.cluster;

import io.inkwell.server.cluster.NodeMessage.Alive;
import io.inkwell.sync.DocumentId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.ConstantDelay;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock and the bus on one Redis, through Redisson.
 *
 * <p>
 * Redis may be away when a node starts, die, be emptied, stall or come back at any time: the node goes on, a call waits for
 * {@value #CALL_MILLIS_MAX} milliseconds at most, after {@value #FAILURES_MAX} failures in a row it is left alone for a while. That the bus
 * works is known from hearing oneself: every node says every {@value #ALIVE_EVERY_MILLIS} milliseconds that it lives.
 *
 * <p>
 * Thread safe.
 */
public final class RedisCluster implements ContentionLock, NodeBus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCluster.class);
    private static final String TOPIC = "inkwell:nodes";
    private static final String LOCK_PREFIX = "inkwell:lock:";
    private static final int CALL_MILLIS_MAX = 200;
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int LEASE_MILLIS = 2_000;
    private static final int FAILURES_MAX = 5;
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int ALIVE_EVERY_MILLIS = 500;
    private static final long SILENCE_MILLIS_MAX = 2_000;
    private static final int PUBLISHING_MAX = 1_000;
    private static final int CONNECTIONS_MAX = 8;
    private static final int THREADS = 2;

    private final String address;
    private final String node;
    private final String secretMark;
    private final Breaker lockBreaker = new Breaker(FAILURES_MAX, REST.toNanos(), System::nanoTime);
    private final ScheduledExecutorService beat = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("redis-beat").daemon().factory());
    private final AtomicLong lastOwner = new AtomicLong(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2));
    private final AtomicInteger publishing = new AtomicInteger();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final Config config;
    private volatile @Nullable RedissonClient client;
    private volatile Listener listener = message -> {};
    private volatile long heardSelfNanos;
    private volatile boolean heardSelf;
    private @Nullable ScheduledFuture<?> beating;
    private boolean saidWorking;

    private RedisCluster(URI redis, String node, String secretMark) {
        this.address = redis.getHost() + ":" + redis.getPort();
        this.node = node;
        this.secretMark = secretMark;
        this.config = config(redis);
    }

    /**
     * Starts talking to a Redis; returns at once, whether it is there or not.
     *
     * @param redis {@code redis://} or {@code rediss://}, perhaps with user and password, host, port, and perhaps a database as path
     * @param node this node's name, new at every start
     * @param secretMark tells nodes with another signing secret apart
     */
    public static RedisCluster connect(URI redis, String node, String secretMark) {
        RedisCluster cluster = new RedisCluster(redis, node, secretMark);
        cluster.beating = cluster.beat.scheduleWithFixedDelay(cluster::beat, 0, ALIVE_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        return cluster;
    }

    /** Both halves. */
    public Cluster cluster() {
        return new Cluster(this, this);
    }

    // ---- the lock ----------------------------------------------------------------------------------------------------------------------

    @Override
    public Optional<Hold> tryAcquire(DocumentId document) {
        RedissonClient redis = client;
        if (redis == null || !lockBreaker.lets())
            return Optional.empty();
        // Never the same owner twice: a hold that was not given back ends with its lease instead of being entered again.
        long owner = lastOwner.incrementAndGet();
        try {
            RLock lock = redis.getLock(LOCK_PREFIX + document.value());
            boolean held = lock.tryLockAsync(0, LEASE_MILLIS, TimeUnit.MILLISECONDS, owner).toCompletableFuture()
                    .get(CALL_MILLIS_MAX, TimeUnit.MILLISECONDS);
            lockBreaker.succeeded();
            return held ? Optional.of(() -> release(lock, owner)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            lockBreaker.failed();
            LOG.debug("the lock of document {} could not be asked for", document, e);
            return Optional.empty();
        }
    }

    private void release(RLock lock, long owner) {
        try {
            logFailure(lock.unlockAsync(owner), "a lock was not given back, its lease ends it");
        } catch (RuntimeException e) {
            LOG.debug("a lock was not given back, its lease ends it", e);
        }
    }

    // ---- the bus -----------------------------------------------------------------------------------------------------------------------

    @Override
    public void publish(NodeMessage message) {
        RedissonClient redis = client;
        // While nothing comes back nothing but the signs of life is sent: it would only wait for its timeout.
        if (redis == null || (!works() && !(message instanceof Alive)))
            return;
        if (publishing.incrementAndGet() > PUBLISHING_MAX) {
            publishing.decrementAndGet();
            return;
        }
        try {
            redis.getTopic(TOPIC, ByteArrayCodec.INSTANCE).publishAsync(NodeMessages.write(message))
                    .whenComplete((receivers, failure) -> publishing.decrementAndGet());
        } catch (RuntimeException e) {
            publishing.decrementAndGet();
            LOG.debug("a message to the other nodes was not sent", e);
        }
    }

    @Override
    public void listen(Listener newListener) {
        listener = newListener;
    }

    @Override
    public boolean works() {
        return heardSelf && System.nanoTime() - heardSelfNanos < TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS_MAX);
    }

    @Override
    public boolean reachesOthers() {
        return works();
    }

    @Override
    public String node() {
        return node;
    }

    private void heard(byte[] bytes) {
        NodeMessages.read(bytes).ifPresent(message -> {
            switch (message) {
                case Alive alive -> heardAlive(alive);
                case NodeMessage.Present present when present.node().equals(node) -> {
                    // What this node itself said.
                }
                case NodeMessage other -> listener.heard(other);
            }
        });
    }

    private void heardAlive(Alive alive) {
        if (alive.node().equals(node)) {
            heardSelfNanos = System.nanoTime();
            heardSelf = true;
        } else if (!alive.secretMark().equals(secretMark) && strangers.add(alive.node())) {
            LOG.warn(
                    "node {} signs with another secret: invitations and tokens of one node are refused by the other. Copy the file secret.key from one data folder to the others and restart them",
                    alive.node());
        }
    }

    // ---- life --------------------------------------------------------------------------------------------------------------------------

    private void beat() {
        try {
            if (client == null)
                open();
            publish(new Alive(node, secretMark));
        } catch (RuntimeException e) {
            LOG.debug("Redis at {} is not there yet", address, e);
        }
        boolean works = works();
        if (works != saidWorking) {
            saidWorking = works;
            if (works) {
                LOG.info("the other nodes are heard through Redis at {}", address);
            } else {
                LOG.warn("Redis at {} does not answer: what other nodes commit is looked for in the database meanwhile",
                        address);
            }
        }
    }

    private void open() {
        RedissonClient fresh = Redisson.create(config);
        try {
            fresh.getTopic(TOPIC, ByteArrayCodec.INSTANCE).addListener(byte[].class,
                    (channel, bytes) -> heard(bytes));
        } catch (RuntimeException e) {
            fresh.shutdown(0, CALL_MILLIS_MAX, TimeUnit.MILLISECONDS);
            throw e;
        }
        client = fresh;
    }

    /** Leaves the bus. */
    @Override
    public void close() {
        if (beating != null)
            beating.cancel(false);
        beat.shutdown();
        RedissonClient redis = client;
        client = null;
        if (redis != null)
            redis.shutdown(0, CONNECT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private static Config config(URI redis) {
        Config config = new Config().setCodec(ByteArrayCodec.INSTANCE).setThreads(THREADS).setNettyThreads(THREADS);
        SingleServerConfig server = config.useSingleServer();
        server.setAddress(redis.getScheme() + "://" + redis.getHost() + ":" + redis.getPort());
        String database = redis.getPath().replaceFirst("^/", "");
        if (!database.isEmpty())
            server.setDatabase(Integer.parseInt(database));
        server.setTimeout(CALL_MILLIS_MAX).setConnectTimeout(CONNECT_MILLIS_MAX).setRetryAttempts(0)
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(CALL_MILLIS_MAX)));
        server.setConnectionPoolSize(CONNECTIONS_MAX).setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1).setSubscriptionConnectionPoolSize(2);
        config.setTcpNoDelay(true);
        String user = redis.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            if (colon > 0)
                config.setUsername(user.substring(0, colon));
            config.setPassword(user.substring(colon + 1));
        }
        return config;
    }

    private static void logFailure(CompletionStage<?> done, String what) {
        done.whenComplete((result, failure) -> {
            if (failure != null)
                LOG.debug(what, failure);
        });
    }
}
