package io.inkwell.sync.port;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
     * The revisions that a question is about, newest first, with who made them.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Line> list(DocumentId document, Query query);

    /**
     * What is known of the revisions below one without reading their operations, newest first, at most {@code limit}.
     *
     * @throws StorageException if the store cannot answer
     */
    List<Outline> outline(DocumentId document, long beforeRevision, int limit);

    /**
     * The people behind display ids of a document. Display ids that the document never gave out are missing in the answer.
     *
     * @throws StorageException if the store cannot answer
     */
    Map<Integer, Author> authors(DocumentId document, Set<Integer> displayIds);

    /**
     * Which revisions to list.
     *
     * @param afterRevision only above this one; the store looks at no other, so a narrow range bounds its work
     * @param beforeRevision only below this one
     * @param author only those of this person; absent: of everybody
     * @param kind only those of this kind; absent: of every kind
     * @param limit at most so many
     */
    record Query(long afterRevision, long beforeRevision, @Nullable PersonId author, @Nullable Kind kind, int limit) {
        /** All revisions below one. */
        public static Query below(long beforeRevision, int limit) {
            return new Query(0, beforeRevision, null, null, limit);
        }
    }

    /** The kinds of revisions, without what belongs to one of them only. */
    enum Kind {
        /** {@link CommitKind.Edit}. */
        EDIT,
        /** {@link CommitKind.Burnt}. */
        BURNT,
        /** {@link CommitKind.Restore}. */
        RESTORE,
        /** {@link CommitKind.Refused}, for whatever reason. */
        REFUSED;

        /** The kind of a revision. */
        public static Kind of(CommitKind kind) {
            return switch (kind) {
                case CommitKind.Edit _ -> EDIT;
                case CommitKind.Burnt _ -> BURNT;
                case CommitKind.Restore _ -> RESTORE;
                case CommitKind.Refused _ -> REFUSED;
            };
        }

        /** The lowest {@link CommitKind#number}. */
        public int numberMin() {
            return switch (this) {
                case EDIT -> CommitKind.Edit.EDIT.number();
                case BURNT -> CommitKind.Burnt.BURNT.number();
                case RESTORE -> CommitKind.Restore.RESTORE.number();
                case REFUSED -> CommitKind.REFUSED_BASE + 1;
            };
        }

        /** The highest {@link CommitKind#number}. */
        public int numberMax() {
            return this == REFUSED ? Short.MAX_VALUE : numberMin();
        }
    }

    /**
     * Who made a revision.
     *
     * @param id the person
     * @param name the person's name
     * @param colour the person's colour, {@code #rrggbb}
     */
    record Author(PersonId id, String name, String colour) {}

    /**
     * A revision without its operation.
     *
     * @param revision the number
     * @param kind what it is
     * @param id whose submission
     * @param atMillis when, milliseconds since 1970
     * @param opBytes size of the stored operation in bytes
     */
    record Outline(long revision, CommitKind kind, SubmissionId id, long atMillis, int opBytes) {}

    /**
     * One line of a history.
     *
     * @param revision the number
     * @param kind what it is
     * @param id whose submission
     * @param author who is behind it
     * @param atMillis when, milliseconds since 1970
     * @param insertedUnits inserted UTF-16 units, embeds count one
     * @param deletedUnits deleted UTF-16 units
     * @param opBytes size of the stored operation in bytes
     */
    record Line(long revision, CommitKind kind, SubmissionId id, Author author, long atMillis, long insertedUnits,
            long deletedUnits, int opBytes) {}
}
