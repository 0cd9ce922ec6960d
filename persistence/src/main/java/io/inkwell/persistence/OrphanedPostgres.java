package io.inkwell.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears the way after a run that was killed: its PostgreSQL server outlives it.
 *
 * <p>
 * Called only while the data folder is held, so no living Inkwell owns what is found. A process counts as ours when its
 * program is called {@code postgres} and it works in our cluster's folder; a process id alone proves nothing, because ids
 * are used again. The server and <em>all</em> its children must be gone before a new one starts, and
 * {@code postmaster.pid} is removed only when none is left: a new server beside a living child of the old one is the way
 * to a corrupt cluster, and that file is PostgreSQL's own guard against it.
 */
final class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path cluster;
    private final PostgresPrograms programs;

    /**
     * @param cluster PostgreSQL's own folder, absolute and without symbolic links
     * @param programs how to run {@code pg_ctl}
     */
    OrphanedPostgres(Path cluster, PostgresPrograms programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    /**
     * Stops whatever still works in the cluster's folder and returns when it is gone.
     *
     * @throws StartRefusedException if a process does not go away
     */
    void clear() throws IOException, StartRefusedException {
        if (!processes().isEmpty()) {
            LOG.warn("A database server of an earlier run still works in {} (processes {}); stopping it", cluster,
                    pids());
            programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30");
            stopTheRest();
        }
        removeStalePidFile();
    }

    /** Waits for children whose parent is dead, then asks them to end, then ends them. The WAL repairs what they leave. */
    private void stopTheRest() throws StartRefusedException {
        List<Consumer<ProcessHandle>> steps = List.of(process -> {}, ProcessHandle::destroy,
                ProcessHandle::destroyForcibly);
        for (Consumer<ProcessHandle> step : steps) {
            processes().forEach(step);
            if (goneWithin(Duration.ofSeconds(5))) {
                return;
            }
        }
        throw new StartRefusedException(
                "A database server of an earlier run still works in " + cluster + " and does not stop (processes "
                        + pids() + "). End these processes, then start again.");
    }

    private boolean goneWithin(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!processes().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            sleep();
        }
        return true;
    }

    /**
     * PostgreSQL refuses to start while the process in its pid file lives, whatever that process is. After a restart of a
     * machine or a container the id often belongs to somebody else.
     */
    private void removeStalePidFile() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        if (processes().isEmpty()) {
            LOG.info("Removing the pid file of a database server that is gone (process {})", first);
            Files.delete(pidFile);
        }
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private List<Long> pids() {
        return processes().stream().map(ProcessHandle::pid).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        Optional<String> command = process.info().command();
        if (command.isEmpty() || !command.get().replace(" (deleted)", "").endsWith("/postgres")) {
            return false;
        }
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(cluster);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a database server of an earlier run stops", interrupted);
        }
    }
}
