package io.inkwell.sync.simulation;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Schedules by command, on one thread; how it is started stands in {@code docs/proof.md}. */
public final class LongRun {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int PROGRESS_SCHEDULES = 100_000;

    private LongRun() {}

    /**
     * Runs schedules one after the other.
     *
     * @return what ran, in words
     * @throws Violation at the first broken promise, with its story
     */
    static String of(long firstSeed, long schedules, Deviation deviation, Tally tally) {
        long startNanos = cpuNanos();
        for (long seed = firstSeed; seed < firstSeed + schedules; seed++)
            runOrTell(seed, deviation, tally);
        return report(firstSeed, schedules, cpuNanos() - startNanos);
    }

    private static void runOrTell(long seed, Deviation deviation, Tally tally) {
        try {
            Simulation.run(seed, tally, deviation);
        } catch (Violation violation) {
            throw new Violation(violation.getMessage() + "\n" + Story.of(seed, deviation), violation);
        }
    }

    private static String report(long firstSeed, long schedules, long cpuNanos) {
        double seconds = cpuNanos / NANOS_PER_SECOND;
        return String.format(Locale.ROOT, "%,d schedules from seed %d without a finding, %,.0f per second of one core",
                schedules, firstSeed, schedules / seconds);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Every schedule with this lock. */
    static Deviation withLock(LyingLock.Mode mode) {
        return new Deviation() {
            @Override
            Knobs knobs(Knobs drawn) {
                return drawn.withLock(mode);
            }
        };
    }

    /**
     * Runs until the time is over, or one schedule alone.
     *
     * @param arguments how many minutes, the first seed, how the lock lies (a {@link LyingLock.Mode}, or AS_DRAWN), and one seed to run alone and
     *            tell as a story, or 0
     */
    public static void main(String[] arguments) {
        long minutes = Long.parseLong(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        String lock = arguments[2].toUpperCase(Locale.ROOT);
        long alone = Long.parseLong(arguments[3]);
        Deviation deviation = lock.equals("AS_DRAWN") ? new Deviation() : withLock(LyingLock.Mode.valueOf(lock));
        if (alone != 0) {
            System.out.println(Story.of(alone, deviation));
            return;
        }
        Tally tally = new Tally();
        long untilNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        long startNanos = cpuNanos();
        long seed = first;
        while (System.nanoTime() - untilNanos < 0) {
            runOrTell(seed, deviation, tally);
            seed++;
            if ((seed - first) % PROGRESS_SCHEDULES == 0)
                System.out.println(report(first, seed - first, cpuNanos() - startNanos));
        }
        System.out.println(report(first, seed - first, cpuNanos() - startNanos) + "\n\n" + tally.table());
    }
}
