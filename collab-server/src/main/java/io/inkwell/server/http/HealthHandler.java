package io.inkwell.server.http;

import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /health/live}: the process answers, restarting it would not help. {@code /health/ready}: it can also serve people, because the
 * database answers.
 */
public final class HealthHandler extends Handler.Abstract {
    private final BooleanSupplier databaseAnswers;

    /** @param databaseAnswers asks the database; may block, answers false instead of throwing */
    public HealthHandler(BooleanSupplier databaseAnswers) {
        this.databaseAnswers = databaseAnswers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/health/live" -> status(200, "live").write(response, callback);
            case "/health/ready" -> ready().write(response, callback);
            default -> {
                return false;
            }
        }
        return true;
    }

    private HttpAnswer ready() {
        if (databaseAnswers.getAsBoolean())
            return status(200, "ready");
        return Problem.of(ProblemCode.STORAGE_UNAVAILABLE, "The database does not answer. Edits wait until it does.")
                .withHeader("Retry-After", "2").answer();
    }

    private static HttpAnswer status(int code, String word) {
        return HttpAnswer.of(code, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", word);
            json.writeEndObject();
        })).withHeader("Cache-Control", "no-store");
    }
}
