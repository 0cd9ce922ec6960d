package io.inkwell.server;

import io.inkwell.server.config.ConfigException;
import io.inkwell.server.security.AdministratorTokens;
import io.inkwell.server.security.Secret;
import io.inkwell.server.security.SignedTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes an administrator's token. Needs no running server, only the right to read the data folder. */
@Command(name = "token", mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Print an administrator's token, signed with the secret in the data folder. Works with or without a running server.",
    "Use it as:  curl -H \"Authorization: Bearer $(./inkwell token)\" http://localhost:8080/api/v1/documents"})
final class TokenCommand implements Callable<Integer> {
    private static final int DAYS_MAX = 366;

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private final DataOption data = new DataOption();
    @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "How long it is valid, 1 to 366 days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Override
    public Integer call() throws ConfigException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        if (days < 1 || days > DAYS_MAX)
            throw new ParameterException(spec.commandLine(), "--days is 1 to " + DAYS_MAX + ", got " + days);
        Path folder = data.folder();
        Instant expiresAt = Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        String token = new AdministratorTokens(new SignedTokens(Secret.ofFolder(folder), InstantSource.system()))
                .issue(expiresAt);
        spec.commandLine().getErr().println("An administrator's token for " + folder + ", valid until " + expiresAt
                + ". Whoever has it can do everything: keep it to yourself.");
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
