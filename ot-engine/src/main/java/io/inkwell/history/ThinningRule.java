package io.inkwell.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots are kept: all of the newest; of the older ones exponentially fewer, but never so few that rebuilding a revision between two
 * of them would take more than a bound. Pure. Immutable.
 *
 * @param newest so many of the newest are always kept, 1 or more; each further group of as many may lie twice as far apart
 * @param revisionsMax the most revisions from one kept snapshot to the next
 * @param bytesMax the most bytes of operations from one kept snapshot to the next
 */
public record ThinningRule(int newest, long revisionsMax, long bytesMax) {
    /** Rebuilding replays at most 8,192 revisions or 1 MiB of operations: some tens of milliseconds. */
    public static final ThinningRule DEFAULT = new ThinningRule(8, 8_192, 1_048_576);

    private static final int HALVINGS_MAX = 4;

    /** @throws IllegalArgumentException if a number is less than 1 */
    public ThinningRule {
        if (newest < 1 || revisionsMax < 1 || bytesMax < 1)
            throw new IllegalArgumentException("every number of a thinning rule is 1 or more");
    }

    /**
     * A stored snapshot.
     *
     * @param revision where it stands
     * @param bytesBefore bytes of operations since the stored snapshot before it, or since the start
     */
    public record Milestone(long revision, long bytesBefore) {}

    /**
     * The revisions of the snapshots that may go.
     *
     * @param stored all snapshots of a document, ascending
     */
    public List<Long> superfluous(List<Milestone> stored) {
        List<Long> going = new ArrayList<>();
        long keptRevision = 0;
        long bytesSinceKept = 0;
        for (int i = 0; i < stored.size() - newest; i++) {
            Milestone here = stored.get(i);
            Milestone next = stored.get(i + 1);
            bytesSinceKept += here.bytesBefore();
            int divisor = divisor(stored.size() - 1 - i);
            boolean spare = next.revision() - keptRevision <= revisionsMax / divisor
                    && bytesSinceKept + next.bytesBefore() <= bytesMax / divisor;
            if (spare) {
                going.add(here.revision());
            } else {
                keptRevision = here.revision();
                bytesSinceKept = 0;
            }
        }
        return going;
    }

    /** How much closer than the bound snapshots lie at this distance from the newest: a sixteenth at first, then an eighth, … the bound itself. */
    private int divisor(int snapshotsNewer) {
        int group = Math.min(HALVINGS_MAX, snapshotsNewer / newest - 1);
        return 1 << (HALVINGS_MAX - Math.max(0, group));
    }
}
