package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.Scribe;
import io.inkwell.sync.port.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A plain text that several people type, one letter a revision, now and then elsewhere and now and then backwards, written to a storage;
 * and every document that it ever was. Not thread safe.
 */
public final class LongHistory {
    private static final int BATCH = 100;

    private final Storage storage;
    private final DocumentId id;
    private final int[] displayIds;
    private final Random random;
    private final List<Document> documents = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private Digest chain;
    private int caret;

    /** @param people how many write, each with a client of its own */
    public LongHistory(Storage storage, int people, long seed) {
        this.storage = storage;
        PersonId creator = Scribe.newPerson(storage);
        this.id = Scribe.newDocument(storage, creator);
        this.displayIds = new int[people];
        for (int i = 0; i < people; i++) {
            PersonId person = i == 0 ? creator : Scribe.newPerson(storage);
            displayIds[i] = storage.sessions().create(id, new ClientId(UUID.randomUUID()), person);
        }
        this.random = new Random(seed);
        this.chain = Digest.chainStart(id);
        this.documents.add(Document.EMPTY);
    }

    /** Writes more revisions. */
    public void write(int revisions) {
        for (int written = 0; written < revisions; written += BATCH) {
            long head = commits.size();
            Digest before = chain;
            List<Commit> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(BATCH, revisions - written); i++) {
                batch.add(keystroke());
            }
            RevisionLog.AppendResult result = storage.log()
                    .append(new RevisionLog.Append(id, head, before, 0, batch));
            if (!(result instanceof RevisionLog.AppendResult.Committed)) {
                throw new IllegalStateException(result.toString());
            }
        }
    }

    private Commit keystroke() {
        Document text = documents.getLast();
        int person = (commits.size() / 40) % displayIds.length;
        caret = random.nextInt(30) == 0 ? random.nextInt(text.length() + 1) : Math.min(caret, text.length());
        Delta.Builder op = Delta.on(text.length());
        if (caret > 0 && random.nextInt(6) == 0) {
            op.retain(--caret).delete(1);
        } else {
            op.retain(caret++).insert(Character.toString('a' + random.nextInt(26)));
        }
        long revision = commits.size() + 1L;
        Commit commit = Commit.following(chain, revision, CommitKind.Edit.EDIT,
                new SubmissionId(displayIds[person], (int) revision), at(revision), op.build(), chain);
        commits.add(commit);
        documents.add(text.apply(commit.op()));
        chain = commit.chain();
        return commit;
    }

    /** When a revision was made, in milliseconds since 1970: ten after the one before it. */
    public static long at(long revision) {
        return Scribe.START.toEpochMilli() + 10 * revision;
    }

    /** The document's name. */
    public DocumentId id() {
        return id;
    }

    /** The newest revision. */
    public long head() {
        return commits.size();
    }

    /** The document after a revision. */
    public Document document(long revision) {
        return documents.get((int) revision);
    }

    /** All commits, the first one first. */
    public List<Commit> commits() {
        return commits;
    }

    /** The chain after a revision. */
    public Digest chain(long revision) {
        return revision == 0 ? Digest.chainStart(id) : commits.get((int) revision - 1).chain();
    }
}
