package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} promises. */
public abstract class SessionStoreContract {
    private SessionStore sessions;
    private PersonId person;
    private PersonId otherPerson;
    private DocumentId document;
    private DocumentId otherDocument;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocuments() {
        Storage storage = storage();
        sessions = storage.sessions();
        person = Scribe.newPerson(storage);
        otherPerson = Scribe.newPerson(storage);
        document = Scribe.newDocument(storage, person);
        otherDocument = Scribe.newDocument(storage, person);
    }

    @Test
    void displayIdsCountFromOneInEachDocument() {
        assertThat(sessions.create(document, newClient(), person)).isEqualTo(1);
        assertThat(sessions.create(document, newClient(), person)).isEqualTo(2);
        assertThat(sessions.create(otherDocument, newClient(), person)).isEqualTo(1);
    }

    @Test
    void clientsThatComeAtOnceGetDifferentDisplayIds() throws Exception {
        Callable<Integer> open = () -> sessions.create(document, newClient(), person);
        List<Integer> allotted = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> displayId : threads.invokeAll(Collections.nCopies(20, open))) {
                allotted.add(displayId.get());
            }
        }
        assertThat(allotted).containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void aClientIsFoundInItsDocumentOnly() {
        ClientId client = newClient();
        int displayId = sessions.create(document, client, person);
        assertThat(sessions.find(document, client)).contains(new SessionStore.Session(displayId, person, false));
        assertThat(sessions.find(otherDocument, client)).isEmpty();
        assertThat(sessions.find(document, newClient())).isEmpty();
    }

    @Test
    void allClientsOfAPersonAreKnown() {
        int first = sessions.create(document, newClient(), person);
        sessions.create(document, newClient(), otherPerson);
        int second = sessions.create(document, newClient(), person);
        sessions.create(otherDocument, newClient(), person);
        assertThat(sessions.displayIds(document, person)).containsExactlyInAnyOrder(first, second);
        assertThat(sessions.displayIds(document, new PersonId("nobody"))).isEmpty();
        assertThat(sessions.displayIds(new DocumentId("nowhere"), person)).isEmpty();
    }

    @Test
    void aClientIdIsNeverBoundTwice() {
        ClientId client = newClient();
        sessions.create(document, client, person);
        assertThatThrownBy(() -> sessions.create(otherDocument, client, person)).isInstanceOf(StorageException.class);
    }

    @Test
    void anUnknownDocumentOrPersonGetsNoClient() {
        assertThatThrownBy(() -> sessions.create(new DocumentId("nowhere"), newClient(), person))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> sessions.create(document, newClient(), new PersonId("nobody")))
                .isInstanceOf(NoSuchElementException.class);
    }

    private static ClientId newClient() {
        return new ClientId(UUID.randomUUID());
    }
}
