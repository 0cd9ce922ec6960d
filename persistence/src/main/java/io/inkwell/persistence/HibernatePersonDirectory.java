package io.inkwell.persistence;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.PersonDirectory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.Session;

/** The people, through Hibernate. */
final class HibernatePersonDirectory implements PersonDirectory {

    private final Catalogue catalogue;

    HibernatePersonDirectory(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Person create(PersonId id, String name, String colour, Kind kind, byte[] keyHash, Instant at) {
        PersonRow row = new PersonRow(id, name, colour, kind, keyHash, at.truncatedTo(ChronoUnit.MILLIS));
        return catalogue.inTransaction("Storing a person", session -> {
            session.persist(row);
            return row.toPerson();
        });
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return catalogue.inTransaction("Finding a person", session -> row(session, id).map(PersonRow::toPerson));
    }

    @Override
    public Optional<Person> findByKeyHash(byte[] keyHash) {
        return catalogue.inTransaction("Finding a person by key",
                session -> session.createSelectionQuery("from PersonRow where keyHash = :hash", PersonRow.class)
                        .setParameter("hash", keyHash).uniqueResultOptional().map(PersonRow::toPerson));
    }

    static Optional<PersonRow> row(Session session, PersonId id) {
        return session.createSelectionQuery("from PersonRow where id = :id", PersonRow.class)
                .setParameter("id", id.value())
                .uniqueResultOptional();
    }
}
