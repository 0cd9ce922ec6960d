package io.inkwell.sync.simulation;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What is left out of a schedule, to tell its story with less: whole kinds of faults, clients, single strikes, single edits.
 *
 * @param faultsOff kinds of faults that do not strike
 * @param clientsMax how many clients there are at most at the beginning
 * @param strikesOff strikes that miss, numbered from 0 in the order in which they would strike
 * @param editsOff edits that are not made, numbered likewise
 */
record Mask(Set<Fault> faultsOff, int clientsMax, Set<Integer> strikesOff, Set<Integer> editsOff) {
    /** Nothing is left out. */
    static final Mask NOTHING = new Mask(Set.of(), Integer.MAX_VALUE, Set.of(), Set.of());

    /** Without one more kind of faults. */
    Mask without(Fault fault) {
        Set<Fault> more = EnumSet.of(fault);
        more.addAll(faultsOff);
        return new Mask(more, clientsMax, strikesOff, editsOff);
    }

    /** With so many clients at most. */
    Mask withClients(int max) {
        return new Mask(faultsOff, max, strikesOff, editsOff);
    }

    /** Without some more strikes. */
    Mask withoutStrikes(Set<Integer> numbers) {
        Set<Integer> more = new HashSet<>(strikesOff);
        more.addAll(numbers);
        return new Mask(faultsOff, clientsMax, more, editsOff);
    }

    /** Without some more edits. */
    Mask withoutEdits(Set<Integer> numbers) {
        Set<Integer> more = new HashSet<>(editsOff);
        more.addAll(numbers);
        return new Mask(faultsOff, clientsMax, strikesOff, more);
    }
}
