package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.testing.OpsNotation;
import java.util.ArrayList;
import java.util.List;

/** A history for tests, written commit by commit in the notation of {@link OpsNotation}. Not thread safe. */
final class Chronicle {
    /** The document all histories of tests belong to. */
    static final DocumentId ID = new DocumentId("chronicle");

    private final List<Commit> commits = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();

    private Chronicle(Document start) {
        documents.add(start);
    }

    /** A history that starts with this text at revision 0. */
    static Chronicle startingWith(String text) {
        return new Chronicle(Document.ofText(text));
    }

    /** One more edit. */
    Chronicle edit(int displayId, int seq, String ops) {
        return edit(new Submission(new SubmissionId(displayId, seq), revision(), OpsNotation.ops(ops), hash(ops)));
    }

    /** One more edit: this submission, as it is. */
    Chronicle edit(Submission submission) {
        return add(CommitKind.Edit.EDIT, submission, submission.ops());
    }

    /** One more revision of a kind without an effect. */
    Chronicle empty(CommitKind kind, Submission submission) {
        return add(kind, submission, Ops.EMPTY);
    }

    private Chronicle add(CommitKind kind, Submission submission, Ops ops) {
        Delta op = ops.on(document().length());
        commits.add(Commit.following(chain(), revision() + 1, kind, submission.id(), 1_000 + revision(), op,
                submission.hash()));
        documents.add(document().apply(op));
        return this;
    }

    /** A submission with its true fingerprint. */
    static Submission submission(int displayId, int seq, long base, String notation) {
        Ops ops = OpsNotation.ops(notation);
        return new Submission(new SubmissionId(displayId, seq), base, ops,
                Digest.ofSubmission(base, OpsJson.write(ops)));
    }

    private static Digest hash(String ops) {
        return Digest.ofSubmission(0, OpsJson.write(OpsNotation.ops(ops)));
    }

    /** The newest revision. */
    long revision() {
        return commits.size();
    }

    /** The chain at the newest revision. */
    Digest chain() {
        return commits.isEmpty() ? Digest.chainStart(ID) : commits.getLast().chain();
    }

    /** The chain at a revision. */
    Digest chainAt(long revision) {
        return revision == 0 ? Digest.chainStart(ID) : commit(revision).chain();
    }

    /** A place in this history. */
    DocumentEvent.Position at(long revision) {
        return new DocumentEvent.Position(revision, chainAt(revision));
    }

    /** The document at the newest revision. */
    Document document() {
        return documents.getLast();
    }

    /** The document at a revision. */
    Document documentAt(long revision) {
        return documents.get(Math.toIntExact(revision));
    }

    /** The commit that made a revision. */
    Commit commit(long revision) {
        return commits.get(Math.toIntExact(revision - 1));
    }

    /** All commits. */
    List<Commit> commits() {
        return List.copyOf(commits);
    }

    /** All commits in memory. */
    CommitWindow window() {
        return windowFrom(0);
    }

    /** The commits after a revision in memory. */
    CommitWindow windowFrom(long revision) {
        return CommitWindow.at(revision, chainAt(revision), documentAt(revision).length())
                .with(commits.subList(Math.toIntExact(revision), commits.size()));
    }
}
