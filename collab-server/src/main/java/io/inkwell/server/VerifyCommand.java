package io.inkwell.server;

import io.inkwell.history.Checkpoint;
import io.inkwell.history.CheckpointFile;
import io.inkwell.history.Finding;
import io.inkwell.history.Inspection;
import io.inkwell.history.Inspector;
import io.inkwell.history.MalformedFileException;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.port.Archive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes through documents from their first revision on, and says what is wrong. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Verify documents: every revision is there, follows the chain and fits; snapshots are what the log gives; the head is its end.",
    "Works with or without a running server. A document whose history is damaged takes no edits any more.",
    ""}, footer = {
        "", "Exit codes: 0 everything is sound, 1 something is damaged, or it could not be verified."})
final class VerifyCommand implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private final DocumentsOption documents = new DocumentsOption();
    @Mixin
    private final StorageOption storage = new StorageOption();
    @Option(names = "--checkpoints", paramLabel = "FILE", description = "Checkpoints that were exported before (inkwell checkpoint): they find a history that was rewritten as a whole, which a chain alone cannot.")
    private @Nullable Path checkpoints;
    @Option(names = "--release", description = "A document that is sound and was frozen takes edits again.")
    private boolean release;

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        PrintWriter out = spec.commandLine().getOut();
        List<Checkpoint> known = checkpoints == null ? List.of() : read(checkpoints);
        try (StorageOption.Opened opened = storage.open()) {
            return verify(opened.database().archive(), known, out);
        }
    }

    private static List<Checkpoint> read(Path file) throws ConfigException {
        try {
            return CheckpointFile.read(Files.readString(file));
        } catch (IOException | MalformedFileException e) {
            throw new ConfigException("The checkpoints in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int verify(Archive archive, List<Checkpoint> known, PrintWriter out) throws ConfigException {
        List<DocumentId> chosen = documents.of(archive);
        Inspector inspector = new Inspector(archive);
        int damaged = 0;
        long revisions = 0;
        long startedAt = System.nanoTime();
        for (DocumentId document : chosen) {
            Inspection inspection = inspector.inspect(document, known, new Progress(document, out));
            revisions += inspection.revision();
            if (!inspection.isSound())
                damaged++;
            report(inspection, out);
            keepSafe(inspection, archive, out);
            out.flush();
        }
        for (Checkpoint checkpoint : known) {
            if (archive.find(checkpoint.document()).isEmpty()) {
                damaged++;
                out.println("Document " + checkpoint.document() + " is gone: there is a checkpoint of its revision "
                        + checkpoint.revision() + ".");
            }
        }
        double seconds = (System.nanoTime() - startedAt) / (double) NANOS_PER_SECOND;
        out.println(String.format(Locale.ROOT, "%,d documents with %,d revisions in %.1f s: %s.", chosen.size(),
                revisions, seconds, damaged == 0 ? "everything is sound" : damaged + " damaged"));
        out.flush();
        return damaged == 0 ? 0 : Main.FAILED;
    }

    private static void report(Inspection inspection, PrintWriter out) {
        String document = "Document " + inspection.document();
        if (inspection.isSound()) {
            out.println(String.format(Locale.ROOT,
                    "%s: sound. %,d revisions (%,d redacted), %,d snapshots, %,d checkpoints compared.", document,
                    inspection.revision(), inspection.redacted(), inspection.snapshots(), inspection.checkpoints()));
            return;
        }
        for (Finding finding : inspection.findings())
            out.println(document + ": " + finding.code() + " " + finding.sentence());
        out.println(document + ": proven good up to revision " + inspection.revision() + ".");
    }

    private void keepSafe(Inspection inspection, Archive archive, PrintWriter out) {
        DocumentId document = inspection.document();
        if (inspection.firstDamage().isPresent()) {
            if (archive.setFrozen(document, true))
                out.println(
                        "Document " + document + " takes no edits from now on. What can be read of it stays readable.");
        } else if (archive.find(document).orElseThrow().head().state() == Head.State.FROZEN) {
            boolean released = release && archive.setFrozen(document, false);
            out.println("Document " + document
                    + (released ? " takes edits again." : " is frozen; with --release it takes edits again."));
        }
    }

    /** A line now and then. */
    private static final class Progress implements Inspector.Progress {
        private final DocumentId document;
        private final PrintWriter out;
        private long printedAt = System.nanoTime();

        Progress(DocumentId document, PrintWriter out) {
            this.document = document;
            this.out = out;
        }

        @Override
        public void at(long revision, long headRevision) {
            long now = System.nanoTime();
            if (now - printedAt < NANOS_PER_SECOND || revision >= headRevision)
                return;
            printedAt = now;
            out.println(String.format(Locale.ROOT, "Document %s: %,d of %,d revisions (%d %%)", document, revision,
                    headRevision, 100 * revision / headRevision));
            out.flush();
        }
    }
}
