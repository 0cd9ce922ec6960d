package io.inkwell.server;

import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.cluster.ContentionLock;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The server with a lock that lies: {@code yes} says to every node that it holds the lock, {@code no} says so to none. The first argument is
 * the answer, then follow those of the real program. Whatever the lock says, no edit may be lost or doubled.
 */
public final class ServerWithAnotherLock {
    private ServerWithAnotherLock() {}

    /** Serves until it is told to stop. */
    public static void main(String[] args) {
        ContentionLock lock = switch (args[0]) {
            case "yes" -> ContentionLock.ALWAYS_HELD;
            case "no" -> document -> Optional.empty();
            default -> throw new IllegalArgumentException("the lock says yes or no, not " + args[0]);
        };
        ServeCommand serve = new ServeCommand(cluster -> new Cluster(lock, cluster.bus()));
        System.exit(new CommandLine(serve).execute(Arrays.copyOfRange(args, 2, args.length)));
    }
}
