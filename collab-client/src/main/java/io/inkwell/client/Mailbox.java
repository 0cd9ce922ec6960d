package io.inkwell.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual thread that does one thing after the other: what is posted, in order, now or after a delay. What runs on it needs no lock.
 */
final class Mailbox {
    /*
     * The thread waits without a time limit. Waiting for the next post or the next timer, whichever comes first, would be one queue less, but a
     * timed wait of a virtual thread is scheduled and taken back for every message: measurable at a thousand messages a second.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    Mailbox(String name) {
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Posts a task; false if the mailbox has ended and the task will not be done. */
    boolean post(Runnable task) {
        if (ended)
            return false;
        posted.add(task);
        return !ended || !posted.remove(task);
    }

    /** Posts a task after a delay, if the mailbox has not ended by then. */
    void postLater(long delayMillis, Runnable task) {
        CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS, this::post).execute(task);
    }

    /** Ends once what was posted before is done. Only from a task. */
    void end() {
        ended = true;
    }

    private void run() {
        while (!ended) {
            try {
                perform(posted.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended = true;
            }
        }
        for (Runnable task = posted.poll(); task != null; task = posted.poll())
            perform(task);
    }

    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        }
    }
}
