package io.inkwell.sync.port;

import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.Optional;

/** The people and programs that are known. */
public interface PersonDirectory {
    /**
     * Stores a person.
     *
     * @param id a fresh id
     * @param keyHash SHA-256 of the person's key, 32 bytes
     * @throws StorageException if the store cannot answer
     */
    Person create(PersonId id, String name, String colour, Kind kind, byte[] keyHash, Instant at);

    /** The person with this id. */
    Optional<Person> find(PersonId id);

    /** The person whose key has this SHA-256 hash. */
    Optional<Person> findByKeyHash(byte[] keyHash);

    /** How a person came to be known. */
    enum Kind {
        /** Signed in at the door of this computer: may open every document. */
        LOCAL,
        /** Came by an invitation: may open the documents it was invited to. */
        GUEST
    }

    /**
     * Somebody known.
     *
     * @param id the stored name
     * @param name what others see
     * @param colour "#rrggbb", for carets
     * @param kind how the person came to be known
     */
    record Person(PersonId id, String name, String colour, Kind kind) {}
}
