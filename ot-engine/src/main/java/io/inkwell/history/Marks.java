package io.inkwell.history;

import io.inkwell.ot.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was set and removed on units that were there before, and for each name who said the last word. Immutable.
 *
 * @param attributes values to set and names to remove, at least one
 * @param origins for each of {@link Attributes#names}, in their order, who
 */
public record Marks(Attributes attributes, List<Origin> origins) {
    /** @throws IllegalArgumentException if there is not one origin for each name, or no name */
    public Marks {
        origins = List.copyOf(origins);
        if (attributes.isEmpty() || origins.size() != attributes.size()) {
            throw new IllegalArgumentException(
                    attributes.size() + " attributes cannot have " + origins.size() + " origins");
        }
    }

    /** All said by one. */
    static Marks of(Attributes attributes, Origin origin) {
        return new Marks(attributes, Collections.nCopies(attributes.size(), origin));
    }

    /** These, then others on the same units: where both speak, the later word counts. */
    Marks then(Marks later) {
        Attributes both = attributes.composeOnRetain(later.attributes);
        List<String> first = attributes.names();
        List<String> second = later.attributes.names();
        List<Origin> who = new ArrayList<>(both.size());
        for (String name : both.names()) {
            int at = second.indexOf(name);
            who.add(at >= 0 ? later.origins.get(at) : origins.get(first.indexOf(name)));
        }
        return new Marks(both, who);
    }
}
