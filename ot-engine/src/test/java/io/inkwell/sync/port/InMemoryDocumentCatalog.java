package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of an {@link InMemoryStorage}. */
final class InMemoryDocumentCatalog implements DocumentCatalog {
    private final InMemoryStorage storage;

    InMemoryDocumentCatalog(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public Entry create(DocumentId id, String title, DocumentType type, @Nullable PersonId creator, Instant at) {
        synchronized (storage) {
            InMemoryStorage.Stored document = new InMemoryStorage.Stored(id, title, type, creator,
                    at.truncatedTo(ChronoUnit.MILLIS));
            if (storage.documentsById().putIfAbsent(id, document) != null) {
                throw new StorageException("There is a document " + id + " already");
            }
            return entry(document);
        }
    }

    @Override
    public Optional<Entry> find(DocumentId id) {
        synchronized (storage) {
            return known(id).map(InMemoryDocumentCatalog::entry);
        }
    }

    @Override
    public List<Entry> list(@Nullable PersonId visibleTo, @Nullable DocumentId after, int limit, Instant now) {
        synchronized (storage) {
            List<InMemoryStorage.Stored> newestFirst = new ArrayList<>(storage.documentsById().values()).reversed();
            return newestFirst.stream().dropWhile(document -> after != null && !document.id.equals(after))
                    .skip(after == null ? 0 : 1)
                    .filter(document -> document.state != Head.State.DELETED)
                    .filter(document -> visible(document, visibleTo, now))
                    .limit(limit).map(InMemoryDocumentCatalog::entry).toList();
        }
    }

    private static boolean visible(InMemoryStorage.Stored document, @Nullable PersonId person, Instant now) {
        if (person == null || person.equals(document.creator)) {
            return true;
        }
        Membership membership = document.members.get(person);
        return membership != null && membership.expiresAt().isAfter(now);
    }

    @Override
    public boolean rename(DocumentId id, String title) {
        synchronized (storage) {
            Optional<InMemoryStorage.Stored> document = known(id);
            document.ifPresent(found -> found.title = title);
            return document.isPresent();
        }
    }

    @Override
    public boolean delete(DocumentId id, Instant at) {
        synchronized (storage) {
            Optional<InMemoryStorage.Stored> document = known(id);
            document.ifPresent(found -> found.state = Head.State.DELETED);
            return document.isPresent();
        }
    }

    @Override
    public void putMember(DocumentId id, PersonId person, Access access, Instant expiresAt) {
        synchronized (storage) {
            InMemoryStorage.Stored document = known(id)
                    .orElseThrow(() -> new NoSuchElementException("There is no document " + id));
            if (!storage.peopleById().containsKey(person)) {
                throw new NoSuchElementException("There is no person " + person);
            }
            document.members.put(person, new Membership(access, expiresAt.truncatedTo(ChronoUnit.MILLIS)));
            document.accessRevision++;
        }
    }

    @Override
    public Optional<Membership> member(DocumentId id, PersonId person) {
        synchronized (storage) {
            InMemoryStorage.Stored document = storage.documentsById().get(id);
            return document == null ? Optional.empty() : Optional.ofNullable(document.members.get(person));
        }
    }

    private Optional<InMemoryStorage.Stored> known(DocumentId id) {
        return Optional.ofNullable(storage.documentsById().get(id))
                .filter(document -> document.state != Head.State.DELETED);
    }

    private static Entry entry(InMemoryStorage.Stored document) {
        Head head = document.head();
        return new Entry(document.id, document.title, document.type, document.creator, document.createdAt,
                head.revision(),
                Instant.ofEpochMilli(head.atMillis()));
    }
}
