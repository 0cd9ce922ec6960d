package io.inkwell.persistence;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.PersonDirectory.Kind;
import io.inkwell.sync.port.PersonDirectory.Person;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code person}. */
@Entity
@Table(name = "person")
class PersonRow {

    private static final short LOCAL = 0;
    private static final short GUEST = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long number;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(nullable = false)
    short kind;

    @Column(nullable = false, updatable = false)
    String id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String colour;

    @Column(name = "key_hash", nullable = false)
    byte[] keyHash;

    /** For Hibernate, which fills every field afterwards. */
    PersonRow() {
        this(new PersonId(""), "", "", Kind.GUEST, new byte[0], Instant.EPOCH);
    }

    PersonRow(PersonId id, String name, String colour, Kind kind, byte[] keyHash, Instant createdAt) {
        this.id = id.value();
        this.name = name;
        this.colour = colour;
        this.kind = switch (kind) {
            case LOCAL -> LOCAL;
            case GUEST -> GUEST;
        };
        this.keyHash = keyHash.clone();
        this.createdAt = createdAt;
    }

    Person toPerson() {
        return new Person(new PersonId(id), name, colour, kind == LOCAL ? Kind.LOCAL : Kind.GUEST);
    }
}
