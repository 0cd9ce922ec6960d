package io.inkwell.server;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as a command: a list of the real commands. */
@Command(name = "inkwell", description = {
    "A collaborative document server: people edit one document at once, and every edit is kept.", "",
    "Without a command it serves, on http://localhost:8080/."}, subcommands = {ServeCommand.class,
        TokenCommand.class,
        ReplayCommand.class, VerifyCommand.class, CheckpointCommand.class, ExportCommand.class, ImportCommand.class,
        ThinCommand.class,
        RedactCommand.class}, mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, synopsisSubcommandLabel = "[COMMAND]", footerHeading = "%nExit codes: 0 done, 1 failed, 2 mistake in the command line, 69 something is not installed, 70 the build failed.%n")
final class InkwellCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        throw new ParameterException(spec.commandLine(),
                "Which command? Possible are: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"Inkwell " + text()};
        }

        /** The number alone. */
        static String text() {
            @Nullable
            String version = InkwellCommand.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
