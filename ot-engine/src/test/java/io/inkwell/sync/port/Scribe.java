package io.inkwell.sync.port;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A writer for tests: one fresh plain-text document, one person, one client, and a memory of the head that it believes in. It prepares
 * commits that follow this head, which {@link #append} sends. Not thread safe.
 */
public final class Scribe {
    /** When everything of a scribe begins; each commit is a millisecond later. */
    public static final Instant START = Instant.parse("2026-11-21T12:00:00.123Z");

    private static final AtomicLong NAMES = new AtomicLong();

    private final Storage storage;
    private final DocumentId document;
    private final PersonId person;
    private final int displayId;
    private Head head;
    private Document text = Document.EMPTY;
    private int lastSeq;

    private Scribe(Storage storage, DocumentId document, PersonId person) {
        this.storage = storage;
        this.document = document;
        this.person = person;
        this.displayId = storage.sessions().create(document, new ClientId(UUID.randomUUID()), person);
        this.head = read(0).head();
    }

    /** A scribe on a document of its own. */
    public static Scribe on(Storage storage) {
        PersonId person = newPerson(storage);
        return new Scribe(storage, newDocument(storage, person), person);
    }

    /** Another client of another person on the same document, knowing what this one knows. */
    public Scribe another() {
        Scribe other = new Scribe(storage, document, newPerson(storage));
        other.head = head;
        other.text = text;
        return other;
    }

    /** A stored person with a fresh name. */
    public static PersonId newPerson(Storage storage) {
        PersonId id = new PersonId("person-" + freshName());
        byte[] keyHash = Arrays.copyOf(id.value().getBytes(StandardCharsets.UTF_8), 32);
        storage.people().create(id, "Name of " + id, "#123abc", PersonDirectory.Kind.LOCAL, keyHash, START);
        return id;
    }

    /** A stored plain-text document with a fresh name. */
    public static DocumentId newDocument(Storage storage, PersonId creator) {
        DocumentId id = new DocumentId("document-" + freshName());
        storage.documents().create(id, "Title of " + id, DocumentType.TEXT, creator, START);
        return id;
    }

    /** The commits that this text, inserted at the end bit by bit, makes: one revision each, following the head it believes in. */
    public List<Commit> prepare(String... inserts) {
        List<Commit> commits = new ArrayList<>();
        Document before = text;
        Digest chain = head.chain();
        for (String insert : inserts) {
            Delta op = Delta.on(before.length()).retain(before.length()).insert(insert).build();
            long revision = head.revision() + commits.size() + 1;
            Commit commit = commit(chain, revision, CommitKind.Edit.EDIT, lastSeq + commits.size() + 1, op);
            commits.add(commit);
            chain = commit.chain();
            before = before.apply(op);
        }
        return commits;
    }

    /** One commit of any kind, following the head it believes in. */
    public Commit prepare(CommitKind kind, Delta op) {
        return commit(head.chain(), head.revision() + 1, kind, lastSeq + 1, op);
    }

    /** One commit under a chosen sequence number. */
    public Commit prepareUnder(int seq, String insert) {
        Delta op = Delta.on(text.length()).retain(text.length()).insert(insert).build();
        return commit(head.chain(), head.revision() + 1, CommitKind.Edit.EDIT, seq, op);
    }

    private Commit commit(Digest chain, long revision, CommitKind kind, int seq, Delta op) {
        Digest hash = Digest.ofSubmission(revision - 1, (displayId + "/" + seq).getBytes(StandardCharsets.US_ASCII));
        return Commit.following(chain, revision, kind, new SubmissionId(displayId, seq), head.atMillis() + 1, op, hash);
    }

    /** A batch on the head it believes in. */
    public RevisionLog.Append batch(List<Commit> commits) {
        return new RevisionLog.Append(document, head.revision(), head.chain(), head.accessRevision(), commits);
    }

    /** Sends a batch; if it was committed the scribe moves on to the new head. */
    public RevisionLog.AppendResult append(List<Commit> commits) {
        RevisionLog.AppendResult result = storage.log().append(batch(commits));
        if (result instanceof RevisionLog.AppendResult.Committed) {
            adopt(commits);
        }
        return result;
    }

    /** Writes and expects it to be committed. */
    public List<Commit> write(String... inserts) {
        List<Commit> commits = prepare(inserts);
        RevisionLog.AppendResult result = append(commits);
        if (!(result instanceof RevisionLog.AppendResult.Committed)) {
            throw new AssertionError("Expected a commit, got " + result);
        }
        return commits;
    }

    /** Reads what others wrote and believes in the stored head. */
    public void catchUp() {
        RevisionLog.Tail tail = read(head.revision());
        adopt(tail.commits());
        head = tail.head();
    }

    private void adopt(List<Commit> commits) {
        for (Commit commit : commits) {
            text = text.apply(commit.op());
            head = new Head(commit.revision(), commit.chain(), commit.atMillis(), head.accessRevision(), head.state());
            if (commit.id().displayId() == displayId) {
                lastSeq = Math.max(lastSeq, commit.id().seq());
            }
        }
    }

    /** The tail after a revision, as stored. */
    public RevisionLog.Tail read(long afterRevision) {
        return storage.log()
                .tail(new RevisionLog.TailQuery(document, afterRevision, Integer.MAX_VALUE, displayId, null));
    }

    /** The document. */
    public DocumentId document() {
        return document;
    }

    /** Who writes. */
    public PersonId person() {
        return person;
    }

    /** The client's public number. */
    public int displayId() {
        return displayId;
    }

    /** The head it believes in. */
    public Head head() {
        return head;
    }

    /** The text at this head. */
    public Document text() {
        return text;
    }

    private static String freshName() {
        return Long.toString(NAMES.incrementAndGet(), 36) + "-" + Long.toString(ProcessHandle.current().pid(), 36);
    }
}
