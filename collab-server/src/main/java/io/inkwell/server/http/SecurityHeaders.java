package io.inkwell.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers on every answer what the pages of this server may do: run its own scripts, talk to it and nobody else, show images from
 * https addresses, and never be shown inside another page. Style attributes are allowed, because pasted text carries its colours in them;
 * style elements are not.
 */
public final class SecurityHeaders extends Handler.Wrapper {
    private static final String POLICY_HEAD = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
            + "img-src 'self' https:; font-src 'self'; connect-src 'self'";
    private static final String POLICY_TAIL = "; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

    /** Adds the headers to whatever the inner handler answers. */
    public SecurityHeaders(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        put(request, response);
        return super.handle(request, response, callback);
    }

    /** Puts the headers on an answer that does not come from the inner handler. */
    static void put(Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", POLICY_HEAD + webSocketSource(request) + POLICY_TAIL);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Older browsers do not count a WebSocket to the same host as {@code 'self'}. */
    private static String webSocketSource(Request request) {
        @Nullable
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null)
            return "";
        try {
            HostPort parsed = new HostPort(host);
            String name = parsed.getHost();
            if (!name.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]"))
                return "";
            return " ws://" + name + (parsed.getPort() > 0 ? ":" + parsed.getPort() : "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
