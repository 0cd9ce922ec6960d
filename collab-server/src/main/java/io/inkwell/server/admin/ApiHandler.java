package io.inkwell.server.admin;

import io.inkwell.server.config.Limits;
import io.inkwell.ot.OtException;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.http.UnreadBody;
import io.inkwell.server.security.Callers;
import io.inkwell.server.security.Origins;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.port.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does for every request below {@code /api/} what is the same for all. Other requests it leaves to the next handler. */
final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String PREFIX = "/api/";
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<Route> routes;
    private final Callers callers;
    private final Origins origins;
    private final Limits limits;

    ApiHandler(List<Route> routes, Callers callers, Origins origins, Limits limits) {
        this.routes = List.copyOf(routes);
        this.callers = callers;
        this.origins = origins;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).startsWith(PREFIX))
            return false;
        HttpAnswer answer = answer(request);
        UnreadBody.skip(request, limits.requestBodyBytesMax());
        answer.write(response, callback);
        return true;
    }

    private HttpAnswer answer(Request request) {
        try {
            return route(request);
        } catch (ProblemException e) {
            return e.problem().answer();
        } catch (StorageException e) {
            LOG.warn("{} {}: the store does not answer: {}", request.getMethod(), request.getHttpURI().getPath(),
                    e.getMessage());
            return Problem
                    .of(ProblemCode.STORAGE_UNAVAILABLE,
                            "The database does not answer. Nothing is lost; try again in a moment.")
                    .withHeader("Retry-After", "2").answer();
        } catch (BrokenChainException | OtException e) {
            LOG.error("ALERT {} {}: the document is damaged: {}", request.getMethod(),
                    request.getHttpURI().getPath(), e.getMessage());
            return Problem.of(ProblemCode.DOCUMENT_DAMAGED,
                    "What is stored of this document is damaged there. Tell the operator: inkwell verify names the place.")
                    .answer();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            return Problem.of(ProblemCode.INTERNAL,
                    "Something went wrong inside the server; its log says what. Try again, and tell the operator if it happens again.")
                    .answer();
        }
    }

    private HttpAnswer route(Request request) throws ProblemException {
        List<String> path = Route.split(Request.getPathInContext(request));
        String method = request.getMethod().equals(HEAD) ? GET : request.getMethod();
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(path);
            if (parameters.isEmpty())
                continue;
            if (route.method().equals(method))
                return call(route, parameters.get(), request);
            allowed.add(route.method());
            if (route.method().equals(GET))
                allowed.add(HEAD);
        }
        if (allowed.isEmpty())
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this address.");
        String list = String.join(", ", allowed);
        throw new ProblemException(
                Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Possible here: " + list + ".").withHeader("Allow", list));
    }

    private HttpAnswer call(Route route, Map<String, String> parameters, Request request) throws ProblemException {
        Callers.Identity identity = callers.identify(request);
        if (!route.method().equals(GET))
            origins.requireOwn(request, identity.byCookie());
        return route.endpoint().answer(new ApiRequest(request, parameters, identity.caller(), limits));
    }
}
