package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.cases.Choices;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A long life of one document with tiny leaves, and every slice of one, against plain lists. */
class DocumentAgainstItsModelTest {
    @Test
    void twentyThousandEditsInALongDocumentLeaveWhatTheListHas() {
        var random = new Random(20_261_121);
        Document document = Document.of(Ops.builder().insert("some text to start with\n".repeat(10)).build(),
                new RopeShape(8, 4));
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
        Document tiny = Document.of(document.toOps(), new RopeShape(4, 4));
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
