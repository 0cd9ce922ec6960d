package io.inkwell.sync.simulation;

import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.DocumentType;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one schedule is like. Many schedules with few faults find more than all faults always, so each seed first draws which faults there
 * are at all, and how often they strike. Everything that a limit cuts is small, so that it is cut.
 *
 * @param type what may be in the document
 * @param nodes how many nodes there are
 * @param clients how many clients there are
 * @param editsEach how many edits each of them makes
 * @param limits of the actors
 * @param opsLimits of one operation
 * @param composeFromCommits from how many commits on a catch-up is composed
 * @param frameBytesMax how much goes into one frame
 * @param pageBytesMax how much one reading of the log answers
 * @param carets whether carets are moved
 * @param lock how the lock answers
 * @param percent how often a fault strikes where it can
 */
record Knobs(DocumentType type, int nodes, int clients, int editsEach, ActorLimits limits, OpsLimits opsLimits,
        int composeFromCommits, int frameBytesMax, int pageBytesMax, boolean carets, LyingLock.Mode lock,
        Map<Fault, Integer> percent) {
    private static final int[] RATES = {3, 10, 30};
    private static final int ROOMY_DOCUMENT = 100_000;
    private static final OpsLimits NARROW_OPERATIONS = new OpsLimits(90, 3, 16);

    static Knobs drawn(SplittableRandom random, Mask mask) {
        Map<Fault, Integer> percent = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            int rate = random.nextInt(rarity(fault)) == 0 ? RATES[random.nextInt(RATES.length)] : 0;
            percent.put(fault, mask.faultsOff().contains(fault) ? 0 : rate);
        }
        if (!mask.faultsOff().contains(Fault.CUT))
            percent.merge(Fault.CUT, 4, Math::max);
        int room = 8 + random.nextInt(20);
        ActorLimits limits = new ActorLimits(percent.getOrDefault(Fault.NARROW_DOCUMENT, 0) > 0 ? room : ROOMY_DOCUMENT,
                1 + random.nextInt(5), random.nextBoolean() ? 200 : 1_048_576,
                random.nextInt(6), random.nextInt(4) == 0 ? 100 : 1_048_576, 500, 30_000,
                200, 4, 20, 200);
        DocumentType type = random.nextBoolean() ? DocumentType.TEXT : DocumentType.RICH;
        int nodes = 1 + random.nextInt(3);
        int clients = 2 + random.nextInt(3);
        int edits = 2 + random.nextInt(6);
        LyingLock.Mode lie = LyingLock.Mode.LIES.get(random.nextInt(LyingLock.Mode.LIES.size()));
        return new Knobs(type, nodes, Math.min(clients, mask.clientsMax()), edits, limits,
                percent.getOrDefault(Fault.NARROW_OPERATION, 0) > 0 ? NARROW_OPERATIONS : OpsLimits.DEFAULT,
                1 + random.nextInt(4), random.nextBoolean() ? 250 : 262_144, random.nextInt(3) == 0 ? 60 : 1_048_576,
                random.nextInt(3) == 0, percent.getOrDefault(Fault.LOCK_LIES, 0) > 0 ? lie : LyingLock.Mode.CORRECT,
                percent);
    }

    private static int rarity(Fault fault) {
        return switch (fault) {
            case LOG_REWOUND -> 16;
            case NODE_PAUSE, CLOCK_JUMP, LOG_DOWN, HOSTILE_MESSAGE, HINTS_FROZEN -> 6;
            default -> 4;
        };
    }

    /** The same with another lock. */
    Knobs withLock(LyingLock.Mode mode) {
        return new Knobs(type, nodes, clients, editsEach, limits, opsLimits, composeFromCommits, frameBytesMax,
                pageBytesMax, carets, mode, percent);
    }

    /** The same with other rates of some faults. */
    Knobs withRates(Map<Fault, Integer> rates) {
        Map<Fault, Integer> changed = new EnumMap<>(percent);
        changed.putAll(rates);
        return new Knobs(type, nodes, clients, editsEach, limits, opsLimits, composeFromCommits, frameBytesMax,
                pageBytesMax, carets, lock, changed);
    }

    /** The same with other limits of the actors. */
    Knobs withLimits(ActorLimits other) {
        return new Knobs(type, nodes, clients, editsEach, other, opsLimits, composeFromCommits, frameBytesMax,
                pageBytesMax, carets, lock, percent);
    }
}
