package io.inkwell.server.documents;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order they came, on threads of an executor; no thread is held while there is nothing to do. Thread
 * safe. What one task wrote the next one sees.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int TASKS_PER_TURN = 256;

    private final Executor executor;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    Mailbox(Executor executor) {
        this.executor = executor;
    }

    void post(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running)
                return;
            running = true;
        }
        startTurn();
    }

    boolean isEmpty() {
        synchronized (tasks) {
            return !running;
        }
    }

    private void turn() {
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            run(task);
        }
        startTurn();
    }

    /** What fails is reported; what waits behind it still runs. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of a document failed", e);
        }
    }

    private void startTurn() {
        try {
            executor.execute(this::turn);
        } catch (RejectedExecutionException e) {
            LOG.debug("the node is stopping: what is left of a document's mailbox is not run", e);
        }
    }
}
