package io.inkwell.ot.exhaustive;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.testing.OpsNotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * All changes that can be made with few means: to every unit of the document one of a few things may happen, and before every unit and at
 * the end something may be inserted.
 *
 * @param unitChanges what may happen to a unit, in the one-line notation
 * @param insert what may be inserted, in the one-line notation
 * @param insertsMax how many inserts one change may have at most
 */
record SmallWorld(List<String> unitChanges, String insert, int insertsMax) {
    /** All documents of exactly this many units, each unit one of those given in the one-line notation. */
    static List<Document> documents(int length, List<String> units) {
        List<String> lines = List.of("");
        for (int i = 0; i < length; i++) {
            var longer = new ArrayList<String>();
            for (String line : lines) {
                units.forEach(unit -> longer.add(line.isEmpty() ? unit : line + " " + unit));
            }
            lines = longer;
        }
        return lines.stream().map(OpsNotation::document).toList();
    }

    /** All changes to documents of this length, each once: two ways to the same canonical form are one change. */
    Collection<Delta> changes(int length) {
        var changes = new LinkedHashSet<Delta>();
        collect(length, 0, 0, new ArrayList<>(), changes);
        return List.copyOf(changes);
    }

    private void collect(int length, int position, int inserts, List<String> line, Collection<Delta> changes) {
        if (inserts < insertsMax && (line.isEmpty() || !line.getLast().equals(insert))) {
            line.add(insert);
            collect(length, position, inserts + 1, line, changes);
            line.removeLast();
        }
        if (position == length) {
            Ops ops = OpsNotation.ops(String.join(" ", line));
            changes.add(ops.on(length));
            return;
        }
        for (String change : unitChanges) {
            line.add(change);
            collect(length, position + 1, inserts, line, changes);
            line.removeLast();
        }
    }
}
