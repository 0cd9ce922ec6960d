package io.inkwell.server;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a server process: what was started is stopped in reverse order, whatever ends it.
 *
 * <p>
 * Ctrl-C and SIGTERM reach a Java process as its shutdown. A shutdown hook then stops everything and ends the process with exit code 0, since
 * a clean stop that was asked for is no failure. A stop that takes too long is cut off: PostgreSQL's log repairs what that leaves.
 */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final PrintWriter out;
    private final int stopMillisMax;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean failed;

    /** The process is told to stop while it is still starting. */
    static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Stops what is started from now on when the process is told to. */
    Lifecycle(PrintWriter out, int stopMillisMax) {
        this.out = out;
        this.stopMillisMax = stopMillisMax;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAsTold, "stop"));
    }

    /**
     * Remembers something that was started, to stop it when the time comes.
     *
     * @throws StoppedException if the process was told to stop meanwhile; it is stopped with the rest
     */
    <T extends AutoCloseable> T step(T part) throws StoppedException {
        synchronized (started) {
            started.push(part);
        }
        if (stopping)
            throw new StoppedException();
        return part;
    }

    /** The start is over, one way or the other: nothing more will be started. */
    void startEnded() {
        startEnded.countDown();
    }

    /** Stops what was started, because something else could not be. */
    void failed() {
        failed = true;
        startEnded();
        stopAll();
    }

    /** Waits until the process ends. */
    void awaitEnd() throws InterruptedException {
        never.await();
    }

    private void stopAsTold() {
        if (failed)
            return;
        stopping = true;
        Thread.ofPlatform().daemon().name("impatience").start(this::endAnywayLater);
        say("");
        say("Stopping ...");
        awaitStartEnded();
        stopAll();
        if (failed)
            return;
        say("Stopped. Everything that was acknowledged is stored.");
        Runtime.getRuntime().halt(0);
    }

    /** A PostgreSQL that is just being started would otherwise be left behind. */
    private void awaitStartEnded() {
        try {
            startEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endAnywayLater() {
        try {
            Thread.sleep(stopMillisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say("The stop took more than " + stopMillisMax
                + " ms and was cut off. Everything that was acknowledged is stored; the next start repairs the rest.");
        Runtime.getRuntime().halt(Main.FAILED);
    }

    private void stopAll() {
        synchronized (started) {
            while (!started.isEmpty()) {
                AutoCloseable part = started.pop();
                try {
                    part.close();
                } catch (Exception e) {
                    LOG.error("{} could not be stopped", part.getClass().getSimpleName(), e);
                }
            }
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
