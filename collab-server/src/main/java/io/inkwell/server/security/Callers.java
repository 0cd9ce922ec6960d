package io.inkwell.server.security;

import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.port.PersonDirectory;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Finds out who makes a request: by the {@code Authorization} field if there is one, else by the cookie. */
public final class Callers {
    private static final String SCHEME = "Bearer ";

    private final PersonDirectory people;
    private final AdministratorTokens administrators;

    /**
     * Who it is, and how that was shown.
     *
     * @param caller who
     * @param byCookie whether a browser showed it without being asked, so that the page behind the request must be looked at
     */
    public record Identity(Caller caller, boolean byCookie) {}

    /** Finds people in this directory. */
    public Callers(PersonDirectory people, AdministratorTokens administrators) {
        this.people = people;
        this.administrators = administrators;
    }

    /**
     * Who makes a request. A cookie that is not valid counts as none, because browsers keep old ones.
     *
     * @throws ProblemException if there is an {@code Authorization} field that shows nothing
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Identity identify(Request request) throws ProblemException {
        List<String> authorizations = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (!authorizations.isEmpty())
            return new Identity(bearer(authorizations), false);
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (!cookie.getName().equals(SessionCookie.NAME))
                continue;
            Optional<PersonDirectory.Person> person = person(cookie.getValue());
            if (person.isPresent())
                return new Identity(new Caller.Person(person.get()), true);
        }
        return new Identity(Caller.Nobody.NOBODY, false);
    }

    private Caller bearer(List<String> authorizations) throws ProblemException {
        String only = authorizations.getFirst();
        if (authorizations.size() > 1 || !only.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            throw refused();
        String token = only.substring(SCHEME.length()).strip();
        Optional<PersonDirectory.Person> person = person(token);
        if (person.isPresent())
            return new Caller.Person(person.get());
        return administrators.check(token).orElseThrow(Callers::refused);
    }

    private Optional<PersonDirectory.Person> person(String key) {
        return PersonKey.parse(key).flatMap(known -> people.findByKeyHash(known.hash()));
    }

    private static ProblemException refused() {
        return new ProblemException(Problem.of(ProblemCode.UNAUTHENTICATED,
                "The token or key in the Authorization header is not valid, or has expired. An administrator makes a new token with: inkwell token")
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }
}
