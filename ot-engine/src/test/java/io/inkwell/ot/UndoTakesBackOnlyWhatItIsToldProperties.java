package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of selective undo, on short random logs in which some changes are taken back. */
class UndoTakesBackOnlyWhatItIsToldProperties {
    private static final int TRIES = 50_000;

    /** A log: what was changed, and which of it is to be taken back. */
    record Log(Document start, List<Delta> changes, List<Boolean> takenBack) {
        static Log draw(RandomDeltas random) {
            Document start = random.document();
            List<Delta> changes = random.consecutiveOn(start, 4);
            var takenBack = new ArrayList<Boolean>();
            for (int i = 0; i < changes.size(); i++) {
                takenBack.add(random.position(Document.ofText("a")) == 1);
            }
            return new Log(start, changes, takenBack);
        }

        Undo undo() {
            Undo undo = Undo.from(start);
            for (int i = 0; i < changes.size(); i++) {
                if (takenBack.get(i)) {
                    undo.takeBack(changes.get(i));
                } else {
                    undo.keep(changes.get(i));
                }
            }
            return undo;
        }
    }

    @Provide
    Arbitrary<Log> logs() {
        return DrawnDeltas.drawn(Log::draw);
    }

    @Property(tries = TRIES)
    void whatIsLeftIsTheKeptChangesAlone(@ForAll("logs") Log log) {
        Undo undo = Undo.from(log.start);
        Document alone = log.start;
        for (int i = 0; i < log.changes.size(); i++) {
            Delta change = log.changes.get(i);
            if (log.takenBack.get(i)) {
                undo.takeBack(change);
            } else {
                alone = alone.apply(change.transformUnder(undo.undo()));
                undo.keep(change);
            }
            assertThat(undo.head().apply(undo.undo())).as("%s", log).isEqualTo(alone);
        }
    }

    @Property(tries = TRIES)
    void takingAllBackRestoresTheStartAndTakingNothingBackDoesNothing(@ForAll("logs") Log log) {
        Undo all = Undo.from(log.start);
        Undo nothing = Undo.from(log.start);
        for (Delta change : log.changes) {
            all.takeBack(change);
            nothing.keep(change);
        }
        assertThat(all.head().apply(all.undo())).isEqualTo(log.start);
        assertThat(nothing.undo().isIdentity()).isTrue();
        assertThat(nothing.head()).isEqualTo(all.head());
    }

    @Property(tries = TRIES)
    void redoRestoresTheHead(@ForAll("logs") Log log) {
        Undo undo = log.undo();
        Document undone = undo.head().apply(undo.undo());

        assertThat(undone.apply(undo.undo().invert(undo.head()))).isEqualTo(undo.head());
    }

    /** Whose each unit is can be seen here: the start is marked with digits, kept inserts with capitals, others with small letters. */
    @Property(tries = TRIES)
    void nothingThatAKeptChangeInsertedIsDeleted(@ForAll("logs") Log log) {
        Document document = Document.ofText("0".repeat(log.start.length()));
        Undo undo = Undo.from(document);
        for (int i = 0; i < log.changes.size(); i++) {
            boolean takenBack = log.takenBack.get(i);
            Delta change = marked(log.changes.get(i), takenBack ? "t" : "K");
            if (takenBack) {
                undo.takeBack(change);
            } else {
                undo.keep(change);
            }
        }
        String head = undo.head().text();
        String undone = undo.head().apply(undo.undo()).text();

        assertThat(undone).doesNotContain("t");
        assertThat(undone.replaceAll("[^K]", "")).hasSizeGreaterThanOrEqualTo(head.replaceAll("[^K]", "").length());
        int at = 0;
        for (Op op : undo.undo().ops()) {
            if (op instanceof Op.Delete) {
                assertThat(head.substring(at, at + op.length())).doesNotContain("K").doesNotContain("0");
            }
            at += op instanceof Op.Retain || op instanceof Op.Delete ? op.length() : 0;
        }
    }

    private static Delta marked(Delta change, String mark) {
        Ops.Builder marked = Ops.builder();
        for (Op op : change.ops()) {
            switch (op) {
                case Op.Retain _,Op.Delete _ -> marked.addPiece(op);
                case Op.InsertText _,Op.InsertEmbed _ -> marked.insert(mark.repeat(op.length()));
            }
        }
        return marked.build().on(change.baseLength());
    }
}
