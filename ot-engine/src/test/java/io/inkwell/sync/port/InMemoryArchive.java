package io.inkwell.sync.port;

import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The documents of an {@link InMemoryStorage}, whole. Nothing is ever redacted in it. */
final class InMemoryArchive implements Archive {
    private static final int PAGE = 100;

    private final InMemoryStorage storage;

    InMemoryArchive(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<Kept> find(DocumentId document) {
        synchronized (storage) {
            return Optional.ofNullable(storage.documentsById().get(document)).map(stored -> new Kept(stored.id,
                    stored.title, stored.type, stored.createdAt.toEpochMilli(), stored.creator, stored.head()));
        }
    }

    @Override
    public List<DocumentId> documents(@Nullable DocumentId after, int limit) {
        synchronized (storage) {
            List<DocumentId> all = List.copyOf(storage.documentsById().keySet());
            return all.stream().skip(after == null ? 0 : all.indexOf(after) + 1L).limit(limit).toList();
        }
    }

    @Override
    public RevisionPages revisions(DocumentId document, long afterRevision, long throughRevision) {
        List<StoredRevision> rows;
        synchronized (storage) {
            rows = storage.stored(document).commits.stream()
                    .filter(commit -> commit.revision() > afterRevision && commit.revision() <= throughRevision)
                    .map(InMemoryArchive::row).toList();
        }
        return new RevisionPages() {
            private int next;

            @Override
            public List<StoredRevision> next() {
                int from = next;
                next = Math.min(rows.size(), from + PAGE);
                return rows.subList(from, next);
            }

            @Override
            public void close() {
                next = rows.size();
            }
        };
    }

    private static StoredRevision row(Commit commit) {
        return new StoredRevision(commit.revision(), commit.kind().number(), commit.id().displayId(), commit.id().seq(),
                commit.atMillis(), commit.op().baseLength(), commit.submitHash(), commit.chain(),
                StoredOperation.of(commit.opBytes()));
    }

    @Override
    public List<Client> clients(DocumentId document) {
        synchronized (storage) {
            return storage.stored(document).sessions.values().stream().map(session -> {
                PersonDirectory.Person person = storage.peopleById().get(session.person());
                return new Client(session.displayId(), session.person(), person == null ? "?" : person.name(),
                        person == null ? "#000000" : person.colour());
            }).sorted(Comparator.comparingInt(Client::displayId)).toList();
        }
    }

    @Override
    public Map<Long, OperationDigest> redactions(DocumentId document) {
        return Map.of();
    }

    @Override
    public List<Long> snapshots(DocumentId document) {
        synchronized (storage) {
            return List.copyOf(storage.stored(document).snapshots.keySet());
        }
    }

    @Override
    public Optional<StoredSnapshot> snapshot(DocumentId document, long revision) {
        synchronized (storage) {
            Snapshot snapshot = storage.stored(document).snapshots.get(revision);
            return snapshot == null
                    ? Optional.empty()
                    : Optional.of(new StoredSnapshot.Intact(snapshot.chain(),
                            new String(OpsJson.write(snapshot.document().toOps()), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public long operationBytes(DocumentId document, long afterRevision, long throughRevision) {
        synchronized (storage) {
            return storage.stored(document).commits.stream()
                    .filter(commit -> commit.revision() > afterRevision && commit.revision() <= throughRevision)
                    .mapToLong(commit -> commit.opBytes().length).sum();
        }
    }

    @Override
    public int removeSnapshots(DocumentId document, Collection<Long> revisions) {
        synchronized (storage) {
            Map<Long, Snapshot> snapshots = storage.stored(document).snapshots;
            int before = snapshots.size();
            snapshots.keySet().removeAll(revisions);
            return before - snapshots.size();
        }
    }

    @Override
    public boolean setFrozen(DocumentId document, boolean frozen) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.stored(document);
            Head.State wanted = frozen ? Head.State.FROZEN : Head.State.OPEN;
            boolean changes = stored.state != Head.State.DELETED && stored.state != wanted;
            if (changes)
                stored.state = wanted;
            return changes;
        }
    }

    @Override
    public Arrival receive(Kept document, List<Client> clients) throws DocumentExistsException {
        synchronized (storage) {
            if (storage.documentsById().containsKey(document.id()))
                throw new DocumentExistsException(document.id());
        }
        return new InMemoryArrival(document, clients);
    }

    private final class InMemoryArrival implements Arrival {
        private final Kept document;
        private final List<Client> clients;
        private final List<Commit> commits = new ArrayList<>();
        private final Map<Long, Snapshot> snapshots = new TreeMap<>();

        InMemoryArrival(Kept document, List<Client> clients) {
            this.document = document;
            this.clients = clients;
        }

        @Override
        public void add(List<StoredRevision> revisions) {
            revisions.forEach(row -> commits.add(commit(row)));
        }

        @Override
        public void add(Snapshot snapshot) {
            snapshots.put(snapshot.revision(), snapshot);
        }

        @Override
        public void finish() {
            synchronized (storage) {
                InMemoryStorage.Stored stored = new InMemoryStorage.Stored(document.id(), document.title(),
                        document.type(), document.creator(), Instant.ofEpochMilli(document.createdAtMillis()));
                stored.commits.addAll(commits);
                stored.snapshots.putAll(snapshots);
                for (Client client : clients) {
                    storage.peopleById().putIfAbsent(client.person(), new PersonDirectory.Person(client.person(),
                            client.name(), client.colour(), PersonDirectory.Kind.GUEST));
                    stored.sessions.put(new ClientId(UUID.randomUUID()),
                            new SessionStore.Session(client.displayId(), client.person(), false));
                }
                storage.documentsById().put(document.id(), stored);
            }
        }

        @Override
        public void close() {
            commits.clear();
        }
    }

    private static Commit commit(StoredRevision row) {
        try {
            return Commit.stored(row.revision(), CommitKind.ofNumber(row.kindNumber()),
                    new SubmissionId(row.displayId(), row.seq()), row.atMillis(),
                    OpsJson.read(row.operation().operation(), OpsLimits.UNLIMITED).on(row.baseLength()),
                    row.operation().operation(), row.submitHash(), row.chain());
        } catch (MalformedOpsException | OtException e) {
            throw new StorageException("Revision " + row.revision() + " cannot be kept", e);
        }
    }
}
