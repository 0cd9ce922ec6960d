package io.inkwell.server.admin;

import io.inkwell.server.config.Limits;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.Caller;
import io.inkwell.sync.DocumentId;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request to a route, with who makes it.
 *
 * @param http the request as the transport has it
 * @param path what stands in the braces of the route
 * @param caller who makes it
 * @param limits the server's limits
 */
record ApiRequest(Request http, Map<String, String> path, Caller caller, Limits limits) {
    /**
     * The document the path names.
     *
     * @throws ProblemException if what stands there cannot be the id of a document
     */
    DocumentId document() throws ProblemException {
        String id = path.getOrDefault("id", "");
        if (!DocumentId.isValid(id)) {
            throw new ProblemException(ProblemCode.BAD_REQUEST,
                    "A document id has 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
        return new DocumentId(id);
    }

    /**
     * The revision the path names.
     *
     * @throws ProblemException if what stands there is no number of a revision
     */
    long revision() throws ProblemException {
        String text = path.getOrDefault("revision", "");
        if (!text.matches("[0-9]{1,18}"))
            throw new ProblemException(ProblemCode.BAD_REQUEST, "A revision is a whole number, 0 or more.");
        return Long.parseLong(text);
    }

    /**
     * The parameters in the address.
     *
     * @param known the names that may be there
     * @throws ProblemException if there is another one, or one comes twice
     */
    QueryFields query(Set<String> known) throws ProblemException {
        return QueryFields.read(http, known);
    }

    /**
     * The members of the body, which is one flat JSON object.
     *
     * @param known the names that may be there
     * @throws ProblemException if the body is something else
     */
    BodyFields body(Set<String> known) throws ProblemException {
        return BodyFields.read(http, limits, known);
    }

    /** A header field, if it is there. */
    @Nullable
    String header(HttpHeader name) {
        return http.getHeaders().get(name);
    }
}
