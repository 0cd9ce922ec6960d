package io.inkwell.server;

import io.inkwell.history.DocumentFileWriter;
import io.inkwell.history.MalformedFileException;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a document with its whole history into one file. */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Write a document with its whole history into one file, for inkwell import. Works with or without a running server.",
    "The file holds names and every word that was ever written; rights, invitations and uploaded images are not in it.",
    ""})
final class ExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;
    @Parameters(paramLabel = "DOCUMENT", description = "The id of the document: what stands in the address after /d/.")
    private String document = "";
    @Mixin
    private final StorageOption storage = new StorageOption();
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write, usually named .inkwell. One that is there is replaced.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        try (StorageOption.Opened opened = storage.open()) {
            Archive archive = opened.database().archive();
            DocumentId id = DocumentsOption.existing(document, archive);
            long revisions = write(id, new DocumentFileWriter(archive));
            spec.commandLine().getOut()
                    .println("Document " + id + " with " + revisions + " revisions is in " + out + ".");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    /** Under another name first: what bears the name is complete. */
    private long write(DocumentId id, DocumentFileWriter writer) throws ConfigException {
        Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
        try {
            long revisions;
            try (OutputStream file = Files.newOutputStream(unfinished)) {
                revisions = writer.write(id, file);
            }
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
            return revisions;
        } catch (IOException e) {
            throw new ConfigException(out + " cannot be written: " + e.getMessage(), e);
        } catch (MalformedFileException e) {
            throw new ConfigException("" + e.getMessage(), e);
        }
    }
}
