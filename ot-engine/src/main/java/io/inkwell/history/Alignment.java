package io.inkwell.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The longest common parts of two rows of numbers, by the greedy algorithm of E. W. Myers, "An O(ND) difference algorithm and its variations"
 * (1986). Its cost grows with the square of the differences, not with the length, so their number is bounded: beyond it nobody would
 * recognise the rows as versions of one another.
 */
final class Alignment {
    private final int[] from;
    private final int[] to;

    private Alignment(int[] from, int[] to) {
        this.from = from;
        this.to = to;
    }

    /**
     * A part that both rows have.
     *
     * @param from where it starts in the first
     * @param to where it starts in the second
     * @param length how long it is, at least 1
     */
    record Match(int from, int to, int length) {}

    /**
     * The parts that both rows have, front to back.
     *
     * @param differencesMax the most numbers left out of one row or the other
     * @return empty if the rows differ in more
     */
    static Optional<List<Match>> of(int[] from, int[] to, int differencesMax) {
        return new Alignment(from, to).find(differencesMax);
    }

    private Optional<List<Match>> find(int differencesMax) {
        int most = (int) Math.min(differencesMax, (long) from.length + to.length);
        List<int[]> rounds = new ArrayList<>();
        int[] reached = new int[2 * most + 3];
        for (int differences = 0; differences <= most; differences++) {
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                int x = entered(reached, most, diagonal, differences);
                while (x < from.length && x - diagonal < to.length && from[x] == to[x - diagonal])
                    x++;
                reached[most + 1 + diagonal] = x;
                if (x >= from.length && x - diagonal >= to.length)
                    return Optional.of(walkBack(rounds, most, differences));
            }
            rounds.add(roundOf(reached, most, differences));
        }
        return Optional.empty();
    }

    /** Where a diagonal is entered: down from the diagonal above, or to the right from the one below. */
    private static int entered(int[] reached, int most, int diagonal, int differences) {
        if (differences == 0)
            return 0;
        int at = most + 1 + diagonal;
        return comesDown(reached, most, diagonal, differences) ? reached[at + 1] : reached[at - 1] + 1;
    }

    private static boolean comesDown(int[] reached, int most, int diagonal, int differences) {
        int at = most + 1 + diagonal;
        return diagonal == -differences || (diagonal != differences && reached[at - 1] < reached[at + 1]);
    }

    /** The diagonals that a round has reached, the middle one in the middle. */
    private static int[] roundOf(int[] reached, int most, int differences) {
        int[] round = new int[2 * differences + 1];
        System.arraycopy(reached, most + 1 - differences, round, 0, round.length);
        return round;
    }

    private List<Match> walkBack(List<int[]> rounds, int most, int differences) {
        List<Match> backwards = new ArrayList<>();
        int[] reached = new int[2 * most + 3];
        int x = from.length;
        int diagonal = from.length - to.length;
        for (int round = differences; round > 0; round--) {
            int[] before = rounds.get(round - 1);
            System.arraycopy(before, 0, reached, most + 1 - (round - 1), before.length);
            int entered = entered(reached, most, diagonal, round);
            addMatch(backwards, entered, entered - diagonal, x - entered);
            boolean down = comesDown(reached, most, diagonal, round);
            x = down ? entered : entered - 1;
            diagonal += down ? 1 : -1;
        }
        addMatch(backwards, 0, 0, x);
        Collections.reverse(backwards);
        return backwards;
    }

    private static void addMatch(List<Match> matches, int from, int to, int length) {
        if (length > 0)
            matches.add(new Match(from, to, length));
    }
}
