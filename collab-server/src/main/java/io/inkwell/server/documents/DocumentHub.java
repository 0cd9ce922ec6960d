package io.inkwell.server.documents;

import io.inkwell.ot.OtException;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.cluster.NodeMessage;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import io.inkwell.sync.port.StorageException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents open on this node. Loads one when it is first asked for, forgets it when the last connection is gone, and looks at the heads
 * of all of them regularly, so that nothing that another node commits is missed. Thread safe.
 */
public final class DocumentHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentHub.class);
    /** How often the clock is looked at. Where nobody says what other nodes commit, the heads are looked at every time. */
    private static final Duration TICK = Duration.ofMillis(250);
    /** Where the bus works, the heads are looked at every so many ticks: a hint may be lost. */
    private static final int TICKS_BETWEEN_LOOKS = 4;
    private static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

    private final DocumentPorts ports;
    private final Cluster cluster;
    private final ActorLimits limits;
    private final Metrics metrics;
    private final InstantSource clock;
    private final ExecutorService workers = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("document-", 0).factory());
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heads").daemon().factory());
    private final ScheduledFuture<?> ticking;
    private final Map<DocumentId, Entry> open = new ConcurrentHashMap<>();
    private final AtomicLong toldNumbers = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private int ticks;

    /** Starts with no document open, and listens to the other nodes. */
    public DocumentHub(DocumentPorts ports, Cluster cluster, ActorLimits limits, Metrics metrics,
            InstantSource clock) {
        this.ports = ports;
        this.cluster = cluster;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
        cluster.bus().listen(this::heard);
        this.ticking = timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * The open document, loaded if need be. Blocks while it is loaded. It stays until {@link OpenDocument#closed} was called as often as this
     * method returned.
     *
     * @throws StorageException if it cannot be loaded now
     * @throws BrokenChainException if its log is damaged
     * @throws OtException if a stored operation cannot be applied
     */
    public OpenDocument open(DocumentId id, DocumentType type) {
        Entry mine = new Entry();
        Entry entry = Objects.requireNonNull(open.compute(id, (key, known) -> {
            Entry used = known == null ? mine : known;
            used.leases++;
            return used;
        }));
        if (entry != mine)
            return joined(entry.document);
        try {
            OpenDocument document = load(id, type, entry);
            metrics.documentOpened();
            entry.document.complete(document);
            return document;
        } catch (RuntimeException e) {
            open.remove(id, entry);
            entry.document.completeExceptionally(e);
            throw e;
        }
    }

    /** A number for a connection, never given twice on this node. */
    public int nextConnection() {
        return connections.incrementAndGet();
    }

    /** A document on this node; how many connections use it is only read and written inside {@code open.compute}. */
    private static final class Entry {
        final CompletableFuture<OpenDocument> document = new CompletableFuture<>();
        int leases;
    }

    private void release(DocumentId id, Entry entry) {
        open.computeIfPresent(id, (key, known) -> {
            if (known == entry)
                known.leases--;
            return known;
        });
    }

    private void forget(DocumentId id, Entry entry) {
        if (open.remove(id, entry))
            metrics.documentClosed();
    }

    private void forgetIfUnused(DocumentId id, Entry entry) {
        open.computeIfPresent(id, (key, known) -> {
            if (known != entry || known.leases > 0)
                return known;
            metrics.documentClosed();
            return null;
        });
    }

    /** Whether nothing waits to be stored, in any document. */
    public boolean isQuiet() {
        for (Entry entry : open.values()) {
            if (entry.document.state() == Future.State.SUCCESS && !entry.document.resultNow().isQuiet())
                return false;
        }
        return true;
    }

    /** How many documents are open. */
    public int size() {
        return open.size();
    }

    /** Runs a task that may wait, on a virtual thread. */
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /** Forgets every document; batches that are on their way are waited for a moment. */
    @Override
    public void close() {
        ticking.cancel(false);
        timer.shutdown();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS))
                workers.shutdownNow();
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static OpenDocument joined(CompletableFuture<OpenDocument> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause)
                throw cause;
            throw e;
        }
    }

    private OpenDocument load(DocumentId id, DocumentType type, Entry entry) {
        long newest = ports.log().tail(new TailQuery(id, Long.MAX_VALUE, 1, 0, null)).head().revision();
        History history = new History(ports.snapshots(), ports.history());
        Snapshot snapshot = history.newestSnapshot(id, type, newest);
        long from = Math.max(0, Math.min(snapshot.revision(), newest - limits.windowCommitsMax()));
        Snapshot start = from == snapshot.revision() ? snapshot : history.at(id, type, from);
        CommitWindow window = CommitWindow.at(start.revision(), start.chain(), start.document().length());
        Snapshot current = start;
        long bytesSinceSnapshot = 0;
        Head head;
        while (true) {
            var tail = ports.log().tail(new TailQuery(id, current.revision(), PAGE_BYTES_MAX, 0, null));
            head = tail.head();
            current = History.replay(current, tail.commits());
            window = window.with(tail.commits()).trimmed(limits.windowCommitsMax(), limits.windowBytesMax(),
                    Long.MAX_VALUE);
            for (Commit commit : tail.commits()) {
                if (commit.revision() > snapshot.revision())
                    bytesSinceSnapshot += commit.opBytes().length;
            }
            if (current.revision() >= head.revision())
                break;
        }
        LOG.info("document {} opened at revision {}", id, head.revision());
        DocumentActor actor = new DocumentActor(id, type, limits, head, window, current.document(),
                bytesSinceSnapshot);
        OpenDocument.Lease lease = new OpenDocument.Lease(() -> release(id, entry), () -> forgetIfUnused(id, entry),
                () -> forget(id, entry));
        return new OpenDocument(id, actor, new LogCalls(id, ports, cluster, metrics, head.revision()),
                new Neighbours(id, cluster.bus(), toldNumbers), metrics, clock, workers, lease);
    }

    /** Something was done to a document beside its log: its head is looked at now, on every node that has it open. Returns at once. */
    public void touched(DocumentId id) {
        lookAt(id);
        cluster.bus().publish(new NodeMessage.Touched(id));
    }

    private void lookAt(DocumentId id) {
        opened(id).ifPresent(document -> execute(() -> lookAtHeads(List.of(document))));
    }

    private Optional<OpenDocument> opened(DocumentId id) {
        Entry entry = open.get(id);
        return entry != null && entry.document.state() == Future.State.SUCCESS
                ? Optional.of(entry.document.resultNow())
                : Optional.empty();
    }

    private void heard(NodeMessage message) {
        switch (message) {
            case NodeMessage.Stored stored -> opened(stored.document())
                    .ifPresent(document -> document.post(new DocumentEvent.Hinted(stored.revision())));
            case NodeMessage.Touched touched -> lookAt(touched.document());
            case NodeMessage.Present present -> opened(present.document())
                    .ifPresent(document -> document.heard(present));
            case NodeMessage.WhoIsThere asked -> opened(asked.document()).ifPresent(OpenDocument::tellWhoIsHere);
            case NodeMessage.Alive alive -> {
                // Nothing of a document.
            }
        }
    }

    private void tick() {
        List<OpenDocument> documents = new ArrayList<>();
        for (Entry entry : open.values()) {
            if (entry.document.state() == Future.State.SUCCESS)
                documents.add(entry.document.resultNow());
        }
        ticks = (ticks + 1) % TICKS_BETWEEN_LOOKS;
        if (!documents.isEmpty() && (ticks == 0 || !cluster.bus().works()))
            lookAtHeads(documents);
        if (ticks == 0)
            documents.forEach(OpenDocument::tick);
    }

    private void lookAtHeads(List<OpenDocument> documents) {
        try {
            Map<DocumentId, Head> heads = ports.log().heads(documents.stream().map(OpenDocument::id).toList());
            for (OpenDocument document : documents) {
                Head head = heads.get(document.id());
                // A document that is open has a head: where none is seen, the log has to be read.
                document.post(head == null
                        ? new DocumentEvent.Hinted(Long.MAX_VALUE)
                        : new DocumentEvent.HeadSeen(head));
            }
        } catch (StorageException e) {
            LOG.warn("the heads of the open documents could not be read: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("looking at the heads failed", e);
        }
    }
}
