package io.inkwell.server.replay;

import io.inkwell.client.ClientStatistics;
import io.inkwell.sync.DocumentId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Plays a plan through a running server: one client per agent, one submission per step, all steps in the plan's order. */
public final class Replay {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final long TICK_MILLIS = 250;

    private final Plan plan;
    private final Duration patience;
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicLong slower = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Latencies latencies;

    /**
     * @param patience a replay that gets no step stored for so long is given up
     */
    public Replay(Plan plan, Duration patience) {
        this.plan = plan;
        this.patience = patience;
        this.latencies = new Latencies(plan.steps().size());
    }

    /** Is told how far a replay is, a few times a second, on the thread that plays. */
    public interface Progress {
        /**
         * Called a few times a second.
         *
         * @param steps so many are stored
         * @param elapsedNanos since the first could be sent
         */
        void at(int steps, long elapsedNanos);
    }

    /**
     * What came of a replay.
     *
     * @param steps how many submissions became revisions
     * @param elapsedNanos from the first turn to the last acknowledgement
     * @param ackMillis50 half of the acknowledgements took at most this long, in milliseconds
     * @param ackMillis99 99 of 100 did
     * @param reconnects how often a client lost its connection and came back
     * @param outcomesUnknown how often a connection was lost while a submission was in flight
     * @param outcomesStored how many of these submissions turned out to be stored; the others were sent again
     * @param slower how often the server asked to be slower
     * @param startRevision the revision the document stood at before
     * @param screens the text on each client's screen at the end
     */
    public record Result(int steps, long elapsedNanos, double ackMillis50, double ackMillis99, long reconnects,
            long outcomesUnknown, long outcomesStored, long slower, long startRevision, List<String> screens) {
        /** Copies the list. */
        public Result {
            screens = List.copyOf(screens);
        }
    }

    /**
     * Plays.
     *
     * @param keys the key of each client
     * @throws TraceException if it could not be played to the end
     */
    public Result play(URI server, DocumentId document, List<String> keys, Progress progress)
            throws TraceException, InterruptedException {
        List<Player> players = new ArrayList<>();
        try {
            for (int i = 0; i < plan.clients(); i++)
                players.add(new Player(server, document, keys.get(i), plan, i, new Stage()));
            long startRevision = connectAll(players);
            long startNanos = System.nanoTime();
            if (plan.steps().isEmpty())
                ended.complete(null);
            for (Player player : players)
                player.start(startRevision);
            awaitEnd(progress, startNanos);
            long elapsedNanos = System.nanoTime() - startNanos;
            List<String> screens = new ArrayList<>();
            for (Player player : players)
                screens.add(player.awaitScreen(patience));
            return result(players, startRevision, elapsedNanos, screens);
        } catch (TimeoutException e) {
            throw new TraceException("A client of the replay got no answer from the server in time.");
        } finally {
            players.forEach(Player::close);
        }
    }

    private static long connectAll(List<Player> players) throws InterruptedException, TraceException {
        long revision = -1;
        for (Player player : players) {
            long here;
            try {
                here = player.awaitConnected(CONNECT_TIMEOUT);
            } catch (TimeoutException e) {
                throw new TraceException(
                        "The server did not let a client in within " + CONNECT_TIMEOUT.toSeconds() + " seconds.");
            }
            if (revision >= 0 && here != revision)
                throw new TraceException("Somebody else writes in this document.");
            revision = here;
        }
        return revision;
    }

    private void awaitEnd(Progress progress, long startNanos) throws InterruptedException, TraceException {
        int before = -1;
        long movedNanos = System.nanoTime();
        while (true) {
            try {
                ended.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                progress.at(stored.get(), System.nanoTime() - startNanos);
                return;
            } catch (TimeoutException e) {
                int now = stored.get();
                if (now != before)
                    movedNanos = System.nanoTime();
                before = now;
                progress.at(now, System.nanoTime() - startNanos);
                if (System.nanoTime() - movedNanos > patience.toNanos()) {
                    throw new TraceException("Nothing was stored for " + patience.toSeconds()
                            + " seconds; given up after " + now + " steps.");
                }
            } catch (ExecutionException e) {
                throw new TraceException(
                        String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
            }
        }
    }

    private Result result(List<Player> players, long startRevision, long elapsedNanos, List<String> screens) {
        long connections = 0;
        long unknown = 0;
        long found = 0;
        for (Player player : players) {
            ClientStatistics statistics = player.statistics();
            connections += statistics.connections();
            unknown += statistics.outcomesUnknown();
            found += statistics.outcomesStored();
        }
        return new Result(stored.get(), elapsedNanos, latencies.percentileMillis(50), latencies.percentileMillis(99),
                connections - players.size(),
                unknown, found, slower.get(), startRevision, screens);
    }

    /** Collects what the players tell. */
    private final class Stage implements Player.Stage {
        @Override
        public void stored(int step, long tookNanos) {
            latencies.add(tookNanos);
            if (stored.incrementAndGet() == plan.steps().size())
                ended.complete(null);
        }

        @Override
        public void slower() {
            slower.incrementAndGet();
        }

        @Override
        public void failed(String reason) {
            ended.completeExceptionally(new IllegalStateException(reason));
        }
    }
}
