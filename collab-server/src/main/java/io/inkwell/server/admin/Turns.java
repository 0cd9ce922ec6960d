package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only so many answers be worked out at once that take much memory. Who waits too long is asked to come again. Thread safe. */
final class Turns {
    private static final int WAIT_SECONDS_MAX = 10;

    private final Semaphore turns;

    /** An answer that is worked out. */
    @FunctionalInterface
    interface Work {
        HttpAnswer answer() throws ProblemException;
    }

    /** @param atOnceMax how many */
    Turns(int atOnceMax) {
        turns = new Semaphore(atOnceMax, true);
    }

    /**
     * Works the answer out when it is its turn.
     *
     * @throws ProblemException that of the work, or because there was no turn in time
     */
    HttpAnswer take(Work work) throws ProblemException {
        await();
        try {
            return work.answer();
        } finally {
            turns.release();
        }
    }

    private void await() throws ProblemException {
        try {
            if (turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS))
                return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem
                .of(ProblemCode.SERVER_FULL, "The server rebuilds many past states right now. Try again in a moment.")
                .withHeader("Retry-After", "5"));
    }
}
