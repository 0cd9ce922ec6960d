package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.DocumentCatalog.Membership;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DocumentCatalog} promises. */
public abstract class DocumentCatalogContract {
    private static final Instant NOW = Scribe.START.plusSeconds(60);

    private Storage storage;
    private DocumentCatalog documents;
    private PersonId ada;
    private PersonId bob;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openCatalogue() {
        storage = storage();
        documents = storage.documents();
        ada = Scribe.newPerson(storage);
        bob = Scribe.newPerson(storage);
    }

    @Test
    void aMadeDocumentIsFoundAtRevisionZero() {
        DocumentId id = Scribe.newDocument(storage, ada);
        Entry entry = documents.find(id).orElseThrow();
        assertThat(entry).isEqualTo(
                new Entry(id, "Title of " + id, DocumentType.TEXT, ada, Scribe.START, 0, Scribe.START));
        DocumentId made = new DocumentId("made-by-" + ada);
        Entry returned = documents.create(made, "", DocumentType.RICH, null, NOW.plusNanos(1_234_567));
        assertThat(returned.createdAt()).as("whole milliseconds").isEqualTo(NOW.plusMillis(1));
        assertThat(documents.find(made)).contains(returned);
        assertThat(documents.find(new DocumentId("nowhere"))).isEmpty();
    }

    @Test
    void anIdIsNeverGivenTwice() {
        DocumentId id = Scribe.newDocument(storage, ada);
        assertThatThrownBy(() -> documents.create(id, "again", DocumentType.TEXT, ada, NOW))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void anEntryTellsTheHead() {
        Scribe scribe = Scribe.on(storage);
        scribe.write("a", "b");
        Entry entry = documents.find(scribe.document()).orElseThrow();
        assertThat(entry.revision()).isEqualTo(2);
        assertThat(entry.changedAt()).isEqualTo(Scribe.START.plusMillis(1));
    }

    @Test
    void theListIsNewestFirstAndPaged() {
        DocumentId first = Scribe.newDocument(storage, ada);
        DocumentId second = Scribe.newDocument(storage, ada);
        DocumentId third = Scribe.newDocument(storage, ada);
        assertThat(list(ada, null, 10)).containsExactly(third, second, first);
        assertThat(list(ada, null, 2)).containsExactly(third, second);
        assertThat(list(ada, second, 2)).containsExactly(first);
        assertThat(list(null, null, 2)).containsExactly(third, second);
        documents.delete(second, NOW);
        assertThat(list(ada, null, 10)).containsExactly(third, first);
        assertThat(list(ada, second, 10)).as("the page after one that is gone").containsExactly(first);
        assertThat(list(ada, new DocumentId("nowhere"), 10)).isEmpty();
    }

    @Test
    void onlyOwnAndOpenedDocumentsAreVisible() {
        DocumentId own = Scribe.newDocument(storage, bob);
        DocumentId opened = Scribe.newDocument(storage, ada);
        DocumentId expired = Scribe.newDocument(storage, ada);
        Scribe.newDocument(storage, ada);
        documents.putMember(opened, bob, Access.READ, NOW.plusSeconds(1));
        documents.putMember(expired, bob, Access.WRITE, NOW);
        assertThat(list(bob, null, 10)).containsExactly(opened, own);
    }

    private List<DocumentId> list(@Nullable PersonId visibleTo, @Nullable DocumentId after, int limit) {
        return documents.list(visibleTo, after, limit, NOW).stream().map(Entry::id).toList();
    }

    @Test
    void aDocumentGetsAnotherTitle() {
        DocumentId id = Scribe.newDocument(storage, ada);
        assertThat(documents.rename(id, "Other \uD83D\uDE00")).isTrue();
        assertThat(documents.find(id).orElseThrow().title()).isEqualTo("Other \uD83D\uDE00");
        assertThat(documents.rename(new DocumentId("nowhere"), "x")).isFalse();
    }

    @Test
    void aDeletedDocumentIsGoneForTheCatalogue() {
        DocumentId id = Scribe.newDocument(storage, ada);
        assertThat(documents.delete(id, NOW)).isTrue();
        assertThat(documents.find(id)).isEmpty();
        assertThat(documents.delete(id, NOW)).isFalse();
        assertThat(documents.rename(id, "x")).isFalse();
        assertThat(documents.delete(new DocumentId("nowhere"), NOW)).isFalse();
    }

    @Test
    void everyChangeOfAMemberRaisesTheAccessRevision() {
        DocumentId id = Scribe.newDocument(storage, ada);
        assertThat(documents.member(id, bob)).isEmpty();
        documents.putMember(id, bob, Access.READ, NOW);
        assertThat(documents.member(id, bob)).contains(new Membership(Access.READ, NOW));
        assertThat(accessRevision(id)).isEqualTo(1);
        documents.putMember(id, bob, Access.WRITE, NOW.plusSeconds(9));
        assertThat(documents.member(id, bob)).contains(new Membership(Access.WRITE, NOW.plusSeconds(9)));
        assertThat(accessRevision(id)).isEqualTo(2);
        assertThat(documents.member(new DocumentId("nowhere"), bob)).isEmpty();
        assertThatThrownBy(() -> documents.putMember(new DocumentId("nowhere"), bob, Access.READ, NOW))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aChangeThatFailsRaisesNothing() {
        DocumentId id = Scribe.newDocument(storage, ada);
        assertThatThrownBy(() -> documents.putMember(id, new PersonId("nobody"), Access.READ, NOW))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(accessRevision(id)).isZero();
    }

    private long accessRevision(DocumentId id) {
        return storage.log().tail(new RevisionLog.TailQuery(id, 0, 1, 0, null)).head().accessRevision();
    }
}
