package io.inkwell.sync.port;

import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The people of an {@link InMemoryStorage}. */
final class InMemoryPersonDirectory implements PersonDirectory {
    private final InMemoryStorage storage;

    InMemoryPersonDirectory(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public Person create(PersonId id, String name, String colour, Kind kind, byte[] keyHash, Instant at) {
        synchronized (storage) {
            Person person = new Person(id, name, colour, kind);
            String key = HexFormat.of().formatHex(keyHash);
            if (storage.peopleById().containsKey(id) || storage.peopleByKeyHash().containsKey(key)) {
                throw new StorageException("This person or key is stored already");
            }
            storage.peopleById().put(id, person);
            storage.peopleByKeyHash().put(key, id);
            return person;
        }
    }

    @Override
    public Optional<Person> find(PersonId id) {
        synchronized (storage) {
            return Optional.ofNullable(storage.peopleById().get(id));
        }
    }

    @Override
    public Optional<Person> findByKeyHash(byte[] keyHash) {
        synchronized (storage) {
            return Optional.ofNullable(storage.peopleByKeyHash().get(HexFormat.of().formatHex(keyHash)))
                    .map(storage.peopleById()::get);
        }
    }
}
