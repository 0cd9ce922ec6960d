package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link HistoryReader} promises. */
public abstract class HistoryReaderContract {
    private HistoryReader history;
    private Storage storage;
    private Scribe ada;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocument() {
        storage = storage();
        history = storage.history();
        ada = Scribe.on(storage);
    }

    @Test
    void aStretchIsReadInPagesOldestFirst() {
        List<Commit> written = ada.write("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", "eeeeeeeeee");
        assertThat(history.read(ada.document(), 1, 4, 1_000_000)).isEqualTo(written.subList(1, 4));
        assertThat(history.read(ada.document(), 1, 4, 1)).isEqualTo(written.subList(1, 2));
        assertThat(history.read(ada.document(), 1, 4, written.get(1).opBytes().length + 1))
                .isEqualTo(written.subList(1, 3));
        assertThat(history.read(ada.document(), 5, 9, 100)).isEmpty();
        assertThat(history.read(new DocumentId("nowhere"), 0, 9, 100)).isEmpty();
    }

    @Test
    void aMomentNamesTheNewestRevisionMadeByThen() {
        assertThat(history.revisionAt(ada.document(), Scribe.START.minusMillis(1))).isEmpty();
        assertThat(history.revisionAt(ada.document(), Scribe.START)).hasValue(0);
        for (int i = 0; i < 9; i++) {
            ada.write("two", "at one moment");
        }
        for (int i = 0; i < 9; i++) {
            assertThat(history.revisionAt(ada.document(), Scribe.START.plusMillis(i))).as("after %d ms", i)
                    .hasValue(2L * i);
        }
        assertThat(history.revisionAt(ada.document(), Scribe.START.plusSeconds(60))).hasValue(18);
        assertThat(history.revisionAt(new DocumentId("nowhere"), Scribe.START)).isEmpty();
    }

    @Test
    void aListTellsWhoDidWhatNewestFirst() {
        Scribe bob = ada.another();
        Commit first = ada.write("abc\uD83D\uDE00").getFirst();
        bob.catchUp();
        Commit second = bob.prepare(CommitKind.Edit.EDIT, Delta.on(5).retain(1).delete(2).insert("x").build());
        bob.append(List.of(second));
        List<HistoryReader.Line> lines = history.list(ada.document(), Long.MAX_VALUE, 10);
        assertThat(lines).containsExactly(
                new HistoryReader.Line(2, CommitKind.Edit.EDIT, second.id(), bob.person(), "Name of " + bob.person(),
                        second.atMillis(), 1, 2,
                        second.opBytes().length),
                new HistoryReader.Line(1, CommitKind.Edit.EDIT, first.id(), ada.person(), "Name of " + ada.person(),
                        first.atMillis(), 5, 0,
                        first.opBytes().length));
        assertThat(history.list(ada.document(), 2, 10)).isEqualTo(lines.subList(1, 2));
        assertThat(history.list(ada.document(), 3, 1)).isEqualTo(lines.subList(0, 1));
        assertThat(history.list(ada.document(), 1, 1)).isEmpty();
    }
}
