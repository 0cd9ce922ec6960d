package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.Scribe;
import org.junit.jupiter.api.Test;

/** A node that has not noticed yet that the log lost its end may still store what it holds: nobody is to build on that. */
class ASnapshotOfAnotherHistoryIsPassedOverTest {
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Scribe scribe = Scribe.on(storage);
    private final History history = new History(storage.snapshots(), storage.history());

    @Test
    void theDocumentIsBuiltFromAnOlderOneThatIsOfTheLog() {
        scribe.write("a", "b", "c");
        storage.snapshots().save(scribe.document(), history.at(scribe.document(), DocumentType.TEXT, 1));
        storage.snapshots().save(scribe.document(),
                new Snapshot(2, Digest.chainStart(scribe.document()), Document.ofText("lost")));
        assertThat(history.newestSnapshot(scribe.document(), DocumentType.TEXT, 3).revision()).isEqualTo(1);
        assertThat(history.at(scribe.document(), DocumentType.TEXT, 3).document().text()).isEqualTo("abc");
        assertThat(history.at(scribe.document(), DocumentType.TEXT, 2).document().text()).isEqualTo("ab");
    }
}
