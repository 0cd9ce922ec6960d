package io.inkwell.server.http;

import io.inkwell.server.metrics.Metrics;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts requests by method and status. WebSocket upgrades count when their connection is handed over. */
public final class RequestCounter extends Handler.Wrapper {
    /** Other methods are counted together, so that nobody can make new figures without end. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS");

    private static final Logger LOG = LoggerFactory.getLogger(RequestCounter.class);

    private final Metrics metrics;

    /** Counts what the inner handler answers. */
    public RequestCounter(Metrics metrics, Handler inner) {
        super(inner);
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        Request.addCompletionListener(request, failure -> {
            Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
            metrics.answered(method, response.getStatus(), took);
            LOG.debug("{} {}: {} after {} ms", method, request.getHttpURI().getPath(), response.getStatus(),
                    took.toMillis());
        });
        return super.handle(request, response, callback);
    }
}
