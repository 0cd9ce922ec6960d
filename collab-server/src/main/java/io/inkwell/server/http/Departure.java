package io.inkwell.server.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses everything new once the server has begun to stop, so that a load balancer sends people elsewhere; whoever is connected is served to
 * the end. {@code /health/live} goes on answering: the process does live. Thread safe.
 */
public final class Departure extends Handler.Wrapper {
    private static final String RETRY_AFTER_SECONDS = "1";

    private volatile boolean begun;

    /** Lets everything through to the inner handler until {@link #begin}. */
    public Departure(Handler inner) {
        super(inner);
    }

    /** From now on everything new is refused. */
    public void begin() {
        begun = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!begun || Request.getPathInContext(request).equals("/health/live"))
            return super.handle(request, response, callback);
        Problem.of(ProblemCode.STOPPING,
                "This server is stopping. Try again in a moment: another one, or its successor, answers then.")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS).answer().write(response, callback);
        return true;
    }
}
