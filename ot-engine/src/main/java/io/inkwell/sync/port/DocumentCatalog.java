package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of documents and who may open them. Deleted documents are not found. */
public interface DocumentCatalog {
    /**
     * Makes a document at revision 0.
     *
     * @param id a fresh id
     * @param creator who makes it; absent for an administrator
     * @throws StorageException if the store cannot answer
     */
    Entry create(DocumentId id, String title, DocumentType type, @Nullable PersonId creator, Instant at);

    /** The document, unless there is none or it was deleted. */
    Optional<Entry> find(DocumentId id);

    /**
     * Documents in the order of their making, newest first.
     *
     * @param visibleTo only those this person created or is a member of with a right that has not expired at {@code now}; absent: all
     * @param after the last id of the page before; absent: from the start
     * @param limit 1 or more
     */
    List<Entry> list(@Nullable PersonId visibleTo, @Nullable DocumentId after, int limit, Instant now);

    /** Gives the document another title; false if there is none. */
    boolean rename(DocumentId id, String title);

    /** Deletes the document: it takes no commits from this moment on and is not found any more; its history stays stored. False if there is none. */
    boolean delete(DocumentId id, Instant at);

    /** Gives a person access, replacing what the person had, and counts the document's access revision up in the same transaction. */
    void putMember(DocumentId id, PersonId person, Access access, Instant expiresAt);

    /** The access a person was given to a document, expired or not. */
    Optional<Membership> member(DocumentId id, PersonId person);

    /** What a person may do with a document. */
    enum Access {
        /** Read only. */
        READ,
        /** Read and edit. */
        WRITE
    }

    /**
     * An access with its end.
     *
     * @param access what is allowed
     * @param expiresAt from this moment on it is not
     */
    record Membership(Access access, Instant expiresAt) {}

    /**
     * A document as the catalogue knows it.
     *
     * @param id its name
     * @param title its title
     * @param type what may be in it
     * @param creator who made it, unless an administrator did
     * @param createdAt when
     * @param revision the head when it was read
     * @param changedAt when the head was made
     */
    record Entry(DocumentId id, String title, DocumentType type, @Nullable PersonId creator, Instant createdAt,
            long revision, Instant changedAt) {}
}
