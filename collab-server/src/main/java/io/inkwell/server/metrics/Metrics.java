package io.inkwell.server.metrics;

import io.inkwell.sync.RefusalCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts what happens. Every figure that proves the promise "no acknowledged edit is lost" stands here: acknowledgements, unknown outcomes of
 * a commit and how they ended, lost races, duplicates, broken chains.
 *
 * <p>
 * Thread safe; every method is cheap enough for the hot path.
 */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger openDocuments = new AtomicInteger();
    private final Counter commits = counter("inkwell.commits", "statements that made a batch durable");
    private final Counter revisions = counter("inkwell.revisions", "revisions made durable");
    private final Counter acknowledgements = counter("inkwell.acknowledgements", "edits acknowledged to their sender");
    private final Counter duplicates = counter("inkwell.duplicates", "submissions that were stored already");
    private final Counter headMoved = counter("inkwell.head.moved",
            "batches that lost the race for the head and were judged again");
    private final Counter unknownOutcomes = counter("inkwell.unknown.outcomes",
            "batches whose fate was unknown when the connection broke");
    private final Counter unknownStored = counter("inkwell.unknown.outcomes.stored",
            "unknown outcomes that turned out to be stored");
    private final Counter storageFailures = counter("inkwell.storage.failures", "batches that the database refused");
    private final Counter chainMismatches = counter("inkwell.chain.mismatches",
            "histories that do not prove themselves, or became shorter: alert at 1");
    private final Counter salvages = counter("inkwell.salvages",
            "files with what a history lost and this server still held: alert at 1");
    private final Counter salvagedRevisions = counter("inkwell.salvaged.revisions", "revisions in those files");
    private final Counter salvagesFailed = counter("inkwell.salvages.failed",
            "such files that could not be written: what was to be in them is gone");
    private final Counter locksHeld = contendedCounter("held");
    private final Counter locksMissed = contendedCounter("missed");

    /** A new set of figures, all zero. */
    public Metrics() {
        Gauge.builder("inkwell.connections", connections, AtomicInteger::get).description("open WebSocket connections")
                .register(registry);
        Gauge.builder("inkwell.documents.open", openDocuments, AtomicInteger::get)
                .description("documents held in memory").register(registry);
        for (RefusalCode code : RefusalCode.values()) {
            refusals(code);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** A WebSocket connection was opened. */
    public void connectionOpened() {
        connections.incrementAndGet();
    }

    /** A WebSocket connection was closed. */
    public void connectionClosed() {
        connections.decrementAndGet();
    }

    /** A document was taken into memory. */
    public void documentOpened() {
        openDocuments.incrementAndGet();
    }

    /** A document was let go. */
    public void documentClosed() {
        openDocuments.decrementAndGet();
    }

    /** A batch became durable. */
    public void committed(int revisionCount) {
        commits.increment();
        revisions.increment(revisionCount);
    }

    /** A sender was told that its edit is durable. */
    public void acknowledged() {
        acknowledgements.increment();
    }

    /** A submission was found to be stored already. */
    public void duplicate() {
        duplicates.increment();
    }

    /** A batch lost the race for the head. */
    public void headMoved() {
        headMoved.increment();
    }

    /** A commit on a document that another node writes to as well: the lock was held, or not. */
    public void contended(boolean held) {
        (held ? locksHeld : locksMissed).increment();
    }

    /** Shows whether the other nodes are heard, from now on. */
    public void watchBus(BooleanSupplier works) {
        Gauge.builder("inkwell.bus.works", () -> works.getAsBoolean() ? 1 : 0)
                .description("1 while messages of other nodes come through Redis: alert at 0 for long")
                .register(registry);
    }

    /** Nobody knows whether a batch was stored. */
    public void unknownOutcome() {
        unknownOutcomes.increment();
    }

    /** A batch of unknown fate turned out to be stored. */
    public void unknownOutcomeWasStored() {
        unknownStored.increment();
    }

    /** The database refused a batch. */
    public void storageFailed() {
        storageFailures.increment();
    }

    /** A history does not prove itself, or became shorter. */
    public void chainMismatch() {
        chainMismatches.increment();
    }

    /** What a history lost and this server still held was kept for people. */
    public void salvaged(int revisionCount) {
        salvages.increment();
        salvagedRevisions.increment(revisionCount);
    }

    /** It could not be kept. */
    public void salvageFailed() {
        salvagesFailed.increment();
    }

    /** A message was refused. */
    public void refused(RefusalCode code) {
        refusals(code).increment();
    }

    /** An HTTP request was answered. */
    public void answered(String method, int status, Duration duration) {
        Timer.builder("inkwell.http.requests").description("answered HTTP requests").tag("method", method)
                .tag("status", Integer.toString(status)).register(registry).record(duration);
    }

    /** All figures in the text form of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    private Counter refusals(RefusalCode code) {
        return Counter.builder("inkwell.refusals").tag("code", code.name()).description("refused messages")
                .register(registry);
    }

    private Counter contendedCounter(String lock) {
        return Counter.builder("inkwell.contended.commits").tag("lock", lock)
                .description("commits on documents that other nodes write to as well").register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
