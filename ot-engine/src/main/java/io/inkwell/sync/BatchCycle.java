package io.inkwell.sync;

import io.inkwell.sync.BatchBuilder.Batch;
import io.inkwell.sync.BatchBuilder.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be committed, and the one batch that is on its way: ready, on its way, and, after any answer but success, unresolved until
 * the log was read. Not thread safe.
 */
final class BatchCycle {
    private final ActorLimits limits;
    private final BatchBuilder builder;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private @Nullable Batch onItsWay;
    private boolean unresolved;
    private boolean duplicateUnexplained;
    private long retryMillis;

    BatchCycle(ActorLimits limits, BatchBuilder builder) {
        this.limits = limits;
        this.builder = builder;
        this.retryMillis = limits.retryFirstMillis();
    }

    /** Whether a batch may be formed, or the log be read without one. */
    boolean isReady() {
        return onItsWay == null && !unresolved;
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isEmpty() {
        return queue.isEmpty() && onItsWay == null;
    }

    // ---- what waits --------------------------------------------------------------------------------------------------------------------

    /** Whether one more may wait; one always may. */
    boolean hasRoomFor(Waiting item) {
        long bytesWaiting = queue.stream().mapToLong(Waiting::bytes).sum();
        return queue.isEmpty() || bytesWaiting + item.bytes() <= limits.batchBytesMax();
    }

    void add(Waiting item) {
        queue.add(item);
    }

    /** It waits no longer, if it did. */
    void remove(Waiting item) {
        queue.remove(item);
    }

    /** What waits for the next batch. */
    List<Waiting> waiting() {
        return List.copyOf(queue);
    }

    /** Everything leaves without an outcome: what is on its way and what waits. */
    List<Waiting> giveUp() {
        List<Waiting> all = new ArrayList<>();
        if (onItsWay != null)
            all.addAll(onItsWay.items());
        all.addAll(queue);
        onItsWay = null;
        unresolved = false;
        queue.clear();
        return all;
    }

    // ---- the batch ---------------------------------------------------------------------------------------------------------------------

    /** Forms the next batch out of what waits. */
    BatchBuilder.Result start(Memory memory, long nowMillis) {
        BatchBuilder.Result built = builder.build(queue, memory.window(), memory.document(),
                memory.nextAtMillis(nowMillis));
        onItsWay = built.batch();
        return built;
    }

    /** The batch is durable: it leaves. */
    void succeeded() {
        onItsWay = null;
        retryMillis = limits.retryFirstMillis();
    }

    /** The batch on its way. */
    @Nullable
    Batch onItsWay() {
        return onItsWay;
    }

    /** The log has to be read before anything else is committed; after a failure with a delay that grows. */
    long unresolved(boolean failed) {
        unresolved = true;
        if (!failed)
            return 0;
        long delayMillis = retryMillis;
        retryMillis = Math.min(2 * retryMillis, limits.retryMaxMillis());
        return delayMillis;
    }

    /** A key was stored already. The reading should show it; if the last one did not, asking again is a failure. */
    long duplicate() {
        long delayMillis = unresolved(duplicateUnexplained);
        duplicateUnexplained = true;
        return delayMillis;
    }

    /** Something new was read: that may be what a duplicate was about. */
    void progressed() {
        duplicateUnexplained = false;
    }

    /** The log was read: the undecided batch goes back to the front of what waits. */
    void resolved() {
        unresolved = false;
        Batch undecided = onItsWay;
        onItsWay = null;
        if (undecided != null)
            undecided.items().reversed().forEach(queue::addFirst);
    }
}
