package io.inkwell.laws.model;

import java.util.List;

/**
 * A document: a list of units.
 *
 * @param units front to back
 */
public record ModelDocument(List<Unit> units) {
    /** The document without content. */
    public static final ModelDocument EMPTY = new ModelDocument(List.of());

    public ModelDocument {
        units = List.copyOf(units);
    }

    /** The document that these inserts make: a change to the empty document. */
    public static ModelDocument of(ModelChange inserts) {
        return new ReferenceModel().apply(EMPTY, inserts);
    }

    /** The change that makes this document out of the empty one. */
    public ModelChange asInserts() {
        var inserts = ModelChange.builder();
        units.forEach(inserts::insert);
        return inserts.build();
    }

    /** The number of units. */
    public int length() {
        return units.size();
    }

    /** Whether the position lies between the halves of a surrogate pair. */
    public boolean splitsPair(int position) {
        return position > 0 && position < units.size()
                && units.get(position - 1) instanceof Unit.Letter before && Character.isHighSurrogate(before.letter())
                && units.get(position) instanceof Unit.Letter behind && Character.isLowSurrogate(behind.letter());
    }

    /** One line: {@code +'ab' +'c'{bold:true}}. */
    @Override
    public String toString() {
        return asInserts().toString();
    }
}
