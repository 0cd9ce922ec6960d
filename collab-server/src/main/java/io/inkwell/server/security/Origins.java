package io.inkwell.server.security;

import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from acting for the person in front of the browser (cross-site request forgery, and its WebSocket form).
 *
 * <p>
 * The own origin is {@code http://} and the {@code Host} of the request, and the public one if a proxy stands before the server. That a
 * browser was led here under a false name (DNS rebinding) does no harm: under that name it has no cookie, and {@link LoopbackDoor} is closed.
 */
public final class Origins {
    private static final String SCHEME = "http://";
    private static final String DEFAULT_PORT = ":80";

    private final @Nullable String publicOrigin;

    /** @param publicOrigin the origin browsers see where a proxy stands before the server */
    public Origins(@Nullable String publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    /** The origin a request was made to as its browser writes it; empty without a usable {@code Host}. */
    public static Optional<String> of(Request request) {
        @Nullable
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || host.isEmpty())
            return Optional.empty();
        String lower = host.toLowerCase(Locale.ROOT);
        return Optional.of(SCHEME
                + (lower.endsWith(DEFAULT_PORT) ? lower.substring(0, lower.length() - DEFAULT_PORT.length()) : lower));
    }

    /**
     * Refuses a request that a page of another site started. Programs send no {@code Origin}; a browser always sends one where it matters, so
     * it must be there when the browser's cookie is what the caller is known by.
     *
     * @param byCookie whether the caller is known by the cookie
     * @throws ProblemException if the origin is another one, or missing where it must be there
     */
    public void requireOwn(Request request, boolean byCookie) throws ProblemException {
        List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        boolean own = origins.isEmpty() ? !byCookie : origins.size() == 1 && isOwn(origins.getFirst(), request);
        if (!own) {
            throw new ProblemException(ProblemCode.FOREIGN_ORIGIN,
                    "This request was not started by a page of this server. Open the document from the address of this server and try again. "
                            + "Where a proxy stands before the server, its operator has to name the address with --public-url.");
        }
    }

    private boolean isOwn(String origin, Request request) {
        return origin.equals(publicOrigin) || of(request).filter(origin::equals).isPresent();
    }
}
