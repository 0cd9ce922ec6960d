package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.VersionStore.Renaming;
import io.inkwell.sync.port.VersionStore.Version;
import io.inkwell.sync.port.VersionStore.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link VersionStore} promises. */
public abstract class VersionStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private VersionStore versions;
    private PersonId person;
    private DocumentId document;
    private DocumentId otherDocument;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocuments() {
        Storage storage = storage();
        versions = storage.versions();
        person = Scribe.newPerson(storage);
        document = Scribe.newDocument(storage, person);
        otherDocument = Scribe.newDocument(storage, person);
    }

    private Version named(long revision, String name) {
        return versions.create(document, newId(), revision, name, person, NOON).orElseThrow();
    }

    private static VersionId newId() {
        return new VersionId(UUID.randomUUID().toString());
    }

    @Test
    void whatWasNamedIsFoundInItsDocumentOnly() {
        Version made = named(3, "Sent to the printer 🖋");
        assertThat(made.revision()).isEqualTo(3);
        assertThat(made.name()).isEqualTo("Sent to the printer 🖋");
        assertThat(made.createdBy()).isEqualTo(new HistoryReader.Author(person, "Name of " + person, "#123abc"));
        assertThat(made.createdAt()).isEqualTo("2026-11-21T12:00:00.123Z");
        assertThat(versions.find(document, made.id())).contains(made);
        assertThat(versions.find(otherDocument, made.id())).isEmpty();
        assertThat(versions.find(document, newId())).isEmpty();
    }

    @Test
    void aNameStandsOnceInItsDocument() {
        named(1, "Draft");
        assertThat(versions.create(document, newId(), 2, "Draft", person, NOON)).isEmpty();
        assertThat(versions.create(document, newId(), 2, "draft", person, NOON)).isPresent();
        assertThat(versions.create(otherDocument, newId(), 2, "Draft", person, NOON)).isPresent();
        assertThat(versions.list(document, null, 10)).hasSize(2);
    }

    @Test
    void theNewestRevisionComesFirstInPages() {
        Version second = named(2, "b");
        Version start = named(0, "start");
        Version secondAgain = named(2, "c");
        Version fifth = named(5, "a");
        assertThat(versions.list(document, null, 10)).containsExactly(fifth, secondAgain, second, start);
        assertThat(versions.list(document, null, 2)).containsExactly(fifth, secondAgain);
        assertThat(versions.list(document, secondAgain.id(), 2)).containsExactly(second, start);
        assertThat(versions.list(document, start.id(), 2)).isEmpty();
        assertThat(versions.list(document, newId(), 2)).isEmpty();
        assertThat(versions.list(new DocumentId("nowhere"), null, 2)).isEmpty();
        assertThat(versions.namedRevisions(document, 0, 5)).containsExactlyInAnyOrder(2L, 5L);
        assertThat(versions.namedRevisions(document, -1, 4)).containsExactlyInAnyOrder(0L, 2L);
        assertThat(versions.namedRevisions(otherDocument, -1, 9)).isEmpty();
    }

    @Test
    void anotherNameLeavesEverythingElse() {
        Version draft = named(1, "Draft");
        named(2, "Final");
        assertThat(versions.rename(document, draft.id(), "First draft")).isEqualTo(Renaming.RENAMED);
        assertThat(versions.find(document, draft.id())).contains(
                new Version(draft.id(), 1, "First draft", draft.createdBy(), draft.createdAt()));
        assertThat(versions.rename(document, draft.id(), "First draft")).isEqualTo(Renaming.RENAMED);
        assertThat(versions.rename(document, draft.id(), "Final")).isEqualTo(Renaming.NAME_TAKEN);
        assertThat(versions.rename(document, newId(), "Another")).isEqualTo(Renaming.UNKNOWN);
        assertThat(versions.rename(otherDocument, draft.id(), "Another")).isEqualTo(Renaming.UNKNOWN);
    }

    @Test
    void aNameCanBeTakenAwayAndGivenAgain() {
        Version draft = named(1, "Draft");
        assertThat(versions.delete(otherDocument, draft.id())).isFalse();
        assertThat(versions.delete(document, draft.id())).isTrue();
        assertThat(versions.delete(document, draft.id())).isFalse();
        assertThat(versions.list(document, null, 10)).isEqualTo(List.of());
        assertThat(named(4, "Draft").revision()).isEqualTo(4);
    }

    @Test
    void anUnknownDocumentOrPersonNamesNothing() {
        assertThatThrownBy(() -> versions.create(new DocumentId("nowhere"), newId(), 1, "x", person, NOON))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> versions.create(document, newId(), 1, "x", new PersonId("nobody"), NOON))
                .isInstanceOf(NoSuchElementException.class);
    }
}
