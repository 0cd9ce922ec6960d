package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.LoopbackDoor;
import io.inkwell.server.security.MinuteRate;
import io.inkwell.server.security.People;
import io.inkwell.server.security.SessionCookie;
import io.inkwell.sync.port.PersonDirectory;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Who is asking: sign in with a name, ask who one is, sign out. */
final class PeopleResource {
    private static final String NAME = "name";

    private final People people;
    private final LoopbackDoor door;
    private final SessionCookie cookie;
    private final MinuteRate rate;

    PeopleResource(People people, LoopbackDoor door, SessionCookie cookie, MinuteRate rate) {
        this.people = people;
        this.door = door;
        this.cookie = cookie;
        this.rate = rate;
    }

    HttpAnswer signIn(ApiRequest request) throws ProblemException {
        Optional<String> closed = door.closedBecause(request.http());
        if (closed.isPresent()) {
            throw new ProblemException(ProblemCode.SIGN_IN_CLOSED, closed.get()
                    + " There a name is not enough: open the link of an invitation, or use a token (an administrator makes one with: inkwell token).");
        }
        String name = DisplayText.name(request.body(Set.of(NAME)).text(NAME), request.limits().nameLengthMax());
        requireCalm(rate);
        People.Newcomer newcomer = people.welcome(name, PersonDirectory.Kind.LOCAL);
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            write(json, newcomer.person());
            json.writeStringProperty("key", newcomer.key().text());
            json.writeEndObject();
        })).withHeader("Set-Cookie", cookie.keep(newcomer.key())).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
    }

    HttpAnswer me(ApiRequest request) throws ProblemException {
        boolean signInAllowed = door.closedBecause(request.http()).isEmpty();
        return switch (request.caller()) {
            case Caller.Nobody nobody -> throw new ProblemException(Problem
                    .of(ProblemCode.UNAUTHENTICATED, signInAllowed
                            ? "Sign in with a name."
                            : "Open the link of an invitation, or sign in at the computer the server runs on.")
                    .with("signInAllowed", signInAllowed));
            case Caller.Person person -> me(person.who(), false, signInAllowed);
            case Caller.Administrator administrator -> me(people.administrator(), true, signInAllowed);
        };
    }

    HttpAnswer signOut(ApiRequest request) {
        return HttpAnswer.empty(204).withHeader("Set-Cookie", cookie.forget()).withHeader(Api.CACHE_CONTROL,
                Api.NO_STORE);
    }

    /** Refuses when more people come within a minute than can be real. */
    static void requireCalm(MinuteRate rate) throws ProblemException {
        if (!rate.tryPass()) {
            throw new ProblemException(Problem
                    .of(ProblemCode.TOO_MANY_REQUESTS,
                            "Too many people signed in within a minute. Try again in a minute.")
                    .withHeader("Retry-After", "60"));
        }
    }

    /** Writes the member {@code person}. */
    static void write(JsonGenerator json, PersonDirectory.Person person) {
        json.writeObjectPropertyStart("person");
        json.writeStringProperty("id", person.id().value());
        json.writeStringProperty(NAME, person.name());
        json.writeStringProperty("colour", person.colour());
        json.writeEndObject();
    }

    private static HttpAnswer me(PersonDirectory.Person person, boolean administrator, boolean signInAllowed) {
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            write(json, person);
            json.writeBooleanProperty("administrator", administrator);
            json.writeBooleanProperty("guest", person.kind() == PersonDirectory.Kind.GUEST);
            json.writeBooleanProperty("signInAllowed", signInAllowed);
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
    }
}
