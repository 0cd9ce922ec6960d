package io.inkwell.server;

import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.cluster.RedisCluster;
import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.LimitsFile;
import io.inkwell.server.config.ServerConfig;
import io.inkwell.server.logging.LogFile;
import io.inkwell.server.security.RandomIds;
import io.inkwell.server.security.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server, says in words what happens, and runs until it is told to stop. */
@Command(name = ServeCommand.NAME, mixinStandardHelpOptions = true, versionProvider = InkwellCommand.Version.class, description = {
    "Start the server. Ctrl-C stops it cleanly.", ""}, footer = {"",
        "Limits can be changed in the file limits.properties in the data folder.",
        "INKWELL_LOG_LEVEL=debug in the environment makes the log tell more."})
final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";
    private static final int PORT_MAX = 65_535;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private final DataOption data = new DataOption();
    @Option(names = "--port", paramLabel = "N", defaultValue = ""
            + ServerConfig.PORT_DEFAULT, description = "The port (default: ${DEFAULT-VALUE}).")
    private int port;
    @Option(names = "--bind", paramLabel = "HOST", defaultValue = ServerConfig.BIND_HOST_DEFAULT, description = "The address to listen on (default: ${DEFAULT-VALUE}, this computer only). 0.0.0.0 lets other computers in; "
            + "signing in with only a name is then off.")
    private String bind = ServerConfig.BIND_HOST_DEFAULT;
    @Option(names = "--database-url", paramLabel = "URL", description = "A PostgreSQL to use instead of the built-in one: postgresql://user:password@host:5432/database.")
    private @Nullable String databaseUrl;
    @Option(names = "--redis", paramLabel = "URL", description = "For several servers on one database: a Redis through which they hear of each other at once, redis://user:password@host:6379. "
            + "Needs --database-url. Whatever it does costs time, never an edit.")
    private @Nullable String redisUrl;
    @Option(names = "--public-url", paramLabel = "URL", description = "The address people use where a proxy stands before this server, for example https://notes.example.org.")
    private @Nullable String publicUrl;

    private final UnaryOperator<Cluster> clusterAsUsed;

    ServeCommand() {
        this(UnaryOperator.identity());
    }

    /**
     * A server that uses the cluster in another way.
     *
     * @param clusterAsUsed what the server uses, made from the cluster of its options
     */
    ServeCommand(UnaryOperator<Cluster> clusterAsUsed) {
        this.clusterAsUsed = clusterAsUsed;
    }

    @Override
    public Integer call() throws ConfigException, StartRefusedException, InterruptedException {
        if (spec == null)
            throw new IllegalStateException("picocli always sets the spec");
        if (port < 0 || port > PORT_MAX)
            throw new ParameterException(spec.commandLine(), "--port is 0 to " + PORT_MAX + ", got " + port);
        @Nullable
        String publicOrigin = publicUrl == null ? null : publicUrl.replaceFirst("/$", "").toLowerCase(Locale.ROOT);
        if (publicOrigin != null && !ServerConfig.isOrigin(publicOrigin)) {
            throw new ParameterException(spec.commandLine(),
                    "--public-url is written like https://notes.example.org, without a path; got " + publicUrl);
        }
        @Nullable
        URI redis = redisUrl == null ? null : redis(redisUrl, spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data.folder();
        say(out, "Inkwell " + InkwellCommand.Version.text() + ", data in " + folder);
        ServerConfig config = new ServerConfig(port, bind, folder, databaseUrl, redis, publicOrigin,
                LimitsFile.read(folder));
        Lifecycle lifecycle = new Lifecycle(out, config.limits().stopMillisMax());
        try {
            start(config, lifecycle, out);
        } catch (Lifecycle.StoppedException stoppedWhileStarting) {
            LOG.info("told to stop while starting");
        } catch (ConfigException | StartRefusedException e) {
            LOG.error("the start failed: {}", e.getMessage());
            LOG.debug("this is where", e);
            lifecycle.failed();
            throw e;
        } catch (Throwable e) {
            LOG.error("the start failed", e);
            lifecycle.failed();
            throw e;
        }
        lifecycle.startEnded();
        lifecycle.awaitEnd();
        return 0;
    }

    private void start(ServerConfig config, Lifecycle lifecycle, PrintWriter out)
            throws ConfigException, StartRefusedException, Lifecycle.StoppedException {
        boolean loopbackOnly = config.bindsLoopbackOnly();
        WebServer web = lifecycle.step(WebServer.bind(config));
        lifecycle.step(LogFile.open(config.dataFolder(),
                System.getenv().getOrDefault("INKWELL_LOG_LEVEL", "info").toUpperCase(Locale.ROOT)));
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.error("thread {} died", thread.getName(), failure));
        LOG.info("Inkwell {} starts for {}", InkwellCommand.Version.text(),
                loopbackOnly ? "this computer only" : "other computers too");
        LOG.debug("effective settings: {}", config.describe());
        Secret secret = Secret.ofFolder(config.dataFolder());
        long startedAt = System.nanoTime();
        say(out, config.databaseUrl() == null
                ? "Starting the built-in PostgreSQL (the first start takes some seconds longer) ..."
                : "Connecting to the database ...");
        PostgresStores stores = lifecycle.step(PostgresStores.open(config));
        say(out, String.format(Locale.ROOT, "Database ready after %.1f s.",
                (System.nanoTime() - startedAt) / NANOS_PER_SECOND));
        RunningServer server = lifecycle
                .step(RunningServer.start(config, web, stores.ports(), secret,
                        clusterAsUsed.apply(cluster(config, secret, lifecycle)), InstantSource.system()));
        greet(out, server);
    }

    private static Cluster cluster(ServerConfig config, Secret secret, Lifecycle lifecycle)
            throws Lifecycle.StoppedException {
        URI redis = config.redis();
        if (redis != null)
            return lifecycle.step(RedisCluster.connect(redis, RandomIds.next(), secret.mark())).cluster();
        return config.databaseUrl() == null ? Cluster.ALONE : Cluster.WITHOUT_REDIS;
    }

    private URI redis(String text, CommandLine commandLine) {
        if (databaseUrl == null) {
            throw new ParameterException(commandLine,
                    "--redis is for several servers on one database: name that database too, with --database-url");
        }
        try {
            return ServerConfig.redis(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine,
                    "--redis is written like redis://localhost:6379 or rediss://user:password@host:6379/0", e);
        }
    }

    private static void greet(PrintWriter out, RunningServer server) {
        Addresses addresses = server.addresses();
        say(out, "");
        say(out, "Open  " + addresses.here() + "/  in a browser.");
        for (String address : addresses.elsewhere()) {
            if (!address.equals(addresses.here()))
                say(out, "Other computers:  " + address + "/");
        }
        if (!addresses.elsewhere().isEmpty()) {
            say(out, "Signing in with only a name is off where other computers come in. People come in with the link of an invitation; who");
            say(out, "signed in before on this computer still is. ./inkwell token makes an administrator's token.");
        }
        say(out, "Ctrl-C stops the server.");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
