package io.inkwell.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, the same for every command that needs the data folder. */
final class DataOption {
    /** Set by the launcher: the folder it lies in. */
    private static final String HOME_PROPERTY = "inkwell.home";

    @Option(names = "--data", paramLabel = "DIR", description = "The folder where everything is kept: database, secret, logs (default: the folder data beside the inkwell script).")
    private @Nullable Path given;

    /** The data folder as an absolute path. */
    Path folder() {
        Path folder = given == null ? Path.of(System.getProperty(HOME_PROPERTY, "")).resolve("data") : given;
        return folder.toAbsolutePath().normalize();
    }
}
