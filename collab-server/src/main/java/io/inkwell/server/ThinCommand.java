package io.inkwell.server;

import io.inkwell.history.Thinning;
import io.inkwell.history.ThinningRule;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.port.Archive;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes snapshots that are not needed to rebuild every revision quickly. */
@Command(name = "thin", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Remove snapshots of old revisions: all of the newest stay, of older ones exponentially fewer, and never so few that rebuilding a revision",
    "takes longer than replaying 8,192 revisions or 1 MiB of operations. The history itself is not touched.",
    "Works with or without a running server.", ""})
final class ThinCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private final DocumentsOption documents = new DocumentsOption();
    @Mixin
    private final StorageOption storage = new StorageOption();

    @Override
    public Integer call() throws ConfigException, StartRefusedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        PrintWriter out = spec.commandLine().getOut();
        try (StorageOption.Opened opened = storage.open()) {
            Archive archive = opened.database().archive();
            Thinning thinning = new Thinning(archive, ThinningRule.DEFAULT);
            int removed = documents.of(archive).stream().mapToInt(thinning::thin).sum();
            out.println(removed + " snapshots were removed. PostgreSQL uses their room again after its next vacuum.");
            out.flush();
        }
        return 0;
    }
}
