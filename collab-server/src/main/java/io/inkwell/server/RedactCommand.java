package io.inkwell.server;

import io.inkwell.history.Redaction;
import io.inkwell.persistence.Redactions;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.DocumentId;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes what chosen revisions wrote out of a history, for ever. */
@Command(name = "redact", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Take what chosen revisions wrote out of the history of a document, for ever: equally long blocks take its place, and the digest of what",
    "stood there is kept, so that the history still verifies. Stop every server that uses the database first.",
    "Backups, files that were exported and the screens and browsers of people who had the document open keep what they have.",
    ""})
final class RedactCommand implements Callable<Integer> {
    private static final int REASON_LENGTH_MAX = 1_000;

    @Spec
    private @Nullable CommandSpec spec;
    @Parameters(index = "0", paramLabel = "DOCUMENT", description = "The id of the document.")
    private String document = "";
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "REVISION", description = "The revisions, by number.")
    private List<Long> revisions = List.of();
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept with the redaction, so name no secret.")
    private String reason = "";
    @Option(names = "--by", paramLabel = "NAME", description = "Who does it (default: the user of this computer).")
    private String by = System.getProperty("user.name", "operator");
    @Mixin
    private final StorageOption storage = new StorageOption();

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX || by.isBlank())
            throw new ConfigException("--reason has 1 to " + REASON_LENGTH_MAX + " characters, and --by a name.");
        try (StorageOption.Opened opened = storage.openAlone()) {
            redact(opened, spec.commandLine().getOut());
        } catch (Redactions.ServersRunException | IllegalArgumentException e) {
            throw new ConfigException("" + e.getMessage(), e);
        }
        return 0;
    }

    private void redact(StorageOption.Opened opened, PrintWriter out)
            throws ConfigException, Redactions.ServersRunException {
        DocumentId id = DocumentsOption.existing(document, opened.database().archive());
        Redaction redaction = Redaction.of(id, revisions, opened.database().history());
        new Redactions(opened.settings()).redact(id, redaction.fillers(), by, reason);
        out.println(redaction.fillers().size() + " revisions of document " + id
                + " are redacted, and its snapshots from there on removed.");
        List<Long> elsewhere = redaction.revisionsThatStillHoldIt(opened.database().history());
        if (!elsewhere.isEmpty())
            out.println("WARNING: what was taken out was written by other revisions as well: "
                    + elsewhere.subList(0, Math.min(20, elsewhere.size())) + ". Look at them; redact them too.");
        out.println(
                "Copies of the document, exported files, backups and PostgreSQL's own files until they are vacuumed and their WAL"
                        + " is gone may still hold it. Run: vacuum full revision; and see the guide in docs/operations.md.");
        out.flush();
    }
}
