package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.HistoryReader.Author;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that people gave to revisions of a document. A name is a mark beside the log: giving, changing or taking one away touches nothing of
 * the history.
 */
public interface VersionStore {
    /**
     * Names a revision. A revision may have several names, a name stands once in its document.
     *
     * @param id a fresh id
     * @param revision 0 or more; that the document has it is for the caller to know
     * @return the version; empty if the document has a version of that name already
     * @throws java.util.NoSuchElementException if the document or the person does not exist
     * @throws StorageException if the store cannot answer
     */
    Optional<Version> create(DocumentId document, VersionId id, long revision, String name, PersonId by, Instant at);

    /**
     * A version of a document.
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<Version> find(DocumentId document, VersionId id);

    /**
     * The versions of a document, those of the newest revision first; at one revision the last one made first.
     *
     * @param after the last id of the page before; absent: from the start. After one that was deleted meanwhile nothing follows
     * @param limit 1 or more
     * @throws StorageException if the store cannot answer
     */
    List<Version> list(DocumentId document, @Nullable VersionId after, int limit);

    /**
     * Which of the revisions after one, up to and including another, have a name.
     *
     * @throws StorageException if the store cannot answer
     */
    Set<Long> namedRevisions(DocumentId document, long afterRevision, long throughRevision);

    /**
     * Gives a version another name.
     *
     * @throws StorageException if the store cannot answer
     */
    Renaming rename(DocumentId document, VersionId id, String name);

    /**
     * Takes a name away; false if there is none such.
     *
     * @throws StorageException if the store cannot answer
     */
    boolean delete(DocumentId document, VersionId id);

    /** What became of a change of name. */
    enum Renaming {
        /** It has the new name. */
        RENAMED,
        /** Another version of the document has that name. */
        NAME_TAKEN,
        /** There is no such version. */
        UNKNOWN
    }

    /**
     * The public name of a version in addresses.
     *
     * @param value the text
     */
    record VersionId(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * A named revision.
     *
     * @param id its public name
     * @param revision which revision
     * @param name what people call it
     * @param createdBy who named it
     * @param createdAt when, in whole milliseconds
     */
    record Version(VersionId id, long revision, String name, Author createdBy, Instant createdAt) {}
}
