package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.Callers;
import io.inkwell.server.security.LoopbackDoor;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /metrics}: the figures of the server, for this computer without more ado and for administrators from anywhere. */
public final class MetricsHandler extends Handler.Abstract {
    private static final String CONTENT_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private final Metrics metrics;
    private final Callers callers;

    /** Shows these figures. */
    public MetricsHandler(Metrics metrics, Callers callers) {
        this.metrics = metrics;
        this.callers = callers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals("/metrics"))
            return false;
        answer(request).write(response, callback);
        return true;
    }

    private HttpAnswer answer(Request request) {
        try {
            if (LoopbackDoor.comesFromThisComputer(request)
                    || callers.identify(request).caller() instanceof Caller.Administrator) {
                return HttpAnswer.of(200, CONTENT_TYPE, metrics.scrape().getBytes(StandardCharsets.UTF_8))
                        .withHeader("Cache-Control", "no-store");
            }
            return Problem
                    .of(ProblemCode.FORBIDDEN,
                            "The figures are for this computer and for administrators. Send an administrator's token.")
                    .answer();
        } catch (ProblemException e) {
            return e.problem().answer();
        }
    }
}
