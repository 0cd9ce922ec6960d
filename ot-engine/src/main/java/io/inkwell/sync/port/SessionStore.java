package io.inkwell.sync.port;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.util.Optional;
import java.util.Set;

/** Binds client ids to a document and a person, for ever: a stored client may come back after any time. */
public interface SessionStore {
    /**
     * Stores a new client and allots the next display id of the document.
     *
     * @return the display id, 1 or more, never given twice in this document
     * @throws StorageException if the store cannot answer
     * @throws java.util.NoSuchElementException if the document does not exist
     */
    int create(DocumentId document, ClientId client, PersonId person);

    /**
     * Who a client is.
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<Session> find(DocumentId document, ClientId client);

    /**
     * The display ids of all clients that one person ever had in a document.
     *
     * @throws StorageException if the store cannot answer
     */
    Set<Integer> displayIds(DocumentId document, PersonId person);

    /**
     * A stored client.
     *
     * @param displayId its public number in the document
     * @param person the person it is bound to
     * @param mayHoldRedacted whether something of the document was redacted since the client was made: it may still hold what was there
     */
    record Session(int displayId, PersonId person, boolean mayHoldRedacted) {}
}
