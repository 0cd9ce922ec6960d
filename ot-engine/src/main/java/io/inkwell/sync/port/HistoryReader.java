package io.inkwell.sync.port;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the past of a document, in pages. */
public interface HistoryReader {
    /**
     * The commits after one revision up to and including another, oldest first. The list ends early after about {@code bytesMax} bytes of
     * operations, but holds at least one commit if there is one.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Commit> read(DocumentId document, long afterRevision, long throughRevision, int bytesMax);

    /**
     * The newest revision made at or before a moment; 0 if the first came later; empty if the document did not exist then.
     *
     * @throws StorageException if the store cannot answer
     */
    OptionalLong revisionAt(DocumentId document, Instant moment);

    /**
     * The revisions below one, newest first, at most {@code limit}, with who made them.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Line> list(DocumentId document, long beforeRevision, int limit);

    /**
     * One line of a history.
     *
     * @param revision the number
     * @param kind what it is
     * @param id whose submission
     * @param author the person behind it
     * @param authorName the person's name, if the person is still known
     * @param atMillis when, milliseconds since 1970
     * @param insertedUnits inserted UTF-16 units, embeds count one
     * @param deletedUnits deleted UTF-16 units
     * @param opBytes size of the stored operation in bytes
     */
    record Line(long revision, CommitKind kind, SubmissionId id, PersonId author, @Nullable String authorName,
            long atMillis, long insertedUnits,
            long deletedUnits, int opBytes) {}
}
