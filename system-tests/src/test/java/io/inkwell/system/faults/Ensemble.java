package io.inkwell.system.faults;

import io.inkwell.server.cluster.RedisProcess;
import io.inkwell.server.security.Secret;
import io.inkwell.server.testing.Ports;
import io.inkwell.system.Program;
import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything a cluster consists of, as real processes of this computer, with something that makes trouble between any two of them:
 *
 * <pre>
 * clients ── balancer (a proxy) ──▶ node 1 ── its proxy ──▶ PostgreSQL
 *                              └──▶ node 2 ── its proxy ──▶
 *                                    each    ── its proxy ──▶ Redis, if planned
 * </pre>
 *
 * The balancer sends each new connection to the next node that {@linkplain Node#admits admits} clients, so that a client whose connection
 * breaks comes back on another node. {@link #close} leaves nothing behind.
 */
final class Ensemble implements AutoCloseable {
    private static final String SECRET = Secret.FILE_NAME;
    private static final String NEW_SECRET = "c2VjcmV0LW9mLXRoZS1mYXVsdC10ZXN0cy0zMmJ5dGU\n";
    private static final int ANY = 1_000_000;
    private static final Map<String, Integer> ROOM_FOR_CROWDS = Map.of("connectionsPerPersonAndDocumentMax", ANY,
            "connectionsPerPersonMax", ANY, "signInsPerMinuteMax", ANY, "connectionsPerDocumentMax", ANY);

    private volatile PostgresProcess postgres;
    private final @Nullable RedisProcess redis;
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final TcpProxy balancer;
    private String key = "";

    /**
     * What an ensemble consists of.
     *
     * @param nodes how many servers
     * @param limits limits of the servers other than the defaults
     * @param java the options of {@code java} and what they run; empty for the packaged program
     * @param redis whether the servers talk through a Redis
     */
    record Plan(int nodes, Map<String, Integer> limits, List<String> java, boolean redis) {
        /** Servers as they are packaged, without a Redis. */
        static Plan of(int nodes) {
            return new Plan(nodes, Map.of(), List.of(), false);
        }

        Plan withLimits(Map<String, Integer> others) {
            return new Plan(nodes, others, java, redis);
        }

        Plan running(List<String> program) {
            return new Plan(nodes, limits, program, redis);
        }

        Plan withRedis() {
            return new Plan(nodes, limits, java, true);
        }
    }

    private Ensemble(PostgresProcess postgres, @Nullable RedisProcess redis) throws IOException {
        this.postgres = postgres;
        this.redis = redis;
        this.balancer = TcpProxy.to(this::portOfNextNode, () -> TcpProxy.Inspector.NONE);
    }

    /** Starts so many nodes as they are packaged. */
    static Ensemble start(int nodes) throws IOException, InterruptedException {
        return start(Plan.of(nodes));
    }

    /** Starts everything; the nodes at once, on an empty database. */
    static Ensemble start(Plan plan) throws IOException, InterruptedException {
        return start(plan, PostgresProcess.startInNewFolder());
    }

    /** The same on a PostgreSQL that runs; it is closed with the ensemble. */
    static Ensemble start(Plan plan, PostgresProcess postgres) throws IOException, InterruptedException {
        Ensemble ensemble = new Ensemble(postgres, plan.redis ? RedisProcess.started() : null);
        boolean complete = false;
        try {
            Plan quick = plan.java.isEmpty() ? plan.running(QuickStart.java(ensemble.postgres)) : plan;
            for (int number = 1; number <= plan.nodes; number++)
                ensemble.add(number, quick);
            ensemble.startAll(ensemble.nodes);
            ensemble.key = ensemble.node(1).rest().signIn("Faults").key();
            complete = true;
            return ensemble;
        } finally {
            if (!complete)
                ensemble.close();
        }
    }

    private void add(int number, Plan plan) throws IOException {
        CommitPoints commits = new CommitPoints();
        TcpProxy database = TcpProxy.to(() -> postgres.port(), commits);
        List<String> options = new ArrayList<>(
                List.of("--database-url", PostgresProcess.address(database.port())));
        TcpProxy bus = null;
        if (redis != null) {
            bus = TcpProxy.to(redis.port());
            options.addAll(List.of("--redis", redis.addressAt(bus.port()).toString()));
        }
        ServerProcess process = ServerProcess.inNewFolder(options.toArray(String[]::new)).withoutRateLimits()
                .withLimits(ROOM_FOR_CROWDS).withLimits(plan.limits).onPort(Ports.free())
                .running(plan.java);
        shareSecret(process);
        nodes.add(new Node(number, process, database, commits, bus));
    }

    /** All nodes sign with the secret of the first, as in any cluster. */
    private void shareSecret(ServerProcess process) throws IOException {
        if (!nodes.isEmpty())
            Files.copy(nodes.getFirst().process().data().resolve(SECRET), process.data().resolve(SECRET),
                    StandardCopyOption.COPY_ATTRIBUTES);
        else
            Files.writeString(process.data().resolve(SECRET), NEW_SECRET);
    }

    /** Starts nodes at once and returns when all are ready. */
    void startAll(List<Node> which) throws IOException {
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> starts = which.stream()
                    .map(node -> CompletableFuture.runAsync(() -> startUnchecked(node), starters)).toList();
            starts.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void startUnchecked(Node node) {
        try {
            node.start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("node " + node.number() + " did not start", e);
        }
    }

    PostgresProcess postgres() {
        return postgres;
    }

    /** From now on this is the database of all nodes; the one before is closed. */
    void goOnWith(PostgresProcess other) {
        PostgresProcess before = postgres;
        postgres = other;
        before.close();
    }

    /** The Redis of an ensemble that was planned with one. */
    RedisProcess redis() {
        if (redis == null)
            throw new IllegalStateException("this ensemble has no Redis");
        return redis;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** A node by its number, 1 for the first. */
    Node node(int number) {
        return nodes.get(number - 1);
    }

    /** Where clients come in. */
    TcpProxy balancer() {
        return balancer;
    }

    /** The key of the person that all clients are. */
    String key() {
        return key;
    }

    /** Speaks to a node as the person that all clients are, past all proxies. */
    Rest rest(Node node) {
        return node.rest().as(key);
    }

    /** Makes a document, on any node. */
    String newDocument(String title, String type) throws IOException, InterruptedException {
        return rest(nodes.getFirst()).createDocument(title, type);
    }

    /** Sends new clients to these nodes only. */
    void admitOnly(Node... admitted) {
        for (Node node : nodes)
            node.admit(List.of(admitted).contains(node));
    }

    /** A figure of all nodes that run, together. */
    double figure(String name) throws IOException, InterruptedException {
        double sum = 0;
        for (Node node : nodes) {
            if (node.process().isRunning())
                sum += rest(node).figure(name);
        }
        return sum;
    }

    /** All trouble ends; what does not run is started. */
    void heal() throws IOException, InterruptedException {
        balancer.heal();
        for (Node node : nodes) {
            node.commits().clear();
            node.database().heal();
            node.bus().ifPresent(TcpProxy::heal);
        }
        List<Node> down = nodes.stream().filter(node -> !node.process().isRunning()).toList();
        startAll(down);
        nodes.forEach(node -> node.admit(true));
    }

    /** The folder for what a test leaves to be looked at. */
    static Path reports(String test) {
        return Program.projectFolder().resolve("system-tests/target/faults").resolve(test);
    }

    @Override
    public void close() throws IOException {
        balancer.close();
        for (Node node : nodes) {
            node.process().close();
            node.database().close();
            if (node.bus().isPresent())
                node.bus().get().close();
        }
        if (redis != null)
            redis.close();
        postgres.close();
    }

    private int portOfNextNode() {
        List<Node> admitting = nodes.stream().filter(Node::admits).toList();
        if (admitting.isEmpty())
            return 0;
        return admitting.get(Math.floorMod(turn.getAndIncrement(), admitting.size())).process().port();
    }
}
