package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.AccessRules.Grant;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.Invitations;
import io.inkwell.server.security.Invitations.Invitation;
import io.inkwell.server.security.MinuteRate;
import io.inkwell.server.security.Origins;
import io.inkwell.server.security.People;
import io.inkwell.server.security.SessionCookie;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.DocumentCatalog.Membership;
import io.inkwell.sync.port.PersonDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invitations: make a link, join with one. */
final class InvitationsResource {
    private static final Logger LOG = LoggerFactory.getLogger(InvitationsResource.class);

    private final DocumentCatalog catalog;
    private final AccessRules rules;
    private final People people;
    private final Invitations invitations;
    private final PublicAddress address;
    private final SessionCookie cookie;
    private final MinuteRate rate;
    private final Consumer<DocumentId> changed;
    private final InstantSource clock;

    InvitationsResource(DocumentCatalog catalog, AccessRules rules, People people, Invitations invitations,
            PublicAddress address, SessionCookie cookie, MinuteRate rate, Consumer<DocumentId> changed,
            InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.people = people;
        this.invitations = invitations;
        this.address = address;
        this.cookie = cookie;
        this.rate = rate;
        this.changed = changed;
        this.clock = clock;
    }

    HttpAnswer invite(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.requireManager(request.caller(), id);
        BodyFields body = request.body(Set.of("access", "expiresInSeconds"));
        @Nullable
        Access access = Invitations.access(body.text("access"));
        if (access == null)
            throw BodyFields.refuse("access", "The access is \"read\" or \"write\".");
        long seconds = body.number("expiresInSeconds", 1, request.limits().invitationSecondsMax());
        Instant expiresAt = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        String token = invitations.issue(new Invitation(id, access, expiresAt));
        LOG.info("document {}: an invitation to {} until {} made by {}", id, access, expiresAt,
                request.caller().forTheLog());
        String origin = address.seenFromElsewhere(Origins.of(request.http()).orElse(""));
        return HttpAnswer.of(201, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("url", origin + "/d/" + id + "#invitation=" + token);
            json.writeStringProperty("token", token);
            json.writeStringProperty("access", Invitations.wireName(access));
            json.writeStringProperty("expiresAt", Api.time(expiresAt));
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
    }

    HttpAnswer join(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        BodyFields body = request.body(Set.of("invitation", "name"));
        Invitation invitation = invitations.check(body.text("invitation"), id);
        if (catalog.find(id).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "The document of this invitation was deleted.");
        }
        return switch (request.caller()) {
            case Caller.Person known -> joined(known, invitation, null);
            case Caller.Administrator administrator -> welcome(request, invitation, body);
            case Caller.Nobody nobody -> welcome(request, invitation, body);
        };
    }

    private HttpAnswer welcome(ApiRequest request, Invitation invitation, BodyFields body) throws ProblemException {
        String name = DisplayText.name(body.text("name"), request.limits().nameLengthMax());
        PeopleResource.requireCalm(rate);
        People.Newcomer newcomer = people.welcome(name, PersonDirectory.Kind.GUEST);
        return joined(new Caller.Person(newcomer.person()), invitation, newcomer);
    }

    /** Somebody who is known already keeps the name, the key and a better right. */
    private HttpAnswer joined(Caller.Person caller, Invitation invitation,
            People.@Nullable Newcomer newcomer)
            throws ProblemException {
        if (improves(invitation, catalog.member(invitation.document(), caller.who().id()))) {
            catalog.putMember(invitation.document(), caller.who().id(), invitation.access(), invitation.expiresAt());
            LOG.info("document {}: {} may {} until {}", invitation.document(), caller.forTheLog(), invitation.access(),
                    invitation.expiresAt());
            changed.accept(invitation.document());
        }
        Grant grant = rules.require(caller, invitation.document());
        HttpAnswer answer = HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            PeopleResource.write(json, caller.who());
            if (newcomer != null)
                json.writeStringProperty("key", newcomer.key().text());
            json.writeStringProperty("role", Invitations.wireName(grant.access()));
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
        return newcomer == null ? answer : answer.withHeader("Set-Cookie", cookie.keep(newcomer.key()));
    }

    private boolean improves(Invitation invitation, Optional<Membership> current) {
        if (current.isEmpty() || !current.get().expiresAt().isAfter(clock.instant()))
            return true;
        if (current.get().access() != invitation.access())
            return invitation.access() == Access.WRITE;
        return invitation.expiresAt().isAfter(current.get().expiresAt());
    }
}
