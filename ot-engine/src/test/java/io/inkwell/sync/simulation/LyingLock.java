package io.inkwell.sync.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lock that nodes try to hold while several of them commit to one document: it spares them vain attempts and is allowed to lie, since
 * whoever does not get it goes on a moment later all the same.
 */
final class LyingLock {
    private static final int LEASE_MILLIS = 30;

    private final World world;
    private final Mode mode;
    private @Nullable SimulatedNode holder;
    private long heldUntilMillis;

    /** How it answers. */
    enum Mode {
        /** To one at a time, for a while. */
        CORRECT,
        /** Everybody holds it. */
        ALWAYS_YES,
        /** Nobody ever holds it. */
        ALWAYS_NO,
        /** Asking it fails. */
        THROWS,
        /** It is given to the next while the first still believes to hold it. */
        EXPIRES_WHILE_HELD;

        /** All that are not true. */
        static final List<Mode> LIES = List.of(ALWAYS_YES, ALWAYS_NO, THROWS, EXPIRES_WHILE_HELD);
    }

    LyingLock(World world, Mode mode) {
        this.world = world;
        this.mode = mode;
    }

    /** Whether a node may believe to hold the lock now. */
    boolean tryToHold(SimulatedNode node) {
        long now = world.agenda().nowMillis();
        boolean free = holder == null || holder == node || now >= heldUntilMillis;
        if (mode != Mode.CORRECT)
            world.tally().add(Fault.LOCK_LIES);
        return switch (mode) {
            case ALWAYS_YES -> true;
            case ALWAYS_NO, THROWS -> false;
            case CORRECT, EXPIRES_WHILE_HELD -> {
                if (free) {
                    holder = node;
                    heldUntilMillis = now + (mode == Mode.CORRECT ? LEASE_MILLIS : 1);
                }
                yield free;
            }
        };
    }

    /** A node does not need it any more. */
    void release(SimulatedNode node) {
        if (holder == node)
            holder = null;
    }
}
