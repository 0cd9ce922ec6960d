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
 * @param percent how often a fault strikes where it can
 */
record Knobs(DocumentType type, int nodes, int clients, int editsEach, ActorLimits limits, OpsLimits opsLimits,
        int composeFromCommits, int frameBytesMax, int pageBytesMax, Map<Fault, Integer> percent) {
    private static final int[] RATES = {3, 10, 30};

    static Knobs drawn(SplittableRandom random) {
        Map<Fault, Integer> percent = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values())
            percent.put(fault, random.nextInt(3) == 0 ? RATES[random.nextInt(RATES.length)] : 0);
        percent.merge(Fault.CUT, 4, Math::max);
        boolean narrowDocument = percent.getOrDefault(Fault.NARROW_DOCUMENT, 0) > 0;
        boolean narrowOperation = percent.getOrDefault(Fault.NARROW_OPERATION, 0) > 0;
        ActorLimits limits = new ActorLimits(narrowDocument ? 8 + random.nextInt(20) : 100_000,
                1 + random.nextInt(5), random.nextBoolean() ? 200 : 1_048_576,
                random.nextInt(6), random.nextInt(4) == 0 ? 100 : 1_048_576, 500, 30_000,
                200, 4, 20, 200);
        return new Knobs(random.nextBoolean() ? DocumentType.TEXT : DocumentType.RICH, 1 + random.nextInt(2),
                2 + random.nextInt(3), 2 + random.nextInt(6), limits,
                narrowOperation ? new OpsLimits(90, 3, 16) : OpsLimits.DEFAULT,
                1 + random.nextInt(4), random.nextBoolean() ? 250 : 262_144, random.nextInt(3) == 0 ? 60 : 1_048_576,
                percent);
    }
}
