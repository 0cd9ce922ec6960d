package io.inkwell.system.faults;

import io.inkwell.system.TcpProxy.Inspector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two moments around a commit, seen from outside on the way between a server and its database: nothing in the server knows that tests
 * can stop it exactly here. Thread safe.
 */
final class CommitPoints implements Supplier<Inspector> {
    private final List<Trap> traps = new ArrayList<>();

    /** A moment of a commit. */
    enum Moment {
        /** The statement has left the server and not yet reached the database: nothing is stored. */
        STATEMENT_LEAVES,
        /** The database has made the commit durable and its answer has not yet reached the server: nobody was told. */
        REPLY_ARRIVES
    }

    /** What happens at a moment; the bytes wait until it is over. */
    @FunctionalInterface
    interface Action {
        /**
         * Is called once.
         *
         * @throws IOException to reset the connection; the bytes are lost then
         */
        void run() throws IOException;
    }

    /** Loses the bytes and the connection. */
    static IOException lost() {
        return new IOException("lost, as told");
    }

    private record Trap(Moment moment, String document, Action action, CompletableFuture<Void> sprung) {}

    /** Inspects one more connection. */
    @Override
    public Inspector get() {
        return new PostgresWire(this);
    }

    /**
     * Sets a trap for the next commit of a document, once.
     *
     * @return completes when the moment has come and the action is over
     */
    CompletableFuture<Void> next(Moment moment, String document, Action action) {
        Trap trap = new Trap(moment, document, action, new CompletableFuture<>());
        synchronized (traps) {
            traps.add(trap);
        }
        return trap.sprung;
    }

    /** Forgets all traps that were not sprung. */
    void clear() {
        synchronized (traps) {
            traps.clear();
        }
    }

    /**
     * A moment has come.
     *
     * @param parameters the parameters of the commit statement, the document's id among them
     */
    void hit(Moment moment, String parameters) throws IOException {
        Trap trap = take(moment, parameters);
        if (trap == null)
            return;
        try {
            trap.action.run();
            trap.sprung.complete(null);
        } catch (IOException asTold) {
            trap.sprung.complete(null);
            throw asTold;
        } catch (RuntimeException failed) {
            trap.sprung.completeExceptionally(failed);
            throw new IOException(failed);
        }
    }

    private @Nullable Trap take(Moment moment, String parameters) {
        synchronized (traps) {
            for (Iterator<Trap> each = traps.iterator(); each.hasNext();) {
                Trap trap = each.next();
                if (trap.moment == moment && parameters.contains(trap.document)) {
                    each.remove();
                    return trap;
                }
            }
        }
        return null;
    }
}
