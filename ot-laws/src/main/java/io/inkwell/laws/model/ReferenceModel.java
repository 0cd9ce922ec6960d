package io.inkwell.laws.model;

import io.inkwell.laws.OtEngine;
import io.inkwell.laws.Tie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verbs, unit by unit. Every loop goes once over the units of the base: first what is inserted before a unit, then the unit itself;
 * at last what is inserted at the end.
 */
public class ReferenceModel implements OtEngine<ModelDocument, ModelChange> {
    private static final String MARKER = "M";

    /** The model; it has no state. A subclass may plant a mistake into a verb, to see that a law finds it. */
    public ReferenceModel() {}

    @Override
    public ModelDocument apply(ModelDocument document, ModelChange change) {
        requireSame("apply", change.baseLength(), document.length());
        var result = new ArrayList<Unit>();
        for (int i = 0; i <= document.length(); i++) {
            result.addAll(change.inserts().get(i));
            if (i < document.length() && change.fates().get(i) instanceof Fate.Keep keep) {
                result.add(formatted(document.units().get(i), keep.attributes()));
            }
        }
        return new ModelDocument(result);
    }

    @Override
    public ModelChange compose(ModelChange first, ModelChange next) {
        requireSame("compose", next.baseLength(), first.resultLength());
        var both = ModelChange.builder();
        int middle = 0;
        for (int i = 0; i <= first.baseLength(); i++) {
            for (Unit inserted : first.inserts().get(i)) {
                next.inserts().get(middle).forEach(both::insert);
                if (next.fates().get(middle) instanceof Fate.Keep keep) {
                    both.insert(formatted(inserted, keep.attributes()));
                }
                middle++;
            }
            if (i < first.baseLength()) {
                switch (first.fates().get(i)) {
                    case Fate.Delete delete -> both.unit(delete);
                    case Fate.Keep keep -> {
                        next.inserts().get(middle).forEach(both::insert);
                        both.unit(then(keep, next.fates().get(middle)));
                        middle++;
                    }
                }
            }
        }
        next.inserts().get(middle).forEach(both::insert);
        return both.build();
    }

    /** At one place the earlier inserts come first; what the earlier change says about an attribute stays. */
    @Override
    public ModelChange transformOver(ModelChange later, ModelChange earlier) {
        requireSame("transform", later.baseLength(), earlier.baseLength());
        var over = ModelChange.builder();
        for (int i = 0; i <= later.baseLength(); i++) {
            over.keep(earlier.inserts().get(i).size());
            later.inserts().get(i).forEach(over::insert);
            if (i < later.baseLength() && earlier.fates().get(i) instanceof Fate.Keep settled) {
                over.unit(giveWay(later.fates().get(i), settled));
            }
        }
        return over.build();
    }

    @Override
    public ModelChange transformUnder(ModelChange earlier, ModelChange later) {
        requireSame("transform", earlier.baseLength(), later.baseLength());
        var under = ModelChange.builder();
        for (int i = 0; i <= earlier.baseLength(); i++) {
            earlier.inserts().get(i).forEach(under::insert);
            under.keep(later.inserts().get(i).size());
            if (i < earlier.baseLength() && later.fates().get(i) instanceof Fate.Keep) {
                under.unit(earlier.fates().get(i));
            }
        }
        return under.build();
    }

    @Override
    public ModelChange invert(ModelChange change, ModelDocument base) {
        requireSame("invert", change.baseLength(), base.length());
        var inverse = ModelChange.builder();
        for (int i = 0; i <= base.length(); i++) {
            inverse.delete(change.inserts().get(i).size());
            if (i < base.length()) {
                Unit unit = base.units().get(i);
                switch (change.fates().get(i)) {
                    case Fate.Delete _ -> inverse.insert(unit);
                    case Fate.Keep keep ->
                        inverse.unit(Fate.format(keep.attributes().inverseOn(unit.attributes())));
                }
            }
        }
        return inverse.build();
    }

    @Override
    public int transformPosition(ModelChange change, int position, Tie tie) {
        int moved = 0;
        for (int i = 0; i < position; i++) {
            moved += change.inserts().get(i).size();
            if (change.fates().get(i) instanceof Fate.Keep) {
                moved++;
            }
        }
        return tie == Tie.MOVE_AFTER_INSERT ? moved + change.inserts().get(position).size() : moved;
    }

    @Override
    public ModelChange identity(ModelDocument document) {
        return ModelChange.identity(document.length());
    }

    @Override
    public int length(ModelDocument document) {
        return document.length();
    }

    @Override
    public ModelChange insertion(ModelDocument document, int position) {
        return ModelChange.builder().keep(position).insert(MARKER).keep(document.length() - position).build();
    }

    @Override
    public Optional<String> flaw(ModelChange change) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < change.baseLength(); i++) {
            if (change.fates().get(i) instanceof Fate.Delete && !change.inserts().get(i + 1).isEmpty()) {
                places.add(i);
            }
        }
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of("something is inserted behind the deleted units " + places);
    }

    private static Unit formatted(Unit unit, Attributes attributes) {
        return unit.with(unit.attributes().then(attributes));
    }

    private static Fate then(Fate.Keep first, Fate next) {
        return switch (next) {
            case Fate.Keep keep -> Fate.format(first.attributes().then(keep.attributes()));
            case Fate.Delete delete -> delete;
        };
    }

    private static Fate giveWay(Fate later, Fate.Keep settled) {
        return switch (later) {
            case Fate.Keep keep -> Fate.format(keep.attributes().over(settled.attributes()));
            case Fate.Delete delete -> delete;
        };
    }

    private static void requireSame(String verb, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(
                    verb + ": a change for " + expected + " units meets something of " + actual);
        }
    }
}
