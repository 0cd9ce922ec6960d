package io.inkwell.laws.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A change to documents of a certain length: what becomes of each unit, and what is inserted before each of them and at the end. In
 * canonical form, as the builder makes it, nothing is inserted right behind a deleted unit: it goes before the deleted ones. Then two
 * changes that mean the same are equal.
 *
 * @param inserts what is inserted before unit i, at index i; one more than there are units
 * @param fates what becomes of unit i
 */
public record ModelChange(List<List<Unit>> inserts, List<Fate> fates) {
    public ModelChange {
        if (inserts.size() != fates.size() + 1) {
            throw new IllegalArgumentException(
                    fates.size() + " units have " + (fates.size() + 1) + " places for inserts, not " + inserts.size());
        }
        inserts = inserts.stream().map(List::copyOf).toList();
        fates = List.copyOf(fates);
    }

    /** A builder with nothing in it; the length of the base is the number of units it is told about. */
    public static Builder builder() {
        return new Builder();
    }

    /** The change that does nothing to documents of this length. */
    public static ModelChange identity(int length) {
        return builder().keep(length).build();
    }

    /** The length of the documents it can be applied to. */
    public int baseLength() {
        return fates.size();
    }

    /** The length of the document afterwards. */
    public int resultLength() {
        int kept = (int) fates.stream().filter(Fate.Keep.class::isInstance).count();
        return kept + inserts.stream().mapToInt(List::size).sum();
    }

    /** Takes a change front to back and keeps it in canonical form. */
    public static final class Builder {
        private final List<List<Unit>> inserts = new ArrayList<>(List.of(new ArrayList<>()));
        private final List<Fate> fates = new ArrayList<>();

        private Builder() {}

        /** Inserts a unit here, or before the units that are deleted here. */
        public Builder insert(Unit unit) {
            int place = fates.size();
            while (place > 0 && fates.get(place - 1) instanceof Fate.Delete) {
                place--;
            }
            inserts.get(place).add(unit);
            return this;
        }

        /** Inserts text with attributes; removals among them are dropped. */
        public Builder insert(String text, Attributes attributes) {
            text.chars().forEach(unit -> insert(new Unit.Letter((char) unit, attributes)));
            return this;
        }

        /** Inserts text without attributes. */
        public Builder insert(String text) {
            return insert(text, Attributes.NONE);
        }

        /** Says what becomes of the next unit. */
        public Builder unit(Fate fate) {
            fates.add(fate);
            inserts.add(new ArrayList<>());
            return this;
        }

        /** Keeps the next units as they are. */
        public Builder keep(int length) {
            return keep(length, Attributes.NONE);
        }

        /** Keeps the next units and changes their attributes. */
        public Builder keep(int length, Attributes attributes) {
            for (int i = 0; i < length; i++) {
                unit(Fate.format(attributes));
            }
            return this;
        }

        /** Deletes the next units. */
        public Builder delete(int length) {
            for (int i = 0; i < length; i++) {
                unit(Fate.DELETE);
            }
            return this;
        }

        /** The change. */
        public ModelChange build() {
            return new ModelChange(inserts, fates);
        }
    }

    /** One line: {@code 2 +'ab' -3 4{bold:true,link:-}}, without what is kept at the end. */
    @Override
    public String toString() {
        return Notation.of(this);
    }
}
