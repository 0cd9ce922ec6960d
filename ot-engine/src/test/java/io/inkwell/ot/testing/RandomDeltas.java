package io.inkwell.ot.testing;

import io.inkwell.laws.cases.Alphabet;
import io.inkwell.laws.cases.Choices;
import io.inkwell.laws.cases.DeltaSource;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import java.util.ArrayList;
import java.util.List;

/** Small documents and changes that fit them, as {@link DeltaSource} draws them from the rich alphabet. */
public final class RandomDeltas {
    private final DeltaSource source;

    /** Small cases: changes of at most five decisions. */
    public RandomDeltas(Choices choices) {
        this(choices, DeltaSource.SMALL);
    }

    /** Changes, and contents, of at most {@code opsMax} decisions. */
    public RandomDeltas(Choices choices, int opsMax) {
        this.source = new DeltaSource(choices, Alphabet.RICH, opsMax);
    }

    /** A document. */
    public Document document() {
        return Document.of(content());
    }

    /** The content of a document: inserts only. */
    public Ops content() {
        return FromModel.ops(source.document().asInserts());
    }

    /** A change that fits the document. */
    public Delta deltaOn(Document document) {
        return opsOn(document).on(document.length());
    }

    /** So many changes one after the other, the first of which fits the document. */
    public List<Delta> consecutiveOn(Document start, int count) {
        Document document = start;
        List<Delta> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Delta change = deltaOn(document);
            changes.add(change);
            document = document.apply(change);
        }
        return changes;
    }

    /** A change that fits the document, not bound to its length. */
    public Ops opsOn(Document document) {
        return FromModel.ops(source.changeTo(document.length(), document::splitsPair));
    }

    /** A position in the document that parts no surrogate pair. */
    public int position(Document document) {
        return source.position(document.length(), document::splitsPair);
    }

    /** Attributes, often none; with removals where they are asked for. */
    public Attributes attributes(boolean withRemovals) {
        return FromModel.attributes(source.attributes(withRemovals));
    }
}
