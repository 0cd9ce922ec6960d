package io.inkwell.sync.port;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A storage for tests, in memory and correct: it keeps the contract of every port, but forgets everything with the process. Thread safe:
 * one lock for all, every port takes it for each call.
 */
public final class InMemoryStorage implements Storage {
    private final Map<DocumentId, Stored> documents = new LinkedHashMap<>();
    private final Map<PersonId, PersonDirectory.Person> people = new HashMap<>();
    private final Map<String, PersonId> peopleByKeyHash = new HashMap<>();

    /** All that is known of one document. Guarded by the storage. */
    static final class Stored {
        final DocumentId id;
        final DocumentType type;
        final @Nullable PersonId creator;
        final Instant createdAt;
        final List<Commit> commits = new ArrayList<>();
        final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
        final Map<BlockStore.Range, BlockStore.Block> blocks = new HashMap<>();
        final Map<ClientId, SessionStore.Session> sessions = new HashMap<>();
        final Map<PersonId, DocumentCatalog.Membership> members = new HashMap<>();
        final List<VersionStore.Version> versions = new ArrayList<>();
        String title;
        long accessRevision;
        Head.State state = Head.State.OPEN;

        Stored(DocumentId id, String title, DocumentType type, @Nullable PersonId creator, Instant createdAt) {
            this.id = id;
            this.title = title;
            this.type = type;
            this.creator = creator;
            this.createdAt = createdAt;
        }

        Head head() {
            if (commits.isEmpty()) {
                return new Head(0, Digest.chainStart(id), createdAt.toEpochMilli(), accessRevision, state);
            }
            Commit last = commits.getLast();
            return new Head(last.revision(), last.chain(), last.atMillis(), accessRevision, state);
        }
    }

    /** Everything by document, oldest first. Hold the storage's lock while you look. */
    Map<DocumentId, Stored> documentsById() {
        return documents;
    }

    /** Everybody. Hold the storage's lock while you look. */
    Map<PersonId, PersonDirectory.Person> peopleById() {
        return people;
    }

    /** Everybody by the hash of the key, in hexadecimal digits. Hold the storage's lock while you look. */
    Map<String, PersonId> peopleByKeyHash() {
        return peopleByKeyHash;
    }

    /**
     * What is known of a document. Hold the storage's lock while you look.
     *
     * @throws NoSuchElementException if the document does not exist
     */
    Stored stored(DocumentId id) {
        Stored stored = documents.get(id);
        if (stored == null) {
            throw new NoSuchElementException("There is no document " + id);
        }
        return stored;
    }

    @Override
    public synchronized void putState(DocumentId id, Head.State state) {
        stored(id).state = state;
    }

    @Override
    public InMemoryRevisionLog log() {
        return new InMemoryRevisionLog(this);
    }

    @Override
    public SessionStore sessions() {
        return new InMemorySessionStore(this);
    }

    @Override
    public SnapshotStore snapshots() {
        return new InMemorySnapshotStore(this);
    }

    @Override
    public BlockStore blocks() {
        return new InMemoryBlockStore(this);
    }

    @Override
    public HistoryReader history() {
        return new InMemoryHistoryReader(this);
    }

    /** Documents whole, for those who look after them. */
    public Archive archive() {
        return new InMemoryArchive(this);
    }

    @Override
    public DocumentCatalog documents() {
        return new InMemoryDocumentCatalog(this);
    }

    @Override
    public VersionStore versions() {
        return new InMemoryVersionStore(this);
    }

    @Override
    public PersonDirectory people() {
        return new InMemoryPersonDirectory(this);
    }
}
