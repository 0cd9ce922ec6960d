package io.inkwell.sync.port;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The clients of an {@link InMemoryStorage}. */
final class InMemorySessionStore implements SessionStore {
    private final InMemoryStorage storage;

    InMemorySessionStore(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public int create(DocumentId document, ClientId client, PersonId person) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.stored(document);
            if (!storage.peopleById().containsKey(person)) {
                throw new NoSuchElementException("There is no person " + person);
            }
            if (storage.documentsById().values().stream().anyMatch(any -> any.sessions.containsKey(client))) {
                throw new StorageException("This client is stored already");
            }
            int displayId = stored.sessions.size() + 1;
            stored.sessions.put(client, new Session(displayId, person, false));
            return displayId;
        }
    }

    @Override
    public Optional<Session> find(DocumentId document, ClientId client) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null ? Optional.empty() : Optional.ofNullable(stored.sessions.get(client));
        }
    }

    @Override
    public Set<Integer> displayIds(DocumentId document, PersonId person) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null
                    ? Set.of()
                    : stored.sessions.values().stream().filter(session -> session.person().equals(person))
                            .map(Session::displayId).collect(Collectors.toSet());
        }
    }
}
