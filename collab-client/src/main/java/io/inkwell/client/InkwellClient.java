package io.inkwell.client;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.protocol.Member;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.sync.DocumentId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one document open: shows edits at once, brings them to the server and others' edits to the screen, and comes back by itself when the
 * connection is lost. Nothing that was edited is dropped in silence: it is saved, or handed to the listener.
 *
 * <pre>{@code
 * try (InkwellClient client = InkwellClient.builder(URI.create("http://localhost:8080/"), id).key(key).connect()) {
 *     client.awaitConnected(Duration.ofSeconds(10));
 *     client.edit(screen -> Delta.on(screen.length()).insert("Hello. ").build());
 *     client.awaitSaved(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>
 * Thread safe. One virtual thread owns everything that changes and calls the listener; edits are applied on it in the order of the calls.
 * A client is for one process: what is unsaved when the process ends is lost.
 */
public final class InkwellClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InkwellClient.class);
    private static final String SOCKET_PATH = "/ws/documents/";

    private final Mailbox mailbox;
    private final Session session;
    private final ClientListener listener;
    private final CompletableFuture<Document> loaded = new CompletableFuture<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong outcomesUnknown = new AtomicLong();
    private final AtomicLong outcomesStored = new AtomicLong();
    private volatile Document screen = Document.EMPTY;
    private volatile long revision;
    private volatile ConnectionState state = ConnectionState.CONNECTING;
    private volatile List<Member> members = List.of();
    private volatile @Nullable DocumentInfo info;

    private InkwellClient(Builder builder, Connector connector) {
        this.listener = builder.listener;
        this.mailbox = new Mailbox("inkwell-client-" + builder.document);
        Connection connection = new Connection(mailbox, connector, builder.backOff, builder.random,
                builder.heartbeatMillis);
        this.session = new Session(connection, new Published(), builder.holdBack);
        mailbox.post(() -> connection.start(session));
        mailbox.start();
    }

    /**
     * Starts to describe a client.
     *
     * @param server where the server is, such as {@code http://localhost:8080/}; a path is kept in front of the server's own
     * @param document the document to open
     */
    public static Builder builder(URI server, DocumentId document) {
        return new Builder(server, document);
    }

    /** What a client needs to know before it connects. Not thread safe. */
    public static final class Builder {
        private static final long HEARTBEAT_MILLIS = 15_000;

        private final URI server;
        private final DocumentId document;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private ClientListener listener = new ClientListener() {
        };
        private BackOff backOff = BackOff.DEFAULT;
        private RandomGenerator random = RandomGenerator.getDefault();
        private long heartbeatMillis = HEARTBEAT_MILLIS;
        private boolean holdBack;
        private @Nullable HttpClient http;

        private Builder(URI server, DocumentId document) {
            this.server = server;
            this.document = document;
        }

        /** Who the client is: a person's key, or an administrator's token. */
        public Builder key(String key) {
            headers.put("Authorization", "Bearer " + key);
            return this;
        }

        /** Who the client is: the value of the cookie {@code inkwell_session}. The server's own address is sent as origin. */
        public Builder cookie(String session) {
            headers.put("Cookie", "inkwell_session=" + session);
            headers.put("Origin", server.getScheme() + "://" + server.getRawAuthority());
            return this;
        }

        /** Who is told what happens. */
        public Builder listener(ClientListener told) {
            this.listener = told;
            return this;
        }

        /** How long to wait before connecting again. */
        public Builder backOff(BackOff pauses) {
            this.backOff = pauses;
            return this;
        }

        /** Where the random part of the pauses comes from. */
        public Builder random(RandomGenerator source) {
            this.random = source;
            return this;
        }

        /** After so long without a word the server is asked whether it is there, after three times as long it is given up; milliseconds. */
        public Builder heartbeatMillis(long millis) {
            this.heartbeatMillis = millis;
            return this;
        }

        /** Connects through this one; otherwise all clients of a process share one. */
        public Builder httpClient(HttpClient client) {
            this.http = client;
            return this;
        }

        /**
         * Revisions are received, but taken in only as far as {@link InkwellClient#takeInThrough} says: to make edits on an older state than
         * the newest one received. What was received is taken in when the connection is lost.
         */
        public Builder holdBack() {
            this.holdBack = true;
            return this;
        }

        /** Starts the client. It connects by itself, as often as it has to. */
        public InkwellClient connect() {
            HttpClient client = http != null ? http : SharedHttp.CLIENT;
            return connect(new JdkConnector(client, socketAddress(server, document), headers));
        }

        InkwellClient connect(Connector connector) {
            return new InkwellClient(this, connector);
        }

        private static URI socketAddress(URI server, DocumentId document) {
            String scheme = "https".equals(server.getScheme()) || "wss".equals(server.getScheme()) ? "wss" : "ws";
            String path = server.getRawPath() == null ? "" : server.getRawPath();
            String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return URI.create(scheme + "://" + server.getRawAuthority() + prefix + SOCKET_PATH + document);
        }
    }

    /**
     * Edits the screen.
     *
     * @param change given the screen, makes a change on exactly that document; called once, on the client's thread
     * @return the screen after it; the edit is shown, not yet saved. Fails with what {@code change} throws, with an
     *         {@link io.inkwell.ot.OtException} if the change does not fit the screen, with an {@code IllegalStateException} before the document is
     *         loaded and with a {@link DisconnectedException} after the end; then nothing was changed
     */
    public CompletableFuture<Document> edit(Function<Document, Delta> change) {
        CompletableFuture<Document> done = new CompletableFuture<>();
        if (!mailbox.post(() -> session.edit(change, done))) {
            done.completeExceptionally(new DisconnectedException("The client was closed."));
        }
        return done;
    }

    /** Takes in what was received, up to a revision; only of a client that holds back. Keeps its order with {@link #edit}. */
    public void takeInThrough(long revision) {
        mailbox.post(() -> session.takeInThrough(revision));
    }

    /** The document with all edits made so far; empty before it was loaded. */
    public Document screen() {
        return screen;
    }

    /** The newest revision on the screen; 0 before the document was loaded. Within an edit: the revision the screen stands at. */
    public long revision() {
        return revision;
    }

    /** How the client stands with the server. */
    public ConnectionState state() {
        return state;
    }

    /** Who is here, as last heard. */
    public List<Member> members() {
        return members;
    }

    /** What the server told when it last let the client in. */
    public Optional<DocumentInfo> info() {
        return Optional.ofNullable(info);
    }

    /** What the client has been through. */
    public ClientStatistics statistics() {
        return new ClientStatistics(connections.get(), outcomesUnknown.get(), outcomesStored.get());
    }

    /**
     * Waits until the document is loaded for the first time.
     *
     * @return the screen at that moment
     * @throws TimeoutException if it takes longer
     * @throws DisconnectedException if the server does not let the client in
     */
    public Document awaitConnected(Duration timeout) throws InterruptedException, TimeoutException {
        return await(loaded, timeout);
    }

    /**
     * Waits until everything that was edited before this call is durable, or was refused and handed back.
     *
     * @return the revision up to which the document is durable
     * @throws TimeoutException if it takes longer; the edits stay on their way
     * @throws DisconnectedException if the client ends before
     */
    public long awaitSaved(Duration timeout) throws InterruptedException, TimeoutException {
        CompletableFuture<Long> saved = new CompletableFuture<>();
        if (!mailbox.post(() -> session.awaitSaved(saved)))
            throw new DisconnectedException("The client was closed.");
        return await(saved, timeout);
    }

    private static <T> T await(CompletableFuture<T> future, Duration timeout)
            throws InterruptedException, TimeoutException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DisconnectedException disconnected)
                throw new DisconnectedException(String.valueOf(disconnected.getMessage()));
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes the connection without waiting for anything to be saved; the listener is told what was not. */
    @Override
    public void close() {
        mailbox.post(() -> session.end("The client was closed."));
    }

    /** What other threads may look at. */
    private final class Published implements Audience {
        @Override
        public void tell(Consumer<ClientListener> news) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("a listener failed", e);
            }
        }

        @Override
        public void screen(Document now, long at) {
            screen = now;
            revision = at;
        }

        @Override
        public void state(ConnectionState now) {
            if (state == now)
                return;
            state = now;
            if (now == ConnectionState.CONNECTED)
                loaded.complete(screen);
            if (now == ConnectionState.DISCONNECTED) {
                loaded.completeExceptionally(new DisconnectedException("The server did not let the client in."));
            }
            tell(told -> told.stateChanged(now));
        }

        @Override
        public void members(List<Member> everybody) {
            members = everybody;
            tell(told -> told.membersChanged(everybody));
        }

        @Override
        public void admitted(ServerMessage.Init init) {
            connections.incrementAndGet();
            info = new DocumentInfo(init.displayId(), init.role(), init.documentType(), init.title(), init.limits());
        }

        @Override
        public void outcomeUnknown() {
            outcomesUnknown.incrementAndGet();
        }

        @Override
        public void outcomeKnown(boolean stored) {
            if (stored)
                outcomesStored.incrementAndGet();
        }
    }
}
