package io.inkwell.persistence;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.SessionStore;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Client ids and whom they belong to. */
final class PostgresSessionStore implements SessionStore {

    /** One statement: two nodes that ask at once get two numbers, and a number is counted even if its client never writes. */
    private static final String CREATE = """
            with allotted as (
                update document_head h set display_count = h.display_count + 1 from document d
                where d.id = ? and h.document_no = d.number returning h.document_no, h.display_count)
            insert into client_session(client_id, document_no, person_no, created_at, display_id)
            select ?, a.document_no, p.number, date_trunc('milliseconds', clock_timestamp()), a.display_count
            from allotted a, person p where p.id = ?
            returning display_id""";

    private static final String FIND = """
            select s.display_id, p.id,
                   exists (select from redaction r where r.document_no = s.document_no and r.display_count >= s.display_id)
            from client_session s
            join document d on d.number = s.document_no join person p on p.number = s.person_no
            where s.client_id = ? and d.id = ?""";

    private static final String DISPLAY_IDS = """
            select s.display_id from client_session s
            join document d on d.number = s.document_no join person p on p.number = s.person_no
            where d.id = ? and p.id = ?""";

    private final Jdbc jdbc;

    PostgresSessionStore(DataSource pool) {
        this.jdbc = new Jdbc(pool);
    }

    @Override
    public int create(DocumentId document, ClientId client, PersonId person) {
        return jdbc.ask("Storing a client of document " + document, CREATE, statement -> {
            statement.setString(1, document.value());
            statement.setObject(2, client.value());
            statement.setString(3, person.value());
        }, row -> row.getInt(1)).stream().findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "There is no document " + document + " or no person " + person));
    }

    @Override
    public Optional<Session> find(DocumentId document, ClientId client) {
        return jdbc.ask("Finding a client of document " + document, FIND, statement -> {
            statement.setObject(1, client.value());
            statement.setString(2, document.value());
        }, row -> new Session(row.getInt(1), new PersonId(row.getString(2)), row.getBoolean(3))).stream().findFirst();
    }

    @Override
    public Set<Integer> displayIds(DocumentId document, PersonId person) {
        return new HashSet<>(
                jdbc.ask("Finding the clients of a person in document " + document, DISPLAY_IDS, statement -> {
                    statement.setString(1, document.value());
                    statement.setString(2, person.value());
                }, row -> row.getInt(1)));
    }
}
