package io.inkwell.persistence;

import io.inkwell.sync.port.StorageException;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** The mapped tables: people, documents, members, named versions. Every piece of work is one transaction. */
final class Catalogue implements AutoCloseable {

    private final SessionFactory sessions;

    /** Checks that the tables are as mapped. */
    Catalogue(DataSource pool) {
        sessions = new HibernatePersistenceConfiguration("inkwell")
                .managedClasses(PersonRow.class, DocumentRow.class, MemberRow.class, VersionRow.class)
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("hibernate.hbm2ddl.auto", "validate")
                .property("hibernate.jdbc.time_zone", "UTC")
                .createEntityManagerFactory();
    }

    /**
     * Does some work in one transaction.
     *
     * @param what what is being done, for the message of a failure
     * @throws StorageException if the database does not answer or refuses; a change may have been made
     */
    <T> T inTransaction(String what, Function<Session, T> work) {
        try {
            return sessions.fromTransaction(work);
        } catch (PersistenceException failed) {
            throw new StorageException(what + " failed: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
