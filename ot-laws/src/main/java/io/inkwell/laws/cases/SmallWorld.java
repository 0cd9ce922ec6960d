package io.inkwell.laws.cases;

import io.inkwell.laws.model.Fate;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All changes that can be made with few means: to every unit of the document one of a few things may happen, and before every unit and at
 * the end something may be inserted. Everything is listed, so that it can be counted.
 *
 * @param fates what may become of a unit
 * @param insert what may be inserted, at most once at one place
 * @param insertsMax how many inserts one change may have at most
 */
public record SmallWorld(List<Fate> fates, Unit insert, int insertsMax) {
    public SmallWorld {
        fates = List.copyOf(fates);
    }

    /** All documents of exactly this many units, each unit one of those given. */
    public static List<ModelDocument> documents(int length, List<Unit> units) {
        List<ModelDocument> documents = List.of(ModelDocument.EMPTY);
        for (int i = 0; i < length; i++) {
            var longer = new ArrayList<ModelDocument>();
            for (ModelDocument document : documents) {
                for (Unit unit : units) {
                    var more = new ArrayList<>(document.units());
                    more.add(unit);
                    longer.add(new ModelDocument(more));
                }
            }
            documents = longer;
        }
        return documents;
    }

    /** All changes to documents of this length, each once: two ways to the same canonical form are one change. */
    public List<ModelChange> changes(int length) {
        var changes = new LinkedHashSet<ModelChange>();
        collect(length, new ArrayList<>(), new ArrayList<>(), changes);
        return List.copyOf(changes);
    }

    /** Goes on after some units are settled; {@code places} says for each of them, and for the next place once known, whether to insert. */
    private void collect(int length, List<Boolean> places, List<Fate> settled, Set<ModelChange> changes) {
        if (places.size() == settled.size()) {
            places.add(false);
            collect(length, places, settled, changes);
            places.removeLast();
            if (places.stream().filter(inserts -> inserts).count() < insertsMax) {
                places.add(true);
                collect(length, places, settled, changes);
                places.removeLast();
            }
        } else if (settled.size() == length) {
            changes.add(change(places, settled));
        } else {
            for (Fate fate : fates) {
                settled.add(fate);
                collect(length, places, settled, changes);
                settled.removeLast();
            }
        }
    }

    private ModelChange change(List<Boolean> places, List<Fate> settled) {
        var change = ModelChange.builder();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i)) {
                change.insert(insert);
            }
            if (i < settled.size()) {
                change.unit(settled.get(i));
            }
        }
        return change.build();
    }
}
