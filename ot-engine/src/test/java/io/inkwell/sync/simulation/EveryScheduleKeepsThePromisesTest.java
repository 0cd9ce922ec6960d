package io.inkwell.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.Presence;
import io.inkwell.sync.Replica;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Some thousand schedules of everything that can go wrong; {@link LongRun} runs more of them. */
class EveryScheduleKeepsThePromisesTest {
    private static final int SCHEDULES = Integer.getInteger("inkwell.schedules", 10_000);
    private static final Tally TALLY = new Tally();

    @BeforeAll
    static void run() {
        System.out.println("simulation: " + LongRun.of(1, SCHEDULES, new Deviation(), TALLY));
    }

    @Test
    void everyKindOfFaultStruck() {
        assertThat(Fault.values()).as(TALLY.toString()).allMatch(fault -> TALLY.of(fault) > 0);
    }

    @Test
    void everythingThatCanBeSeenWasSeen() {
        assertThat(Seen.values()).as(TALLY.toString()).allMatch(outcome -> TALLY.of(outcome) > 0);
    }

    /** What proves something are the classes that ship, not stand-ins for them. */
    @Test
    void theClassesThatShipWereStepped() {
        assertThat(List.of(Replica.class, DocumentActor.class, OutboundCursor.class, Presence.class))
                .allMatch(shipped -> TALLY.of(shipped) > 0);
    }

    @Test
    void nothingDependsOnTheLock() {
        for (LyingLock.Mode mode : LyingLock.Mode.values()) {
            Tally tally = new Tally();
            System.out.println("lock " + mode + ": " + LongRun.of(1, SCHEDULES / 20, LongRun.withLock(mode), tally));
            assertThat(tally.of(Seen.HEAD_MOVED)).as("nodes met in one document").isPositive();
        }
    }
}
