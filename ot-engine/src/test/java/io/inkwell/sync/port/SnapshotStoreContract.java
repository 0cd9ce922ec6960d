package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.cases.Choices;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.RandomDeltas;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} promises. */
public abstract class SnapshotStoreContract {
    private SnapshotStore snapshots;
    private DocumentId document;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocument() {
        Storage storage = storage();
        snapshots = storage.snapshots();
        document = Scribe.newDocument(storage, Scribe.newPerson(storage));
    }

    @Test
    void theNewestAtOrBelowTheRevisionIsFound() {
        Snapshot ten = snapshot(10, "ten");
        Snapshot twenty = snapshot(20, "twenty");
        snapshots.save(document, twenty);
        snapshots.save(document, ten);
        assertThat(snapshots.newestAtOrBelow(document, 9)).isEmpty();
        assertThat(snapshots.newestAtOrBelow(document, 10)).contains(ten);
        assertThat(snapshots.newestAtOrBelow(document, 19)).contains(ten);
        assertThat(snapshots.newestAtOrBelow(document, 20)).contains(twenty);
        assertThat(snapshots.newestAtOrBelow(document, Long.MAX_VALUE)).contains(twenty);
        assertThat(snapshots.newestAtOrBelow(new DocumentId("nowhere"), 20)).isEmpty();
    }

    @Test
    void storingTheSameRevisionAgainChangesNothing() {
        Snapshot first = snapshot(5, "first");
        snapshots.save(document, first);
        snapshots.save(document, snapshot(5, "second"));
        assertThat(snapshots.newestAtOrBelow(document, 5)).contains(first);
    }

    @Test
    void everyDocumentComesBackAsItWas() {
        RandomDeltas random = new RandomDeltas(Choices.seeded(20261121), 50);
        for (int revision = 0; revision < 50; revision++) {
            Snapshot saved = new Snapshot(revision, new Digest(revision, 1), random.document());
            snapshots.save(document, saved);
            assertThat(snapshots.newestAtOrBelow(document, revision)).contains(saved);
        }
    }

    @Test
    void aDocumentOfAMegabyteComesBack() {
        Snapshot large = snapshot(1, "The quick brown fox. ".repeat(50_000));
        snapshots.save(document, large);
        assertThat(snapshots.newestAtOrBelow(document, 1)).contains(large);
    }

    private static Snapshot snapshot(long revision, String text) {
        return new Snapshot(revision, new Digest(revision, 7), Document.ofText(text));
    }
}
