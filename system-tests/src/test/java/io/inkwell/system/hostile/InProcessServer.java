package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.history.Attribution;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.config.Limits;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.DocumentPorts;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.AdministratorTokens;
import io.inkwell.server.security.Callers;
import io.inkwell.server.security.ConnectionQuota;
import io.inkwell.server.security.People;
import io.inkwell.server.security.Secret;
import io.inkwell.server.security.SignedTokens;
import io.inkwell.server.security.WebSocketAuthentication;
import io.inkwell.server.websocket.Connections;
import io.inkwell.server.websocket.Endpoint;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.History;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.InMemorySalvageStore;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.Storage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The WebSocket part of the server on a storage in memory, for all tests of one class. After each test it holds the server to what is true
 * whatever a client did: its log tells of no trouble.
 */
final class InProcessServer
        implements
            TestedServer,
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback {
    private final Limits limits;
    private final Storage storage = new InMemoryStorage();
    private final GatedLog log = new GatedLog(storage.log());
    private final GatedHistory history = new GatedHistory(storage.history());
    private final Metrics metrics = new Metrics();
    private final Map<String, PersonId> guests = new ConcurrentHashMap<>();
    private @Nullable Running running;
    private @Nullable String expectedTrouble;

    private record Running(Server server, int port, People people, AdministratorTokens administrators, DocumentHub hub,
            Connections connections, ServerLog log, Path folder) {}

    private InProcessServer(Limits limits) {
        this.limits = limits;
    }

    static InProcessServer usual() {
        return new InProcessServer(Limits.DEFAULT);
    }

    /** @param changes the names of limits and their values */
    static InProcessServer with(Map<String, Integer> changes) {
        return new InProcessServer(TestLimits.defaultsBut(changes));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ServerLog serverLog = new ServerLog();
        Path folder = Files.createTempDirectory("inkwell-hostile-");
        InstantSource clock = InstantSource.system();
        People people = new People(storage.people(), clock);
        DocumentPorts ports = new DocumentPorts(log, storage.snapshots(), history,
                storage.sessions(), storage.documents(), new InMemorySalvageStore(),
                new Attribution(history, storage.blocks()));
        DocumentHub hub = new DocumentHub(ports, Cluster.ALONE, actorLimits(), metrics, clock);
        Connections connections = new Connections(limits, hub, ports, clock, metrics);
        AdministratorTokens administrators = new AdministratorTokens(
                new SignedTokens(Secret.ofFolder(folder), clock));
        WebSocketAuthentication authentication = new WebSocketAuthentication(
                new Callers(storage.people(), administrators),
                new AccessRules(storage.documents(), clock), people, new ConnectionQuota(limits));
        QueuedThreadPool threads = new QueuedThreadPool(16);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Endpoint(server, limits, authentication, connections));
        server.start();
        running = new Running(server, connector.getLocalPort(), people, administrators, hub, connections, serverLog,
                folder);
    }

    private ActorLimits actorLimits() {
        ActorLimits usual = ActorLimits.DEFAULT;
        return new ActorLimits(limits.documentLengthMax(), limits.batchOperationsMax(), limits.batchBytesMax(),
                limits.transformRevisionsMax(), limits.transformBytesMax(), usual.pinnedCommitsMax(),
                usual.pinnedMillisMax(), usual.snapshotBytesMin(), usual.snapshotShare(), usual.retryFirstMillis(),
                usual.retryMaxMillis());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running().log().forget();
        expectedTrouble = null;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        String expected = expectedTrouble;
        if (expected == null)
            assertThat(running().log().troubles()).as("the server's log").isEmpty();
        else
            assertThat(running().log().troubles()).as("the server's log")
                    .anyMatch(trouble -> trouble.contains(expected));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Running last = running();
        last.connections().close();
        last.hub().close();
        last.server().stop();
        last.log().close();
        Files.deleteIfExists(last.folder().resolve(Secret.FILE_NAME));
        Files.delete(last.folder());
    }

    @Override
    public int port() {
        return running().port();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public int connections() {
        return running().connections().size();
    }

    @Override
    public int openDocuments() {
        return running().hub().size();
    }

    @Override
    public long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public List<String> logLines() {
        return running().log().lines();
    }

    @Override
    public String newPerson(String name) {
        return running().people().welcome(name, PersonDirectory.Kind.LOCAL).key().text();
    }

    @Override
    public String newGuest(String document, DocumentCatalog.Access access, Duration validFor) {
        People.Newcomer guest = running().people().welcome("Guest", PersonDirectory.Kind.GUEST);
        guests.put(guest.key().text(), guest.person().id());
        inviteAgain(guest.key().text(), document, access, validFor);
        return guest.key().text();
    }

    @Override
    public void inviteAgain(String guest, String document, DocumentCatalog.Access access, Duration validFor) {
        storage.documents().putMember(new DocumentId(document), Objects.requireNonNull(guests.get(guest)), access,
                Instant.now().plus(validFor));
    }

    /** An administrator's token that is valid for a time. */
    String newAdministrator(Duration validFor) {
        return running().administrators().issue(Instant.now().plus(validFor));
    }

    @Override
    public void delete(String document) {
        storage.documents().delete(new DocumentId(document), Instant.now());
    }

    @Override
    public String newDocument(DocumentType type) {
        DocumentId id = new DocumentId(UUID.randomUUID().toString());
        storage.documents().create(id, "Minutes", type, null, Instant.now());
        return id.value();
    }

    /** The way of every commit: its calls can be made to fail. */
    GatedLog log() {
        return log;
    }

    /** The way of every page of history: it can be held up. */
    GatedHistory history() {
        return history;
    }

    /** What runs the documents. */
    DocumentHub hub() {
        return running().hub();
    }

    /** What the log of the server is held to at the end of this test: a trouble that mentions this, instead of none. */
    void expectTrouble(String part) {
        expectedTrouble = part;
    }

    /** The storage under the server. */
    Storage storage() {
        return storage;
    }

    @Override
    public Stored head(String document) {
        DocumentId id = new DocumentId(document);
        Head head = Objects.requireNonNull(storage.log().heads(List.of(id)).get(id));
        return new Stored(head.revision(), head.chain().toString());
    }

    @Override
    public Document document(String document, DocumentType type) {
        return new History(storage.snapshots(), storage.history())
                .at(new DocumentId(document), type, head(document).revision()).document();
    }

    @Override
    public void holdCommits() {
        log.hold();
    }

    @Override
    public void awaitHeldCommit() throws InterruptedException {
        log.awaitHeld();
    }

    @Override
    public void releaseCommits() {
        log.release();
    }

    private Running running() {
        return Objects.requireNonNull(running, "the server was not started");
    }
}
