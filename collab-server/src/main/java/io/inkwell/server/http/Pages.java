package io.inkwell.server.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Serves the static files of the editor. The last handler: it answers everything that reaches it. */
public final class Pages extends Handler.Abstract {
    private final Site site;

    /** Serves this site. */
    public Pages(Site site) {
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(request).write(response, callback);
        return true;
    }

    private HttpAnswer answer(Request request) {
        @Nullable
        StaticFile file = site.find(Request.getPathInContext(request));
        if (file == null)
            return notFound(request);
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This is a page: it can only be read, with GET.")
                    .withHeader("Allow", "GET, HEAD").answer();
        }
        boolean known = EntityTags.matches(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), file.entityTag());
        return known ? file.notModified() : file.answer();
    }

    private static HttpAnswer notFound(Request request) {
        @Nullable
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        if (accept != null && accept.contains("text/html"))
            return HttpAnswer.of(404, "text/html;charset=utf-8", MissingPage.NOT_FOUND);
        return Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address.").answer();
    }
}
