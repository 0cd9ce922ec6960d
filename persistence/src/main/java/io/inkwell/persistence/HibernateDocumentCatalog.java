package io.inkwell.persistence;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of documents, through Hibernate. The heads that belong to it are read and changed by plain SQL in the same
 * transaction.
 */
final class HibernateDocumentCatalog implements DocumentCatalog {

    private static final String NEWEST_FIRST = """
            select d from DocumentRow d left join fetch d.creator
            where d.deletedAt is null
              and (:after is null or d.number < (select a.number from DocumentRow a where a.id = :after))
              and (:person is null or d.creator.id = :person or exists (
                   select 1 from MemberRow m join PersonRow p on p.number = m.key.personNo
                   where m.key.documentNo = d.number and p.id = :person and m.expiresAt > :now))
            order by d.number desc""";

    private final Catalogue catalogue;

    HibernateDocumentCatalog(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What an entry tells of a head. */
    private record HeadLine(long revision, Instant at) {}

    @Override
    public Entry create(DocumentId id, String title, DocumentType type, @Nullable PersonId creator, Instant at) {
        Instant createdAt = at.truncatedTo(ChronoUnit.MILLIS);
        return catalogue.inTransaction("Making document " + id, session -> {
            DocumentRow row = new DocumentRow(id, title, type, creator == null ? null : person(session, creator),
                    createdAt);
            session.persist(row);
            session.createNativeMutationQuery("""
                    insert into document_head(document_no, head_rev, acl_rev, head_at, display_count, state, head_chain)
                    values (:document, 0, 0, :at, 0, :open, :chain)""").setParameter("document", number(row))
                    .setParameter("at", createdAt).setParameter("open", Head.State.OPEN.number())
                    .setParameter("chain", Digest.chainStart(id).toBytes()).executeUpdate();
            return entry(row, new HeadLine(0, createdAt));
        });
    }

    @Override
    public Optional<Entry> find(DocumentId id) {
        return catalogue.inTransaction("Finding document " + id,
                session -> known(session, id).map(row -> entries(session, List.of(row)).getFirst()));
    }

    @Override
    public List<Entry> list(@Nullable PersonId visibleTo, @Nullable DocumentId after, int limit, Instant now) {
        return catalogue.inTransaction("Listing documents", session -> {
            List<DocumentRow> rows = session.createSelectionQuery(NEWEST_FIRST, DocumentRow.class)
                    .setParameter("after", after == null ? null : after.value(), String.class)
                    .setParameter("person", visibleTo == null ? null : visibleTo.value(), String.class)
                    .setParameter("now", now)
                    .setMaxResults(limit).list();
            return entries(session, rows);
        });
    }

    @Override
    public boolean rename(DocumentId id, String title) {
        return catalogue.inTransaction("Renaming document " + id, session -> {
            Optional<DocumentRow> row = known(session, id);
            row.ifPresent(found -> found.title = title);
            return row.isPresent();
        });
    }

    @Override
    public boolean delete(DocumentId id, Instant at) {
        return catalogue.inTransaction("Deleting document " + id, session -> {
            Optional<DocumentRow> row = known(session, id);
            row.ifPresent(found -> {
                found.deletedAt = at;
                session.createNativeMutationQuery(
                        "update document_head set state = :deleted where document_no = :document")
                        .setParameter("deleted", Head.State.DELETED.number()).setParameter("document", number(found))
                        .executeUpdate();
            });
            return row.isPresent();
        });
    }

    @Override
    public void putMember(DocumentId id, PersonId person, Access access, Instant expiresAt) {
        Membership membership = new Membership(access, expiresAt.truncatedTo(ChronoUnit.MILLIS));
        catalogue.inTransaction("Letting somebody into document " + id, session -> {
            DocumentRow document = known(session, id)
                    .orElseThrow(() -> new NoSuchElementException("There is no document " + id));
            // First the head: its row lock also keeps two changes of one member apart.
            session.createNativeMutationQuery(
                    "update document_head set acl_rev = acl_rev + 1 where document_no = :document")
                    .setParameter("document", number(document)).executeUpdate();
            MemberRow.Key key = new MemberRow.Key(number(document), number(person(session, person)));
            MemberRow row = session.find(MemberRow.class, key);
            if (row == null) {
                session.persist(new MemberRow(key, membership));
            } else {
                row.change(membership);
            }
            return key;
        });
    }

    @Override
    public Optional<Membership> member(DocumentId id, PersonId person) {
        return catalogue.inTransaction("Finding a member of document " + id, session -> session.createSelectionQuery(
                """
                        select m from MemberRow m, DocumentRow d, PersonRow p
                        where m.key.documentNo = d.number and m.key.personNo = p.number and d.id = :document and p.id = :person""",
                MemberRow.class).setParameter("document", id.value()).setParameter("person", person.value())
                .uniqueResultOptional()
                .map(MemberRow::toMembership));
    }

    private static Optional<DocumentRow> known(Session session, DocumentId id) {
        return session.createSelectionQuery(
                "from DocumentRow d left join fetch d.creator where d.id = :id and d.deletedAt is null",
                DocumentRow.class).setParameter("id", id.value()).uniqueResultOptional();
    }

    private static PersonRow person(Session session, PersonId id) {
        return HibernatePersonDirectory.row(session, id)
                .orElseThrow(() -> new NoSuchElementException("There is no person " + id));
    }

    private static List<Entry> entries(Session session, List<DocumentRow> rows) {
        Map<Long, HeadLine> heads = new HashMap<>();
        for (Object[] head : session
                .createNativeQuery(
                        "select document_no, head_rev, head_at from document_head where document_no in (:documents)",
                        Object[].class)
                .addScalar("document_no", Long.class).addScalar("head_rev", Long.class)
                .addScalar("head_at", Instant.class)
                .setParameterList("documents", rows.stream().map(HibernateDocumentCatalog::number).toList()).list()) {
            heads.put((Long) head[0], new HeadLine((Long) head[1], (Instant) head[2]));
        }
        return rows.stream()
                .map(row -> entry(row, Objects.requireNonNull(heads.get(number(row)), "a document without a head")))
                .toList();
    }

    private static Entry entry(DocumentRow row, HeadLine head) {
        PersonRow creator = row.creator;
        return new Entry(new DocumentId(row.id), row.title, row.documentType(),
                creator == null ? null : new PersonId(creator.id),
                row.createdAt, head.revision(), head.at());
    }

    private static long number(DocumentRow row) {
        return Objects.requireNonNull(row.number, "a stored document has a number");
    }

    private static long number(PersonRow row) {
        return Objects.requireNonNull(row.number, "a stored person has a number");
    }
}
