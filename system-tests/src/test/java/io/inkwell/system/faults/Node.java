package io.inkwell.system.faults;

import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.TcpProxy;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One server process of an {@link Ensemble}, with a proxy of its own before the database. The balancer sends clients to it while it
 * {@link #admits}. Thread safe, except for starting and stopping.
 */
final class Node {
    private final int number;
    private final ServerProcess process;
    private final TcpProxy database;
    private final CommitPoints commits;
    private final @Nullable TcpProxy bus;
    private volatile boolean admitting;

    Node(int number, ServerProcess process, TcpProxy database, CommitPoints commits, @Nullable TcpProxy bus) {
        this.number = number;
        this.process = process;
        this.database = database;
        this.commits = commits;
        this.bus = bus;
    }

    /** 1 for the first. */
    int number() {
        return number;
    }

    ServerProcess process() {
        return process;
    }

    /** What stands between this node and the database. */
    TcpProxy database() {
        return database;
    }

    /** What stands between this node and Redis, if there is one. */
    Optional<TcpProxy> bus() {
        return Optional.ofNullable(bus);
    }

    /** The moments of this node's commits. */
    CommitPoints commits() {
        return commits;
    }

    /** Whether new clients are sent here. */
    boolean admits() {
        return admitting;
    }

    /** Sends new clients here, or elsewhere; those that are here stay. */
    void admit(boolean clients) {
        admitting = clients;
    }

    void start() throws IOException, InterruptedException {
        process.start();
        admitting = true;
    }

    /** Kills the process without a word; new clients go elsewhere. */
    void kill() {
        admitting = false;
        process.kill();
    }

    /** Stops the process where it stands; new clients go elsewhere, those that are here notice by themselves. */
    void pause() throws IOException {
        admitting = false;
        process.pause();
    }

    void unpause() throws IOException {
        process.unpause();
        admitting = true;
    }

    /** Speaks to this node past all proxies, as nobody. */
    Rest rest() {
        return new Rest(process.address());
    }
}
