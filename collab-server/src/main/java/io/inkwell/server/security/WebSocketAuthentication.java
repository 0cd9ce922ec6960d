package io.inkwell.server.security;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides, before a request is upgraded to a WebSocket, who is connecting to which document with which right. After the upgrade nothing of
 * this can be told to a browser any more.
 *
 * <p>
 * {@link #decide} asks the database and may block.
 */
public final class WebSocketAuthentication {
    private final Callers callers;
    private final AccessRules rules;
    private final People people;
    private final ConnectionQuota quota;
    private final Origins origins;

    /** What was decided. */
    public sealed interface Decision {
        /**
         * The connection may be made.
         *
         * @param caller whose it is
         * @param person under whose name it edits; for administrators a person of their own
         * @param document which document
         * @param access the right
         * @param expiresAt when the connection has to end; absent: no end is set
         * @param lease counts the connection; to be closed when it has ended, also when the upgrade did not come about
         */
        record Admitted(Caller caller, PersonDirectory.Person person, Entry document, Access access,
                @Nullable Instant expiresAt,
                ConnectionQuota.Lease lease) implements Decision {}

        /**
         * It may not.
         *
         * @param problem what to answer instead of the upgrade: 400, 401, 403, 404, 429 or 503
         */
        record Refused(Problem problem) implements Decision {}
    }

    /** Decides by these rules, for a server without a proxy before it. */
    public WebSocketAuthentication(Callers callers, AccessRules rules, People people, ConnectionQuota quota) {
        this(callers, rules, people, quota, new Origins(null));
    }

    /** Decides by these rules. */
    public WebSocketAuthentication(Callers callers, AccessRules rules, People people, ConnectionQuota quota,
            Origins origins) {
        this.callers = callers;
        this.rules = rules;
        this.people = people;
        this.quota = quota;
        this.origins = origins;
    }

    /**
     * Decides about a request.
     *
     * @param request the request for an upgrade
     * @param documentId what stands in its path where the document's id belongs, decoded
     */
    public Decision decide(Request request, String documentId) {
        try {
            if (!DocumentId.isValid(documentId)) {
                throw new ProblemException(ProblemCode.BAD_REQUEST,
                        "A document id has 1 to 64 characters of A-Z a-z 0-9 _ -.");
            }
            Callers.Identity identity = callers.identify(request);
            origins.requireOwn(request, identity.byCookie());
            AccessRules.Grant grant = rules.require(identity.caller(), new DocumentId(documentId));
            PersonDirectory.Person person = switch (identity.caller()) {
                case Caller.Person known -> known.who();
                case Caller.Administrator administrator -> people.administrator();
                case Caller.Nobody nobody -> throw new IllegalStateException("nobody has no access");
            };
            ConnectionQuota.Lease lease = quota.take(person.id(), grant.document().id());
            return new Decision.Admitted(identity.caller(), person, grant.document(), grant.access(), grant.expiresAt(),
                    lease);
        } catch (ProblemException e) {
            return new Decision.Refused(e.problem());
        } catch (StorageException e) {
            return new Decision.Refused(Problem.of(ProblemCode.STORAGE_UNAVAILABLE,
                    "The database does not answer. Nothing is lost; try again in a moment.")
                    .withHeader("Retry-After", "2"));
        }
    }

    /**
     * What somebody who was admitted may do with the same document now: an invitation may have been prolonged meanwhile. Asks the database and
     * may block.
     *
     * @return nothing if it is nothing any more; a grant may have ended already
     * @throws StorageException if the store cannot answer
     */
    public Optional<AccessRules.Grant> decideAgain(Decision.Admitted admitted) {
        return rules.grant(admitted.caller(), admitted.document().id());
    }
}
