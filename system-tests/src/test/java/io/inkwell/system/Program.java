package io.inkwell.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, {@code java -jar collab-server/target/collab-server-*.jar}, with the Java that runs the tests. */
public final class Program {
    /** The options of {@code java} that run the packaged program with a heap of 512 MiB. */
    public static final List<String> JAR = List.of("-Xmx512m", "-jar", "");

    private Program() {}

    /**
     * How a command ended.
     *
     * @param exitCode 0 is success
     * @param output what it printed to its standard output
     * @param errors what it printed to its standard error
     */
    public record Outcome(int exitCode, String output, String errors) {}

    /** The command line of the program with these arguments. */
    public static List<String> commandLine(List<String> arguments) throws IOException {
        return commandLine(JAR, arguments);
    }

    /**
     * The command line of a program with these arguments.
     *
     * @param program the options of {@code java} and what they run; an empty text stands for the packaged program's file
     */
    public static List<String> commandLine(List<String> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String part : program)
            command.add(part.isEmpty() ? jar().toString() : part);
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs a command to its end.
     *
     * @param timeout after which it is killed and the call fails
     * @param arguments the command and its options
     */
    public static Outcome run(Duration timeout, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("inkwell-program", ".out");
        Path errors = Files.createTempFile("inkwell-program", ".err");
        Process process = new ProcessBuilder(commandLine(List.of(arguments))).redirectOutput(output.toFile())
                .redirectError(errors.toFile()).start();
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Outcome outcome = new Outcome(ended ? process.exitValue() : -1,
                    Files.readString(output, StandardCharsets.UTF_8), Files.readString(errors, StandardCharsets.UTF_8));
            if (!ended)
                throw new IOException(List.of(arguments) + " did not end within " + timeout + ": " + outcome);
            return outcome;
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** The folder of the project, found from the folder the tests run in. */
    public static Path projectFolder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("collab-server"))) {
            Path parent = folder.getParent();
            if (parent == null)
                throw new IllegalStateException(Path.of("").toAbsolutePath() + " does not lie in the project");
            folder = parent;
        }
        return folder;
    }

    /** The packaged program's file. */
    public static Path jar() throws IOException {
        Path target = projectFolder().resolve("collab-server").resolve("target");
        try (Stream<Path> jars = Files.exists(target) ? Files.list(target) : Stream.empty()) {
            return jars.filter(jar -> jar.getFileName().toString().matches("collab-server-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no packaged server in " + target
                            + ": run mvn -DskipTests package first, or mvn verify"));
        }
    }
}
