package io.inkwell.laws;

import java.util.List;
import java.util.function.Function;

/**
 * A document and two runs of changes, made to it side by side: each change of a run is made to what the one before it left.
 *
 * @param document what both runs start from
 * @param committed the earlier run, which has priority
 * @param pending the later run
 * @param <D> the documents
 * @param <C> the changes
 */
public record Sample<D, C>(D document, List<C> committed, List<C> pending) {
    /** How many committed changes a sample needs for all laws. */
    public static final int COMMITTED_FOR_ALL_LAWS = 3;
    /** How many pending changes a sample needs for all laws. */
    public static final int PENDING_FOR_ALL_LAWS = 2;

    public Sample {
        committed = List.copyOf(committed);
        pending = List.copyOf(pending);
    }

    /** The same sample in the terms of another engine. */
    public <E, F> Sample<E, F> map(Function<? super D, ? extends E> documents,
            Function<? super C, ? extends F> changes) {
        return new Sample<>(documents.apply(document), committed.stream().<F>map(changes).toList(),
                pending.stream().<F>map(changes).toList());
    }

    /** The committed change at the index, counted from 0. */
    C committed(int index, Law law) {
        return at(committed, index, "committed", law);
    }

    /** The pending change at the index, counted from 0. */
    C pending(int index, Law law) {
        return at(pending, index, "pending", law);
    }

    private static <C> C at(List<C> run, int index, String name, Law law) {
        if (index >= run.size()) {
            throw new IllegalArgumentException("the law " + law + " needs " + (index + 1) + " " + name
                    + " changes, the sample has " + run.size());
        }
        return run.get(index);
    }
}
