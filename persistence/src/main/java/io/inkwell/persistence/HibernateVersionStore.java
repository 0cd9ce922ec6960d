package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.StorageException;
import io.inkwell.sync.port.VersionStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The named versions, through Hibernate. That a name stands once is looked up, and in the end for the table to say: two people may ask at once. */
final class HibernateVersionStore implements VersionStore {

    private static final String UNIQUE_NAME = "named_version_name";
    private static final String NEWEST_FIRST = """
            select v from VersionRow v join fetch v.creator, DocumentRow d
            where d.number = v.documentNo and d.id = :document
              and (:after is null or exists (select 1 from VersionRow a where a.id = :after and a.documentNo = v.documentNo
                   and (v.revision < a.revision or (v.revision = a.revision and v.number < a.number))))
            order by v.revision desc, v.number desc""";

    private final Catalogue catalogue;

    HibernateVersionStore(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Optional<Version> create(DocumentId document, VersionId id, long revision, String name, PersonId by,
            Instant at) {
        return unlessNameIsTaken("Naming a revision of document " + document, session -> {
            // The number alone: a document brings a stand-in for its maker with it, whose fields are empty.
            long number = session.createSelectionQuery("select number from DocumentRow where id = :id", Long.class)
                    .setParameter("id", document.value()).uniqueResultOptional()
                    .orElseThrow(() -> new NoSuchElementException("There is no document " + document));
            PersonRow creator = HibernatePersonDirectory.row(session, by)
                    .orElseThrow(() -> new NoSuchElementException("There is no person " + by));
            if (isTaken(session, number, name))
                return Optional.empty();
            VersionRow version = new VersionRow(number, id, revision, name, creator,
                    at.truncatedTo(ChronoUnit.MILLIS));
            session.persist(version);
            session.flush();
            return Optional.of(version.toVersion());
        });
    }

    @Override
    public Optional<Version> find(DocumentId document, VersionId id) {
        return catalogue.inTransaction("Finding a version of document " + document,
                session -> known(session, document, id).map(VersionRow::toVersion));
    }

    @Override
    public List<Version> list(DocumentId document, @Nullable VersionId after, int limit) {
        return catalogue.inTransaction("Listing the versions of document " + document,
                session -> session.createSelectionQuery(NEWEST_FIRST, VersionRow.class)
                        .setParameter("document", document.value())
                        .setParameter("after", after == null ? null : after.value(), String.class)
                        .setMaxResults(limit).list().stream().map(VersionRow::toVersion).toList());
    }

    @Override
    public Set<Long> namedRevisions(DocumentId document, long afterRevision, long throughRevision) {
        return catalogue.inTransaction("Finding the named revisions of document " + document,
                session -> new HashSet<>(session.createSelectionQuery("""
                        select distinct v.revision from VersionRow v, DocumentRow d
                        where d.number = v.documentNo and d.id = :document and v.revision > :after
                          and v.revision <= :through""", Long.class)
                        .setParameter("document", document.value()).setParameter("after", afterRevision)
                        .setParameter("through", throughRevision).list()));
    }

    @Override
    public Renaming rename(DocumentId document, VersionId id, String name) {
        return unlessNameIsTaken("Renaming a version of document " + document, session -> {
            Optional<VersionRow> row = known(session, document, id);
            if (row.isEmpty())
                return Optional.of(Renaming.UNKNOWN);
            VersionRow found = row.get();
            if (!found.name.equals(name) && isTaken(session, found.documentNo, name))
                return Optional.empty();
            found.name = name;
            session.flush();
            return Optional.of(Renaming.RENAMED);
        }).orElse(Renaming.NAME_TAKEN);
    }

    @Override
    public boolean delete(DocumentId document, VersionId id) {
        return catalogue.inTransaction("Deleting a version of document " + document, session -> {
            Optional<VersionRow> row = known(session, document, id);
            row.ifPresent(session::remove);
            return row.isPresent();
        });
    }

    private static boolean isTaken(Session session, long documentNo, String name) {
        return session.createSelectionQuery(
                "select count(*) from VersionRow where documentNo = :document and name = :name", Long.class)
                .setParameter("document", documentNo).setParameter("name", name).getSingleResult() > 0;
    }

    /** What the work answers; empty, too, if the table refuses it because somebody gave the name just then. */
    private <T> Optional<T> unlessNameIsTaken(String what, Function<Session, Optional<T>> work) {
        try {
            return catalogue.inTransaction(what, work);
        } catch (StorageException failed) {
            if (failed.getCause() instanceof ConstraintViolationException violation
                    && UNIQUE_NAME.equals(violation.getConstraintName()))
                return Optional.empty();
            throw failed;
        }
    }

    private static Optional<VersionRow> known(Session session, DocumentId document, VersionId id) {
        return session.createSelectionQuery("""
                select v from VersionRow v join fetch v.creator, DocumentRow d
                where d.number = v.documentNo and d.id = :document and v.id = :id""", VersionRow.class)
                .setParameter("document", document.value()).setParameter("id", id.value()).uniqueResultOptional();
    }
}
