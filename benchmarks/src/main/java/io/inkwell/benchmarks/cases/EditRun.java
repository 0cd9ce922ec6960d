package io.inkwell.benchmarks.cases;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.List;

/**
 * Small edits, each made to the document after the one before.
 *
 * @param base the document before all
 * @param edits the bare edits
 * @param changes the same edits as changes
 */
public record EditRun(Document base, List<Edit> edits, List<Delta> changes) {
    /** Copies the lists. */
    public EditRun {
        edits = List.copyOf(edits);
        changes = List.copyOf(changes);
    }

    /** The document after all. */
    public Document after() {
        Document document = base;
        for (Delta change : changes) {
            document = document.apply(change);
        }
        return document;
    }
}
