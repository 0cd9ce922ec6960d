package io.inkwell.server;

import io.inkwell.history.DocumentFileReader;
import io.inkwell.history.MalformedFileException;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.port.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores a document with its whole history from a file, or nothing of it. */
@Command(name = "import", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Store a document with its whole history from a file that inkwell export wrote. Works with or without a running server.",
    "The document keeps its id, which its chain begins with. Every revision is verified; all of it is stored, or nothing.",
    ""})
final class ImportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;
    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");
    @Mixin
    private final StorageOption storage = new StorageOption();

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        if (!Files.isReadable(file))
            throw new ConfigException("There is no file " + file + " that can be read.");
        try (StorageOption.Opened opened = storage.open(); InputStream in = Files.newInputStream(file)) {
            DocumentFileReader reader = new DocumentFileReader(opened.database().archive(),
                    DocumentFileReader.Bounds.DEFAULT);
            DocumentFileReader.Stored stored = reader.read(in);
            spec.commandLine().getOut().println("Document " + stored.document() + " with " + stored.revisions()
                    + " revisions is stored, verified. Open it at /d/" + stored.document() + ".");
            spec.commandLine().getOut().flush();
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        } catch (MalformedFileException | Archive.DocumentExistsException e) {
            throw new ConfigException("Nothing was stored. " + e.getMessage(), e);
        }
        return 0;
    }
}
