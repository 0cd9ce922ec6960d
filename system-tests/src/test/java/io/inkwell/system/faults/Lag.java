package io.inkwell.system.faults;

import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How long an edit made on one node takes to the screen of somebody on another node. Not thread safe. */
final class Lag implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InkwellClient writer;
    private final InkwellClient reader;

    private Lag(InkwellClient writer, InkwellClient reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** Between two nodes, past the balancer. */
    static Lag between(Ensemble ensemble, Node writing, Node reading)
            throws IOException, InterruptedException, TimeoutException {
        String document = ensemble.newDocument("lag", "text");
        Lag lag = new Lag(client(ensemble, writing, document), client(ensemble, reading, document));
        lag.writer.awaitConnected(PATIENCE);
        lag.reader.awaitConnected(PATIENCE);
        return lag;
    }

    private static InkwellClient client(Ensemble ensemble, Node node, String document) {
        return InkwellClient.builder(node.process().address(), new DocumentId(document)).key(ensemble.key()).connect();
    }

    /** The longest of some edits, from the keystroke to the other screen, in milliseconds. */
    long longestMillis(int edits) throws InterruptedException, TimeoutException {
        long longest = 0;
        for (int i = 0; i < edits; i++) {
            long from = System.nanoTime();
            int length = writer.edit(screen -> Delta.on(screen.length()).insert("lag").build()).join().length();
            while (reader.screen().length() < length) {
                if (System.nanoTime() - from > PATIENCE.toNanos())
                    throw new TimeoutException("the edit never came");
                Thread.sleep(1);
            }
            longest = Math.max(longest, (System.nanoTime() - from) / 1_000_000);
        }
        return longest;
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}
