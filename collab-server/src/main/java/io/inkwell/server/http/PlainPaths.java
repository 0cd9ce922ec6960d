package io.inkwell.server.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses paths with a semicolon. Everything after one would be cut off as a "path parameter", so that {@code /documents/1;x} would silently
 * mean {@code /documents/1}.
 */
public final class PlainPaths extends Handler.Wrapper {
    /** Passes every other path on. */
    public PlainPaths(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path != null && path.indexOf(';') >= 0) {
            Problem.of(ProblemCode.BAD_REQUEST, "No address of this server holds a semicolon.").answer().write(response,
                    callback);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
