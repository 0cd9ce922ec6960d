package io.inkwell.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Some thousand schedules of everything that can go wrong. {@code -Dsim.seed=…} runs one of them and prints what happened if it fails,
 * {@code -Dsim.first=… -Dsim.schedules=…} runs others or more.
 */
class EveryScheduleKeepsThePromisesTest {
    private static final int SCHEDULES = 3_000;
    private static final double NANOS_PER_SECOND = 1e9;

    @Test
    void everySchedule() {
        Tally tally = new Tally();
        Long only = Long.getLong("sim.seed");
        if (only != null) {
            Simulation.runTraced(only, tally, new Deviation());
            return;
        }
        long first = Long.getLong("sim.first", 1);
        int schedules = Integer.getInteger("sim.schedules", SCHEDULES);
        long startNanos = cpuNanos();
        for (long seed = first; seed < first + schedules; seed++)
            Simulation.run(seed, tally, new Deviation());
        long perSecond = Math.round(schedules * NANOS_PER_SECOND / (cpuNanos() - startNanos));
        System.out.println("simulation: " + schedules + " schedules from seed " + first + ", " + perSecond
                + " per second of one core; " + tally);
        assertThat(Fault.values()).as("struck at all: %s", tally).allMatch(fault -> tally.of(fault) > 0);
        assertThat(Seen.values()).as("seen at all: %s", tally).allMatch(outcome -> tally.of(outcome) > 0);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
