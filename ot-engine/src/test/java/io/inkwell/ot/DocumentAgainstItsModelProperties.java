package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.testing.Choices;
import io.inkwell.ot.testing.DeltaArbitraries;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A document with tiny leaves, so that they split and join all the time, stays equal to a plain list of units. */
class DocumentAgainstItsModelProperties {
    /** A document and changes, each to the result of the one before. */
    record Edits(Document start, List<Delta> changes) {
        static Edits draw(RandomDeltas random) {
            Document start = random.document();
            Document document = start;
            var changes = new ArrayList<Delta>();
            for (int i = 0; i < 4; i++) {
                Delta change = random.deltaOn(document);
                changes.add(change);
                document = document.apply(change);
            }
            return new Edits(start, changes);
        }
    }

    @Provide
    Arbitrary<Edits> edits() {
        return DeltaArbitraries.drawn(Edits::draw);
    }

    @Property(tries = 100_000)
    void everyEditLeavesWhatTheListHas(@ForAll("edits") Edits edits,
            @ForAll @IntRange(min = 4, max = 9) int leafUnitsMax) {
        Document document = Document.of(edits.start.toOps(), leafUnitsMax);
        var model = new UnitListModel(document);
        for (Delta change : edits.changes) {
            document = document.apply(change);
            model.apply(change);
            DocumentStructure.check(document);
            assertThat(UnitListModel.unitsOf(document, 0, document.length())).isEqualTo(model.units());
        }
    }

    @Test
    void twentyThousandEditsInALongDocumentLeaveWhatTheListHas() {
        var random = new Random(20_261_121);
        Document document = Document.of(Ops.builder().insert("some text to start with\n".repeat(10)).build(), 8);
        var text = new StringBuilder(document.text());
        for (int i = 0; i < 20_000; i++) {
            int position = random.nextInt(document.length() + 1);
            int deleted = Math.min(random.nextInt(document.length() > 400 ? 12 : 5), document.length() - position);
            String inserted = "abcdefghij".substring(0, random.nextInt(8));
            document = document
                    .apply(Delta.on(document.length()).retain(position).insert(inserted).delete(deleted).build());
            text.replace(position, position + deleted, inserted);
            DocumentStructure.check(document);
            assertThat(document.text()).isEqualTo(text.toString());
        }
    }

    @Test
    void everySliceIsWhatTheListHas() {
        Document document = new RandomDeltas(Choices.seeded(7), 60).document();
        Document tiny = Document.of(document.toOps(), 4);
        List<UnitListModel.Unit> units = new UnitListModel(document).units();
        for (int from = 0; from <= tiny.length(); from++) {
            for (int to = from; to <= tiny.length(); to++) {
                if (!tiny.splitsPair(from) && !tiny.splitsPair(to)) {
                    assertThat(UnitListModel.unitsOf(tiny, from, to)).isEqualTo(units.subList(from, to));
                    assertThat(tiny.slice(from, to)).isEqualTo(document.slice(from, to));
                }
            }
        }
    }
}
