package io.inkwell.sync.port;

import static io.inkwell.sync.port.HistoryReader.Query.below;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.port.HistoryReader.Kind;
import io.inkwell.sync.port.HistoryReader.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<HistoryReader.Line> lines = history.list(ada.document(), below(Long.MAX_VALUE, 10));
        assertThat(lines).containsExactly(
                new HistoryReader.Line(2, CommitKind.Edit.EDIT, second.id(), author(bob), second.atMillis(), 1, 2,
                        second.opBytes().length),
                new HistoryReader.Line(1, CommitKind.Edit.EDIT, first.id(), author(ada), first.atMillis(), 5, 0,
                        first.opBytes().length));
        assertThat(history.list(ada.document(), below(2, 10))).isEqualTo(lines.subList(1, 2));
        assertThat(history.list(ada.document(), below(3, 1))).isEqualTo(lines.subList(0, 1));
        assertThat(history.list(ada.document(), below(1, 1))).isEmpty();
        assertThat(history.list(ada.document(), new Query(1, 3, null, null, 10))).isEqualTo(lines.subList(0, 1));
    }

    @Test
    void aListCanBeOfOnePersonAndOfOneKind() {
        Scribe bob = ada.another();
        ada.write("one");
        bob.catchUp();
        bob.append(List.of(bob.prepare(CommitKind.Restore.RESTORE, Delta.on(3).insert("two").build())));
        ada.catchUp();
        ada.append(List.of(ada.prepare(new CommitKind.Refused(RefusalCode.DOC_FULL), Delta.identity(6))));
        assertThat(revisions(new Query(0, 9, ada.person(), null, 9))).containsExactly(3L, 1L);
        assertThat(revisions(new Query(0, 9, bob.person(), null, 9))).containsExactly(2L);
        assertThat(revisions(new Query(0, 9, ada.person(), Kind.EDIT, 9))).containsExactly(1L);
        assertThat(revisions(new Query(0, 9, null, Kind.RESTORE, 9))).containsExactly(2L);
        assertThat(revisions(new Query(0, 9, null, Kind.REFUSED, 9))).containsExactly(3L);
        assertThat(revisions(new Query(0, 9, null, Kind.BURNT, 9))).isEmpty();
        assertThat(revisions(new Query(0, 9, new PersonId("nobody"), null, 9))).isEmpty();
    }

    private List<Long> revisions(Query query) {
        return history.list(ada.document(), query).stream().map(HistoryReader.Line::revision).toList();
    }

    @Test
    void anOutlineIsTheListWithoutTheOperations() {
        ada.write("abc", "de");
        assertThat(history.outline(ada.document(), Long.MAX_VALUE, 9))
                .isEqualTo(history.list(ada.document(), below(Long.MAX_VALUE, 9)).stream()
                        .map(line -> new HistoryReader.Outline(line.revision(), line.kind(), line.id(), line.atMillis(),
                                line.opBytes()))
                        .toList());
        assertThat(history.outline(ada.document(), 2, 9)).hasSize(1);
        assertThat(history.outline(ada.document(), 9, 1)).hasSize(1);
        assertThat(history.outline(new DocumentId("nowhere"), 9, 9)).isEmpty();
    }

    @Test
    void everyDisplayIdHasAPerson() {
        Scribe bob = ada.another();
        assertThat(history.authors(ada.document(), Set.of(ada.displayId(), bob.displayId(), 77)))
                .isEqualTo(Map.of(ada.displayId(), author(ada), bob.displayId(), author(bob)));
        assertThat(history.authors(ada.document(), Set.of())).isEmpty();
        assertThat(history.authors(new DocumentId("nowhere"), Set.of(ada.displayId()))).isEmpty();
    }

    private static HistoryReader.Author author(Scribe scribe) {
        return new HistoryReader.Author(scribe.person(), "Name of " + scribe.person(), "#123abc");
    }
}
