package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.PersonDirectory.Kind;
import io.inkwell.sync.port.PersonDirectory.Person;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PersonDirectory} promises. */
public abstract class PersonDirectoryContract {
    private PersonDirectory people;
    private PersonId id;
    private byte[] keyHash;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void choosePerson() {
        people = storage().people();
        id = new PersonId(UUID.randomUUID().toString());
        keyHash = hashOf(id);
    }

    @Test
    void aStoredPersonIsFoundByIdAndByKey() {
        Person ada = new Person(id, "Ada \uD83D\uDE00", "#00ff7f", Kind.GUEST);
        assertThat(people.create(id, ada.name(), ada.colour(), ada.kind(), keyHash, Scribe.START)).isEqualTo(ada);
        assertThat(people.find(id)).contains(ada);
        assertThat(people.findByKeyHash(keyHash)).contains(ada);
    }

    @Test
    void nobodyElseIsFound() {
        people.create(id, "Ada", "#000000", Kind.LOCAL, keyHash, Scribe.START);
        keyHash[31] ^= 1;
        assertThat(people.findByKeyHash(keyHash)).isEmpty();
        assertThat(people.find(new PersonId("nobody"))).isEmpty();
    }

    @Test
    void anIdAndAKeyBelongToOnePersonOnly() {
        people.create(id, "Ada", "#000000", Kind.LOCAL, keyHash, Scribe.START);
        PersonId other = new PersonId(UUID.randomUUID().toString());
        assertThatThrownBy(() -> people.create(other, "Eve", "#000000", Kind.LOCAL, keyHash, Scribe.START))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> people.create(id, "Eve", "#000000", Kind.LOCAL, hashOf(other), Scribe.START))
                .isInstanceOf(StorageException.class);
    }

    private static byte[] hashOf(PersonId id) {
        byte[] hash = new byte[32];
        byte[] name = id.value().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, hash, 0, 32);
        return hash;
    }
}
