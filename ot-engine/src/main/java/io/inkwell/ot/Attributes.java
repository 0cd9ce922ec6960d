package io.inkwell.ot;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names with values, in ascending order of names (by UTF-16 code unit). On a retain a name may stand without a value: that removes the
 * attribute. Immutable; equality by value.
 */
public final class Attributes {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(new String[0], new @Nullable Scalar[0]);

    private final String[] names;
    private final @Nullable Scalar[] values;

    private Attributes(String[] names, @Nullable Scalar[] values) {
        this.names = names;
        this.values = values;
    }

    /** A builder with no attributes. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects attributes; the last word on a name counts. Not thread safe. */
    public static final class Builder {
        private final TreeMap<String, @Nullable Scalar> byName = new TreeMap<>();

        private Builder() {}

        /** Gives the attribute a value. */
        public Builder set(String name, Scalar value) {
            byName.put(requireName(name), value);
            return this;
        }

        /** Says that the attribute is to be removed. Dropped when the attributes end up on an insert. */
        public Builder remove(String name) {
            byName.put(requireName(name), null);
            return this;
        }

        /** Whether the attribute was given a value or marked for removal. */
        public boolean mentions(String name) {
            return byName.containsKey(name);
        }

        /** The attributes collected so far. */
        public Attributes build() {
            if (byName.isEmpty()) {
                return NONE;
            }
            return new Attributes(byName.keySet().toArray(new String[0]),
                    byName.values().toArray(new @Nullable Scalar[0]));
        }

        private static String requireName(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("the name of an attribute is empty");
            }
            return Utf16.requireWellFormed(name, "the name of an attribute");
        }
    }

    /** Whether there is no attribute, neither set nor removed. */
    public boolean isEmpty() {
        return names.length == 0;
    }

    /** How many names there are, set or removed. */
    public int size() {
        return names.length;
    }

    /** The value of the attribute, or null when it is removed or not mentioned; {@link #removes} tells these two apart. */
    public @Nullable Scalar get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    /** Whether the attribute is mentioned without a value. */
    public boolean removes(String name) {
        int at = indexOf(name);
        return at >= 0 && values[at] == null;
    }

    /** All names, set and removed, ascending. */
    public List<String> names() {
        return List.of(names);
    }

    /** Whether the attribute is mentioned, with a value or to be removed. */
    boolean mentions(String name) {
        return indexOf(name) >= 0;
    }

    /** These attributes of a retain, then the next ones: the next word on a name counts, removals stay. */
    public Attributes composeOnRetain(Attributes next) {
        if (next.isEmpty() || isEmpty()) {
            return isEmpty() ? next : this;
        }
        var both = Attributes.builder();
        putAll(both);
        next.putAll(both);
        return both.build();
    }

    /** These attributes of an inserted unit, then the next ones: what is removed is gone. */
    public Attributes composeOnInsert(Attributes next) {
        return composeOnRetain(next).withoutRemovals();
    }

    /** These attributes, rewritten to come after the earlier ones on the same units: where both speak, the earlier word stays. */
    Attributes transformOver(Attributes earlier) {
        if (isEmpty() || earlier.isEmpty()) {
            return this;
        }
        var kept = Attributes.builder();
        for (int i = 0; i < names.length; i++) {
            if (!earlier.mentions(names[i])) {
                kept.byName.put(names[i], values[i]);
            }
        }
        return kept.build();
    }

    /**
     * What undoes these attributes on units that had {@code base}: the old value where it differs, a removal where there was none (also
     * where a removal met nothing: harmless, and what Quill Delta answers).
     */
    Attributes invert(Attributes base) {
        var undo = Attributes.builder();
        for (int i = 0; i < names.length; i++) {
            Scalar old = base.get(names[i]);
            if (old == null || !old.equals(values[i])) {
                undo.byName.put(names[i], old);
            }
        }
        return undo.build();
    }

    Attributes withoutRemovals() {
        boolean removesNothing = true;
        for (@Nullable
        Scalar value : values) {
            removesNothing &= value != null;
        }
        if (removesNothing) {
            return this;
        }
        var kept = Attributes.builder();
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null) {
                kept.byName.put(names[i], values[i]);
            }
        }
        return kept.build();
    }

    private void putAll(Builder target) {
        for (int i = 0; i < names.length; i++) {
            target.byName.put(names[i], values[i]);
        }
    }

    private int indexOf(String name) {
        return Arrays.binarySearch(names, name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Attributes that && Arrays.equals(names, that.names)
                        && Arrays.equals(values, that.values));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /** The one-line notation: {@code {bold:true,link:-}}, or nothing when empty. */
    @Override
    public String toString() {
        return Notation.of(this);
    }
}
