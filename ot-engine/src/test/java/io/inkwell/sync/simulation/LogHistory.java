package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that was ever durable, and the document at each revision: the oracle's own book, kept without a look into the log's. */
final class LogHistory {
    private final List<Commit> commits = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private final Set<SubmissionId> keys = new HashSet<>();
    private final Map<Digest, Document> forgotten = new HashMap<>();

    LogHistory(Document start) {
        documents.add(start);
    }

    long headRevision() {
        return commits.size();
    }

    /** The document at the head. */
    Document document() {
        return documents.getLast();
    }

    List<Commit> commits() {
        return commits;
    }

    /** The commit that made a revision. */
    Commit commit(long revision) {
        return commits.get(Math.toIntExact(revision - 1));
    }

    /** The document at a revision. */
    Document documentAt(long revision) {
        return documents.get(Math.toIntExact(revision));
    }

    Digest chainAt(long revision) {
        return revision == 0 ? Digest.chainStart(World.DOCUMENT) : commit(revision).chain();
    }

    /** Takes a commit that was stored; revisions are dense, every link holds, every key is there once. */
    void add(Commit commit) {
        if (!commit.continues(headRevision(), document().length(), chainAt(headRevision())))
            throw new Violation(commit + " does not continue revision " + headRevision());
        if (!keys.add(commit.id()))
            throw new Violation("stored twice: " + commit.id());
        commits.add(commit);
        documents.add(document().apply(commit.op()));
    }

    /** Forgets everything after a revision. */
    List<Commit> rewind(long revision) {
        List<Commit> lost = new ArrayList<>();
        while (headRevision() > revision) {
            Commit commit = commits.removeLast();
            forgotten.put(commit.chain(), documents.removeLast());
            keys.remove(commit.id());
            lost.add(commit);
        }
        return lost;
    }

    /** Whether a position is in the history as it is now. */
    boolean holds(Position at) {
        return at.revision() <= headRevision() && chainAt(at.revision()).equals(at.chain());
    }

    /** Whether this was the document where it stands, in the history as it is or in what was forgotten. */
    boolean wasDocumentAt(Snapshot snapshot) {
        return holds(new Position(snapshot.revision(), snapshot.chain()))
                ? documentAt(snapshot.revision()).equals(snapshot.document())
                : snapshot.document().equals(forgotten.get(snapshot.chain()));
    }

    /** Whether a position was forgotten. */
    boolean hasForgotten(Position at) {
        return forgotten.containsKey(at.chain());
    }
}
