package io.inkwell.system.faults;

import io.inkwell.system.Program;
import io.inkwell.system.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Options for servers that live for seconds: without the optimising compiler, and with the classes of an earlier run in an archive that the
 * Java machine maps into memory. A start takes less than half of the time then.
 */
final class QuickStart {
    private static final List<String> SHORT_LIVED = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private QuickStart() {}

    /**
     * The options that run the packaged program; the archive is made when the program is newer. Several test runs may make it at once.
     *
     * @param postgres the database of the run that fills the archive
     */
    static synchronized List<String> java(PostgresProcess postgres) throws IOException, InterruptedException {
        long built = Files.getLastModifiedTime(Program.jar()).toMillis();
        Path archive = Program.projectFolder()
                .resolve("system-tests/target/classes-" + Runtime.version().feature() + "-" + built + ".jsa");
        if (!Files.exists(archive)) {
            Files.createDirectories(archive.getParent());
            Path unfinished = Files.createTempDirectory(archive.getParent(), "classes-").resolve("unfinished.jsa");
            fill(unfinished, postgres);
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(unfinished.getParent());
        }
        return program("-XX:SharedArchiveFile=" + archive);
    }

    private static void fill(Path archive, PostgresProcess postgres) throws IOException, InterruptedException {
        try (ServerProcess once = ServerProcess
                .inNewFolder("--database-url", PostgresProcess.address(postgres.port()))
                .running(program("-XX:ArchiveClassesAtExit=" + archive))) {
            once.start();
            once.stop();
        }
    }

    private static List<String> program(String archive) {
        List<String> java = new ArrayList<>(SHORT_LIVED);
        java.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", archive, "-jar", ""));
        return java;
    }
}
