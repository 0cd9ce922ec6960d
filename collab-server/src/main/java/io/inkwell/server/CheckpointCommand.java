package io.inkwell.server;

import io.inkwell.history.Checkpoint;
import io.inkwell.history.CheckpointFile;
import io.inkwell.history.Inspector;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.port.Archive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes down where the chains of documents stand, to be kept elsewhere. */
@Command(name = "checkpoint", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Write down where the chains of documents stand. Kept where nobody who can change the database can change it, the file proves later",
    "(inkwell verify --checkpoints) that nothing up to there was rewritten. Works with or without a running server.",
    ""})
final class CheckpointCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private final DocumentsOption documents = new DocumentsOption();
    @Mixin
    private final StorageOption storage = new StorageOption();
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write; - for the standard output.")
    private Path out = Path.of("-");

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        try (StorageOption.Opened opened = storage.open()) {
            Archive archive = opened.database().archive();
            List<Checkpoint> checkpoints = new Inspector(archive).checkpoints(documents.of(archive));
            write(CheckpointFile.write(checkpoints), checkpoints.size(), spec.commandLine().getOut());
        }
        return 0;
    }

    private void write(String file, int count, PrintWriter printer) throws ConfigException {
        if (out.toString().equals("-")) {
            printer.print(file);
        } else {
            try {
                Files.writeString(out, file);
            } catch (IOException e) {
                throw new ConfigException(out + " cannot be written: " + e.getMessage(), e);
            }
            printer.println(count + " checkpoints are in " + out
                    + ". Keep it where nobody who can change the database can change it.");
        }
        printer.flush();
    }
}
