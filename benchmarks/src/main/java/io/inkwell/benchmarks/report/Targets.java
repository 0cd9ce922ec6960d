package io.inkwell.benchmarks.report;

import java.util.List;

/** What is wanted, as ratios: so many times faster than somebody else in the same run. */
public final class Targets {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private Targets() {}

    /** Somebody to be compared with. */
    public sealed interface Reference permits Measured, Recorded, Fixed {
        /** The name in the table. */
        String name();
    }

    /**
     * A contestant of this run.
     *
     * @param name who
     * @param measure in which measure
     */
    public record Measured(String name, String measure) implements Reference {}

    /**
     * Somebody who does not run here, but ran beside somebody else who does, on another day, on a machine of the same kind. The ratio of the
     * two is kept, and the figure is scaled by it.
     *
     * @param name who
     * @param nanosThen nanoseconds for an operation that day
     * @param beside who ran beside it
     * @param besideNanosThen nanoseconds of the other that day
     */
    public record Recorded(String name, double nanosThen, Measured beside, double besideNanosThen)
            implements
                Reference {}

    /**
     * A time.
     *
     * @param name what it is called in the table
     * @param nanos nanoseconds for an operation
     */
    public record Fixed(String name, double nanos) implements Reference {}

    /**
     * A target.
     *
     * @param row the row it belongs to
     * @param measure the measure of Inkwell
     * @param timesFasterMin how many times faster than the other Inkwell is to be
     * @param than the other
     */
    public record Target(int row, String measure, double timesFasterMin, Reference than) {}

    /** All of them. Rust's figures were recorded on the day and beside the libraries that are named. */
    public static List<Target> all() {
        var smallOt = new Measured(Measures.OT, "transform-small.both.inserts");
        var largeOt = new Measured(Measures.OT, "transform-large.both");
        var sequentialOt = new Measured(Measures.OT, "compose.sequential");
        var million = new Measured(Measures.CODE_MIRROR_TEXT, "apply.1000000");
        var floor = new Measured(Measures.STRING_BUILDER, "replay.document.automerge-paper");
        String replayed = "replay.operations.automerge-paper";
        return List.of(
                new Target(14, smallOt.measure(), 2, smallOt),
                new Target(14, smallOt.measure(), 1,
                        new Recorded("operational-transform (Rust)", perSecond(16_700_000), smallOt,
                                perSecond(6_800_000))),
                new Target(14, "transform-small.over.inserts", 1, new Fixed("50 ns", 50)),
                new Target(15, largeOt.measure(), 1.5, largeOt),
                new Target(15, largeOt.measure(), 1.5,
                        new Recorded("operational-transform (Rust)", perSecond(13_500), largeOt, perSecond(12_100))),
                new Target(16, "compose.balanced", 10, sequentialOt),
                new Target(16, "compose.sequential", 1.5, sequentialOt),
                new Target(17, million.measure(), 0.3, million),
                new Target(17, million.measure(), 100,
                        new Recorded("mantoux quill-delta (Java)", perSecond(8_250), million, perSecond(2_800_000))),
                new Target(18, floor.measure(), 1.0 / 3,
                        new Recorded("jumprope, buffered (Rust)", 1.67 * NANOS_PER_MILLI, floor,
                                62 * NANOS_PER_MILLI)),
                new Target(18, replayed, 5, new Measured(Measures.CODE_MIRROR, replayed)),
                new Target(18, replayed, 1, new Fixed("100 ms", 100 * NANOS_PER_MILLI)));
    }

    private static double perSecond(double operations) {
        return 1_000 * NANOS_PER_MILLI / operations;
    }
}
