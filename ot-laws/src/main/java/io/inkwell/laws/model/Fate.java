package io.inkwell.laws.model;

/** What becomes of one unit in a change. */
public sealed interface Fate {
    /** It stays as it is. */
    Fate KEEP = new Keep(Attributes.NONE);
    /** It goes. */
    Fate DELETE = new Delete();

    /**
     * It stays.
     *
     * @param attributes what is set and removed on it
     */
    record Keep(Attributes attributes) implements Fate {}

    /** It goes. */
    record Delete() implements Fate {}

    /** It stays, and these attributes are set or removed. */
    static Fate format(Attributes attributes) {
        return new Keep(attributes);
    }
}
