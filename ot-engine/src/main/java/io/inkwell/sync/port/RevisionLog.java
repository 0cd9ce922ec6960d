package io.inkwell.sync.port;

import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The append-only history of every document, the only truth. Reads answer from the primary, never from a replica that may lag. */
public interface RevisionLog {
    /**
     * Commits a batch, or nothing of it. {@link AppendResult.Committed} means: durable, on disk.
     *
     * <p>
     * Never throws for trouble with the database: that is an {@link AppendResult}.
     *
     * @throws IllegalArgumentException if the commits do not follow the expectation one by one
     */
    AppendResult append(Append append);

    /**
     * The head and what led to it, all from one moment.
     *
     * @throws StorageException if the store cannot answer
     * @throws java.util.NoSuchElementException if the document does not exist
     */
    Tail tail(TailQuery query);

    /**
     * The heads of several documents, from one moment; unknown documents are left out.
     *
     * @throws StorageException if the store cannot answer
     */
    Map<DocumentId, Head> heads(Collection<DocumentId> documents);

    /**
     * The commit stored under a key.
     *
     * @throws StorageException if the store cannot answer
     */
    Optional<Commit> find(DocumentId document, SubmissionId id);

    /**
     * A batch with the head it expects: the compare-and-set that keeps two writers apart.
     *
     * @param document the document
     * @param expectedRevision the head before the batch
     * @param expectedChain the chain at that head
     * @param expectedAccessRevision the rights the batch was judged by
     * @param commits one or more, following the head and each other
     */
    record Append(DocumentId document, long expectedRevision, Digest expectedChain, long expectedAccessRevision,
            List<Commit> commits) {
        /** @throws IllegalArgumentException if there is no commit or the numbers do not follow */
        public Append {
            commits = List.copyOf(commits);
            if (commits.isEmpty())
                throw new IllegalArgumentException("a batch has at least one commit");
            for (int i = 0; i < commits.size(); i++) {
                if (commits.get(i).revision() != expectedRevision + 1 + i) {
                    throw new IllegalArgumentException("commit " + commits.get(i).revision() + " stands where "
                            + (expectedRevision + 1 + i) + " belongs");
                }
            }
        }
    }

    /** What became of a batch. Everything but {@code Committed} asks for one thing: read the tail and decide again. */
    sealed interface AppendResult {
        /** All commits are durable. */
        record Committed() implements AppendResult {}

        /** Nothing was stored: the head, its chain, the rights or the state were not the expected ones. */
        record HeadMoved() implements AppendResult {}

        /** Nothing was stored: one of the keys is stored already. */
        record Duplicate() implements AppendResult {}

        /**
         * All or nothing was stored, and nobody knows which yet.
         *
         * @param reason for the log, without document text
         */
        record Unknown(String reason) implements AppendResult {}

        /**
         * Nothing was stored, and nothing can be stored now (disk full, read only, refused statement).
         *
         * @param reason for the log, without document text
         */
        record Refused(String reason) implements AppendResult {}
    }

    /**
     * What to read.
     *
     * @param document the document
     * @param afterRevision commits after this one are returned, 0 or more
     * @param bytesMax after about so many bytes of operations the list ends early (at least one commit is returned if there is one)
     * @param displayId whose highest sequence number to tell, or 0 for nobody's
     * @param settle the key whose outcome to tell, if any
     */
    record TailQuery(DocumentId document, long afterRevision, int bytesMax, int displayId,
            @Nullable SubmissionId settle) {}

    /**
     * A head and what led to it, from one moment.
     *
     * @param head the head at that moment, also when {@code commits} ends before it
     * @param commits the commits after the asked revision, without a gap; they end before the head if there were too many bytes
     * @param lastSeq the highest sequence number stored for the asked client up to {@code head}, 0 if none
     * @param settled the commit stored under the asked key up to {@code head}, if any
     */
    record Tail(Head head, List<Commit> commits, int lastSeq, Optional<Commit> settled) {
        /** Copies the list. */
        public Tail {
            commits = List.copyOf(commits);
        }
    }
}
