package io.inkwell.server.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every error the transport answers by itself into a {@link Problem}. What went wrong inside goes to the log and nowhere else. */
public final class ErrorAnswers extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ERROR_STATUS) instanceof Integer given ? given : response.getStatus();
        if (status < 400)
            status = 500;
        Throwable cause = request.getAttribute(ERROR_EXCEPTION) instanceof Throwable thrown ? thrown : null;
        if (status == 500 && hasTimeout(cause))
            status = 408;
        if (status == 501 || status == 505)
            status = 400;
        if (status >= 500 && cause != null) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), cause);
        }
        SecurityHeaders.put(request, response);
        problem(status).answer().write(response, callback);
        return true;
    }

    private static boolean hasTimeout(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException)
                return true;
        }
        return false;
    }

    private static Problem problem(int status) {
        return Problem.of(ProblemCode.ofStatus(status), switch (ProblemCode.ofStatus(status)) {
            case HEADERS_TOO_LARGE ->
                "The header of the request is larger than this server takes. Send fewer or shorter header fields and cookies.";
            case ADDRESS_TOO_LONG -> "The address of the request is longer than this server takes.";
            case REQUEST_TIMEOUT -> "The request did not arrive in time. Try again.";
            case INTERNAL ->
                "Something went wrong inside the server; its log says what. Try again, and tell the operator if it happens again.";
            case STOPPING -> "The server is stopping or starting. Try again in a moment.";
            case NOT_FOUND -> "There is nothing at this address.";
            case UPGRADE_REQUIRED -> "A WebSocket of version 13 is expected at this address.";
            default -> "The request is not one this server understands. Check the address, the method and the headers.";
        });
    }
}
