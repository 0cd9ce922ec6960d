package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A document with tiny leaves, so that they split and join all the time, stays equal to a plain list of units. */
class DocumentAgainstItsModelProperties {
    /** A document and changes, each to the result of the one before. */
    record Edits(Document start, List<Delta> changes) {
        static Edits draw(RandomDeltas random) {
            Document start = random.document();
            return new Edits(start, random.consecutiveOn(start, 4));
        }
    }

    @Provide
    Arbitrary<Edits> edits() {
        return DrawnDeltas.drawn(Edits::draw);
    }

    @Property(tries = 100_000)
    void everyEditLeavesWhatTheListHas(@ForAll("edits") Edits edits,
            @ForAll @IntRange(min = 4, max = 9) int leafUnitsMax,
            @ForAll @IntRange(min = 4, max = 9) int childrenMax) {
        Document document = Document.of(edits.start.toOps(), new RopeShape(leafUnitsMax, childrenMax));
        var model = new UnitListModel(document);
        for (Delta change : edits.changes) {
            document = document.apply(change);
            model.apply(change);
            DocumentStructure.check(document);
            assertThat(UnitListModel.unitsOf(document, 0, document.length())).isEqualTo(model.units());
        }
    }
}
