package io.inkwell.laws.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names with values, in order of names (by UTF-16 code unit).
 *
 * @param values a String, Long or Boolean for each name, or empty where the attribute is to be removed
 */
public record Attributes(SortedMap<String, Optional<Object>> values) {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(new TreeMap<>());

    public Attributes {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** One attribute with a value. */
    public static Attributes of(String name, Object value) {
        return NONE.with(name, value);
    }

    /** One attribute that is to be removed. */
    public static Attributes removing(String name) {
        return NONE.without(name);
    }

    /** These, and the name with this value. */
    public Attributes with(String name, Object value) {
        return then(new Attributes(new TreeMap<>(Map.of(name, Optional.of(value)))));
    }

    /** These, and the name to be removed. */
    public Attributes without(String name) {
        return then(new Attributes(new TreeMap<>(Map.of(name, Optional.empty()))));
    }

    /** Whether no name is mentioned. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These of a change, then the next ones: the next word on a name counts. */
    Attributes then(Attributes next) {
        var both = new TreeMap<>(values);
        both.putAll(next.values);
        return new Attributes(both);
    }

    /** What stands on a unit: nothing is there to be removed. */
    Attributes onUnit() {
        var standing = new TreeMap<>(values);
        standing.values().removeIf(Optional::isEmpty);
        return new Attributes(standing);
    }

    /** These of the later change, over those of the earlier one: what the earlier one speaks about is settled. */
    Attributes over(Attributes earlier) {
        var rest = new TreeMap<>(values);
        rest.keySet().removeAll(earlier.values.keySet());
        return new Attributes(rest);
    }

    /** What undoes these on a unit with the attributes of the base; a removal of what was not there is answered by a removal. */
    Attributes inverseOn(Attributes base) {
        var inverse = new TreeMap<String, Optional<Object>>();
        values.forEach((name, value) -> {
            Optional<Object> old = base.values.getOrDefault(name, Optional.empty());
            if (old.isEmpty() || !old.equals(value)) {
                inverse.put(name, old);
            }
        });
        return new Attributes(inverse);
    }
}
