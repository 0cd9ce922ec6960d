package io.inkwell.sync.port;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents as they are kept, for those who look after them: to verify, to carry away whole and bring back, to make room. */
public interface Archive {
    /**
     * A document, also a deleted one, with its head.
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<Kept> find(DocumentId document);

    /**
     * Documents in the order of their making, oldest first, deleted ones too.
     *
     * @param after the last one of the page before; absent: from the start
     * @param limit 1 or more
     * @throws StorageException if the store cannot answer
     */
    List<DocumentId> documents(@Nullable DocumentId after, int limit);

    /**
     * The rows of the log after one revision up to and including another, in order; what is missing is left out.
     *
     * @throws StorageException if the store cannot answer
     */
    RevisionPages revisions(DocumentId document, long afterRevision, long throughRevision);

    /**
     * The clients of a document and whom they belong to, in the order of their display ids.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Client> clients(DocumentId document);

    /**
     * Which revisions were redacted, with the digest of what stood there, as it was noted when it was done.
     *
     * @throws StorageException if the store cannot answer
     */
    Map<Long, OperationDigest> redactions(DocumentId document);

    /**
     * The revisions at which snapshots are stored, ascending.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Long> snapshots(DocumentId document);

    /**
     * A snapshot as it is stored; empty if there is none at this revision.
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<StoredSnapshot> snapshot(DocumentId document, long revision);

    /**
     * How many bytes of operations the log holds after one revision up to and including another.
     *
     * @throws StorageException if the store cannot answer
     */
    long operationBytes(DocumentId document, long afterRevision, long throughRevision);

    /**
     * Removes snapshots; the log has the truth.
     *
     * @return how many were removed
     * @throws StorageException if the store cannot answer; some may have been removed
     */
    int removeSnapshots(DocumentId document, Collection<Long> revisions);

    /**
     * Lets a document take no edits any more, or take them again; a deleted one stays deleted.
     *
     * @return whether that changed anything
     * @throws StorageException if the store cannot answer
     */
    boolean setFrozen(DocumentId document, boolean frozen);

    /**
     * Begins to store a document that comes from elsewhere with its history. Nothing of it is seen by anybody before it is finished.
     *
     * @throws DocumentExistsException if there is a document of this id, or was one
     * @throws StorageException if the store cannot answer
     */
    Arrival receive(Kept document, List<Client> clients) throws DocumentExistsException;

    /**
     * A document as it is kept.
     *
     * @param id its name
     * @param title its title
     * @param type what may be in it
     * @param createdAtMillis when it was made, milliseconds since 1970
     * @param creator who made it, unless an administrator did
     * @param head where its log ends, by the row of the head
     */
    record Kept(DocumentId id, String title, DocumentType type, long createdAtMillis, @Nullable PersonId creator,
            Head head) {}

    /**
     * Somebody behind a display id.
     *
     * @param displayId the client's public number in the document
     * @param person the person it is bound to
     * @param name the person's name
     * @param colour "#rrggbb"
     */
    record Client(int displayId, PersonId person, String name, String colour) {}

    /** A snapshot as it is stored. */
    sealed interface StoredSnapshot {
        /**
         * Its bytes give its digest.
         *
         * @param chain the chain it stands at
         * @param content canonical JSON of the document
         */
        record Intact(Digest chain, String content) implements StoredSnapshot {}

        /**
         * Its bytes cannot be read or do not give its digest.
         *
         * @param reason in words, without document text
         */
        record Damaged(String reason) implements StoredSnapshot {}
    }

    /** Pages of rows. Not thread safe. */
    interface RevisionPages extends AutoCloseable {
        /**
         * The next rows, in order; empty at the end.
         *
         * @throws StorageException if the store cannot answer
         */
        List<StoredRevision> next();

        @Override
        void close();
    }

    /** A document that is being stored. Closed before it is finished, nothing of it is stored. Not thread safe. */
    interface Arrival extends AutoCloseable {
        /**
         * Stores the next rows.
         *
         * @throws StorageException if they cannot be stored
         */
        void add(List<StoredRevision> revisions);

        /**
         * Stores a snapshot of the document on the way, so that its past is quick to read from the first day on.
         *
         * @throws StorageException if it cannot be stored
         */
        void add(Snapshot snapshot);

        /**
         * Makes the document visible, durably.
         *
         * @throws StorageException if that cannot be done; whether it was is then not known
         */
        void finish();

        @Override
        void close();
    }

    /** There is a document of this id already, perhaps a deleted one. */
    final class DocumentExistsException extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param document the id */
        public DocumentExistsException(DocumentId document) {
            super("There is a document " + document + " already, perhaps a deleted one.");
        }
    }
}
