package io.inkwell.laws;

import java.util.Optional;

/**
 * What the kit asks of an engine of operational transform. Documents and changes are whatever the engine has; they are compared with
 * {@link #sameDocument} and {@link #sameChange} and shown in messages with {@link #showDocument} and {@link #showChange}.
 *
 * <p>Every engine has {@link #apply}, {@link #transformOver} and {@link #transformUnder}. The other verbs are asked only by the laws that
 * are about them ({@link Law} says which); as they stand here they throw UnsupportedOperationException. An engine that has one transform
 * with a flag, or that answers both sides at once, maps it to the two verbs: <em>over</em> rewrites the later change, <em>under</em> the
 * earlier one, which has priority in both.
 *
 * @param <D> the documents
 * @param <C> the changes
 */
public interface OtEngine<D, C> {
    /** The document after the change. */
    D apply(D document, C change);

    /** The later of two changes to one document, rewritten to be applied after the earlier one. */
    C transformOver(C later, C earlier);

    /** The earlier of two changes to one document, rewritten to be applied after the later one; it keeps its priority. */
    C transformUnder(C earlier, C later);

    /** The first change, then the next one, as one change. */
    default C compose(C first, C next) {
        throw missing("compose");
    }

    /** The change that does nothing to this document. */
    default C identity(D document) {
        throw missing("identity");
    }

    /** What undoes a change that was made to the base. */
    default C invert(C change, D base) {
        throw missing("invert");
    }

    /** How many positions the document has, less one: positions go from 0 to its length. */
    default int length(D document) {
        throw missing("length");
    }

    /** A change that inserts one unit at the position; always the same unit, so that two of them are equal where their positions are. */
    default C insertion(D document, int position) {
        throw missing("insertion");
    }

    /** Where a position of the document before the change lies after it. */
    default int transformPosition(C change, int position, Tie tie) {
        throw missing("transformPosition");
    }

    /** What is wrong with the form of a change that should be canonical, or nothing. */
    default Optional<String> flaw(C change) {
        throw missing("flaw");
    }

    /** Whether two documents are equal. */
    default boolean sameDocument(D one, D other) {
        return one.equals(other);
    }

    /** Whether two changes are equal as values. */
    default boolean sameChange(C one, C other) {
        return one.equals(other);
    }

    /** A document in a message: one line. */
    default String showDocument(D document) {
        return String.valueOf(document);
    }

    /** A change in a message: one line. */
    default String showChange(C change) {
        return String.valueOf(change);
    }

    private UnsupportedOperationException missing(String verb) {
        return new UnsupportedOperationException(
                "a law that needs " + verb + " is claimed, but " + getClass().getName() + " has no " + verb);
    }
}
