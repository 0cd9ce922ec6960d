package io.inkwell.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code initdb} and {@code pg_ctl}.
 *
 * <p>
 * PostgreSQL refuses to run as root. When we are root, each program is started through {@code unshare --user}: in a new
 * user namespace without a map the process sees itself as "nobody", while the files it makes still belong to root.
 */
final class PostgresPrograms {

    private static final long PROGRAM_SECONDS_MAX = 900;

    private final Path programs;
    private final List<String> prefix;

    private PostgresPrograms(Path programs, List<String> prefix) {
        this.programs = programs;
        this.prefix = prefix;
    }

    /** What a program said and how it ended; zero is success. */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * @param programs the folder that {@link PostgresBinaries} unpacked
     * @throws StartRefusedException if we are root and may not hide it
     */
    static PostgresPrograms in(Path programs) throws IOException, StartRefusedException {
        if (!runsAsRoot()) {
            return new PostgresPrograms(programs, List.of());
        }
        List<String> prefix = List.of("unshare", "--user");
        String seen;
        try {
            seen = run(List.of("unshare", "--user", "id", "-u")).output().strip();
        } catch (IOException noSuchProgram) {
            seen = noSuchProgram.toString();
        }
        if (!seen.matches("[1-9][0-9]*")) {
            throw new StartRefusedException(
                    "PostgreSQL does not run as root, and this system forbids `unshare --user`, which "
                            + "would hide that (" + seen
                            + "). Start Inkwell as another user, or give it a PostgreSQL server with "
                            + "--database-url.");
        }
        return new PostgresPrograms(programs, prefix);
    }

    /**
     * Runs one program to its end and collects what it prints.
     *
     * @param name {@code initdb} or {@code pg_ctl}
     * @param arguments its arguments
     */
    Outcome run(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static Outcome run(List<String> command) throws IOException {
        Path output = Files.createTempFile("inkwell-postgres", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(PROGRAM_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + PROGRAM_SECONDS_MAX + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command, interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean runsAsRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
