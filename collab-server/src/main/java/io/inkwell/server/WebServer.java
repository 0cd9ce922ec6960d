package io.inkwell.server;

import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.ServerConfig;
import io.inkwell.server.http.Departure;
import io.inkwell.server.http.ErrorAnswers;
import io.inkwell.server.http.PlainPaths;
import io.inkwell.server.http.RequestCounter;
import io.inkwell.server.http.SecurityHeaders;
import io.inkwell.server.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: one port, HTTP/1.1 and WebSockets. Requests are handled on virtual threads, so handlers may wait; Jetty's own work stays
 * on a few platform threads.
 *
 * <p>
 * The port is taken first of all ({@link #bind}), before a database is started: a taken port is found out at once, and a browser that comes
 * too early waits instead of being turned away.
 */
final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int PLATFORM_THREADS_MAX = 64;
    private static final int PLATFORM_THREADS_MIN = 8;
    private static final int SPARE_CONNECTIONS = 1_000;

    private final Server server;
    private final ServerConnector connector;
    private final ServerConfig config;
    private @Nullable Departure departure;

    private WebServer(Server server, ServerConnector connector, ServerConfig config) {
        this.server = server;
        this.connector = connector;
        this.config = config;
    }

    /**
     * What answers.
     *
     * @param webSocket makes the handler that upgrades connections; it passes on what is not for it
     * @param plain the handlers of plain HTTP, asked in order; the last one answers everything
     */
    record Handlers(Function<Server, Handler> webSocket, List<Handler> plain) {}

    /**
     * Takes the port. Nobody is answered yet.
     *
     * @throws ConfigException if the port cannot be had
     */
    static WebServer bind(ServerConfig config) throws ConfigException {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS_MAX, PLATFORM_THREADS_MIN);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http(config)));
        connector.setHost(config.bindHost());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.limits().requestIdleMillisMax());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.limits().connectionsMax() + SPARE_CONNECTIONS, connector));
        server.setErrorHandler(new ErrorAnswers());
        server.setStopTimeout(config.limits().stopMillisMax() / 2);
        try {
            connector.open();
        } catch (IOException e) {
            throw new ConfigException(whyNot(config, e), e);
        }
        return new WebServer(server, connector, config);
    }

    /**
     * Answers from now on.
     *
     * @throws ConfigException if the server cannot start
     */
    void start(Handlers handlers, Metrics metrics) throws ConfigException {
        Handler plain = new MinimumDataRateHandler(new Handler.Sequence(handlers.plain()),
                config.limits().requestBytesPerSecondMin(), 0);
        Handler all = new Handler.Sequence(handlers.webSocket().apply(server), compressed(plain));
        departure = new Departure(new PlainPaths(all));
        server.setHandler(new GracefulHandler(new RequestCounter(metrics, new SecurityHeaders(departure))));
        try {
            server.start();
        } catch (Exception e) {
            throw new ConfigException("The HTTP server does not start: " + e.getMessage() + ".", e);
        }
    }

    /** The port it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Refuses everything new from now on; what is connected stays. */
    void beginDeparture() {
        if (departure != null)
            departure.begin();
    }

    /** Takes no more requests, lets those that run come to their end, and closes the port. A second call does nothing. */
    @Override
    public void close() {
        try {
            if (server.isStopped())
                connector.close();
            server.stop();
        } catch (TimeoutException e) {
            LOG.info("some requests did not end in time and were cut off");
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop cleanly", e);
        }
    }

    private static HttpConfiguration http(ServerConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(config.limits().requestHeaderBytesMax());
        http.setIdleTimeout(config.limits().requestIdleMillisMax());
        return http;
    }

    /** Compresses texts on their way out. Bodies on their way in are never inflated: a small one could become a huge one. */
    private static Handler compressed(Handler inner) {
        CompressionHandler handler = new CompressionHandler(inner);
        handler.putCompression(new GzipCompression());
        handler.putConfiguration("/*",
                CompressionConfig.builder().compressIncludeMethod("GET").compressIncludeMimeType("text/html")
                        .compressIncludeMimeType("text/css").compressIncludeMimeType("text/javascript")
                        .compressIncludeMimeType("text/plain")
                        .compressIncludeMimeType("application/json").compressIncludeMimeType("image/svg+xml")
                        .decompressExcludePath("/*").build());
        return handler;
    }

    private static String whyNot(ServerConfig config, IOException failure) {
        String reason = String
                .valueOf(failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage());
        String where = "port " + config.port() + " of " + config.bindHost();
        if (reason.contains("in use")) {
            return "The " + where
                    + " is used by another program, perhaps by another Inkwell. Stop that one, or choose another port: --port "
                    + (config.port() + 1);
        }
        if (reason.contains("ermission"))
            return "The " + where + " needs more rights than you have. Choose a port from 1024 on with --port.";
        return "The server cannot listen on " + where + " (" + reason + "). Check --bind and --port.";
    }
}
