package io.inkwell.sync.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shortest story of a broken promise that was found: kinds of faults, clients, single strikes and single edits are left out one after the
 * other (and in halves, quarters and so on, as delta debugging does), as long as some promise is still broken.
 */
final class Story {
    private static final int LINES_MAX = 120;

    private final long seed;
    private final Deviation deviation;
    private Mask mask = Mask.NOTHING;
    private Violation violation;

    private Story(long seed, Deviation deviation, Violation violation) {
        this.seed = seed;
        this.deviation = deviation;
        this.violation = violation;
    }

    /** What happened in a schedule: the shrunk story if it breaks a promise, the whole one if it does not. */
    static String of(long seed, Deviation deviation) {
        Violation found = broken(seed, Mask.NOTHING, deviation, new Witness());
        if (found == null) {
            Listener listener = new Listener();
            broken(seed, Mask.NOTHING, deviation, listener);
            return "no promise is broken\n" + listener.text();
        }
        Story story = new Story(seed, deviation, found);
        story.shrink();
        return story.text();
    }

    private static @Nullable Violation broken(long seed, Mask mask, Deviation deviation, Witness witness) {
        try {
            Simulation.run(seed, mask, new Tally(), deviation, witness);
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }

    private void shrink() {
        int before;
        do {
            before = size();
            for (int clients = 1; clients < 4; clients++)
                tryWith(mask.withClients(Math.min(clients, mask.clientsMax())));
            for (Fault fault : Fault.values())
                tryWith(mask.without(fault));
            leaveOut(violation.strikes(), false);
            leaveOut(violation.edits(), true);
        } while (size() < before);
    }

    private int size() {
        return violation.strikes() + violation.edits() - mask.strikesOff().size() - mask.editsOff().size();
    }

    private boolean tryWith(Mask smaller) {
        if (smaller.equals(mask))
            return false;
        Violation still = broken(seed, smaller, deviation, new Witness());
        if (still == null)
            return false;
        mask = smaller;
        violation = still;
        return true;
    }

    /** Leaves out stretches of strikes or edits: long ones first, single ones last. */
    private void leaveOut(int count, boolean edits) {
        for (int length = Math.max(1, count / 2); length >= 1; length /= 2) {
            for (int first = 0; first < count; first += length) {
                Set<Integer> stretch = IntStream.range(first, Math.min(count, first + length)).boxed()
                        .collect(Collectors.toCollection(HashSet::new));
                tryWith(edits ? mask.withoutEdits(stretch) : mask.withoutStrikes(stretch));
            }
        }
    }

    private String text() {
        Listener listener = new Listener();
        Violation told = Objects.requireNonNull(broken(seed, mask, deviation, listener));
        return "The shortest story found of seed " + seed + ", " + mask.strikesOff().size() + " strikes and "
                + mask.editsOff().size() + " edits left out (milliseconds of virtual time first):\n" + listener.text()
                + "\n=> " + told.getMessage();
    }

    /** Writes the last lines down. */
    private static final class Listener extends Witness {
        private final List<String> lines = new ArrayList<>();

        @Override
        void noted(long atMillis, Supplier<String> line) {
            if (lines.size() == LINES_MAX)
                lines.removeFirst();
            lines.add(String.format("%5d  %s", atMillis, line.get()));
        }

        String text() {
            return String.join("\n", lines);
        }
    }
}
