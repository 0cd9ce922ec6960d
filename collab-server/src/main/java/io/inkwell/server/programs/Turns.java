package io.inkwell.server.programs;

import io.inkwell.sync.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets orders of one client go one after the other, so that a repeated one finds what the first has stored. Thread safe. */
final class Turns {
    private final Map<ClientId, Waiting> clients = new HashMap<>();

    /** A client with how many want its turn. The count is guarded by the map. */
    private static final class Waiting {
        final ReentrantLock lock = new ReentrantLock(true);
        int wanted;
    }

    /** A turn, to be closed by the thread that took it. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for the turn of a client; empty if it does not come in time. */
    Optional<Turn> take(ClientId client, long millisMax) {
        Waiting waiting;
        synchronized (clients) {
            waiting = clients.computeIfAbsent(client, absent -> new Waiting());
            waiting.wanted++;
        }
        boolean mine = false;
        try {
            mine = waiting.lock.tryLock(millisMax, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (!mine)
                leave(client, waiting);
        }
        return mine ? Optional.of(() -> {
            waiting.lock.unlock();
            leave(client, waiting);
        }) : Optional.empty();
    }

    private void leave(ClientId client, Waiting waiting) {
        synchronized (clients) {
            waiting.wanted--;
            if (waiting.wanted == 0)
                clients.remove(client);
        }
    }
}
