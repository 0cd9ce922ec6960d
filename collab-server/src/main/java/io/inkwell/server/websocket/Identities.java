package io.inkwell.server.websocket;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.SessionStore;
import java.util.Optional;
import java.util.UUID;

/** Gives out client ids and finds them again. Blocks; thread safe. */
final class Identities {
    private final SessionStore sessions;

    Identities(SessionStore sessions) {
        this.sessions = sessions;
    }

    /** Who a connection is. */
    sealed interface Known {
        /**
         * A client, new or found.
         *
         * @param clientId the secret
         * @param displayId its public face
         * @param isNew whether it was made just now
         * @param mayHoldRedacted whether it may still hold what was redacted since
         */
        record Client(ClientId clientId, int displayId, boolean isNew, boolean mayHoldRedacted) implements Known {}

        /** The client id belongs to somebody else. */
        record Foreign() implements Known {}
    }

    /** A client that the document has not seen. */
    Known.Client fresh(DocumentId document, PersonId person) {
        ClientId id = new ClientId(UUID.randomUUID());
        return new Known.Client(id, sessions.create(document, id, person), true, false);
    }

    /** The client of an id; empty if the document does not know it, so that nothing can be stored under it. */
    Optional<Known> find(DocumentId document, ClientId id, PersonId person) {
        return sessions.find(document, id)
                .map(session -> session.person().equals(person)
                        ? new Known.Client(id, session.displayId(), false, session.mayHoldRedacted())
                        : new Known.Foreign());
    }
}
