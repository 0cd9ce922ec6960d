package io.inkwell.client;

import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual thread that does one thing after the other: what is posted from anywhere, in order, and what is due at a time. What runs on
 * it needs no lock.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    /** Something to be done later. */
    static final class Timer implements Comparable<Timer> {
        private final long dueNanos;
        private final Runnable task;

        private Timer(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = task;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(dueNanos - other.dueNanos, 0);
        }
    }

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

    /** Does a task after a delay. Only from a task. */
    Timer after(long delayMillis, Runnable task) {
        Timer timer = new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis), task);
        timers.add(timer);
        return timer;
    }

    /** Takes a timer back. Only from a task. */
    void cancel(@Nullable Timer timer) {
        if (timer != null)
            timers.remove(timer);
    }

    /** Ends once what was posted before is done; timers are dropped. Only from a task. */
    void end() {
        ended = true;
    }

    private void run() {
        while (!ended) {
            try {
                Runnable task = next();
                if (task != null)
                    perform(task);
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

    private @Nullable Runnable next() throws InterruptedException {
        Timer first = timers.peek();
        if (first == null)
            return posted.take();
        long waitNanos = first.dueNanos - System.nanoTime();
        if (waitNanos > 0)
            return posted.poll(waitNanos, TimeUnit.NANOSECONDS);
        timers.remove(first);
        return first.task;
    }
}
