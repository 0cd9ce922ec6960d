package io.inkwell.server.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how far a replay is: a bar that is drawn over itself on a terminal, a line now and then elsewhere. */
public final class ProgressLine implements Replay.Progress {
    private static final int BAR_WIDTH = 30;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long LINE_EVERY_NANOS = 5 * NANOS_PER_SECOND;
    private static final long RATE_OVER_NANOS = 3 * NANOS_PER_SECOND;

    private final PrintWriter out;
    private final int steps;
    private final boolean terminal;
    private long printedNanos = -LINE_EVERY_NANOS;
    private long rateNanos;
    private int rateSteps;
    private double rate;

    /**
     * A progress line.
     *
     * @param steps how many there are
     * @param terminal whether the line can be drawn over itself
     */
    public ProgressLine(PrintWriter out, int steps, boolean terminal) {
        this.out = out;
        this.steps = steps;
        this.terminal = terminal;
    }

    @Override
    public void at(int stored, long elapsedNanos) {
        boolean last = stored == steps;
        measure(stored, elapsedNanos);
        if (!terminal && !last && elapsedNanos - printedNanos < LINE_EVERY_NANOS)
            return;
        printedNanos = elapsedNanos;
        if (terminal) {
            out.print("\r" + bar(stored) + " " + line(stored) + "\u001b[K");
            if (last)
                out.println();
        } else {
            out.println(line(stored));
        }
        out.flush();
    }

    private void measure(int stored, long elapsedNanos) {
        if (elapsedNanos - rateNanos < RATE_OVER_NANOS && rate > 0)
            return;
        if (elapsedNanos > rateNanos)
            rate = (stored - rateSteps) * (double) NANOS_PER_SECOND / (elapsedNanos - rateNanos);
        rateNanos = elapsedNanos;
        rateSteps = stored;
    }

    private String line(int stored) {
        double percent = steps == 0 ? 100 : 100.0 * stored / steps;
        String left = rate <= 0 || stored == steps ? "" : ", " + duration((long) ((steps - stored) / rate)) + " left";
        return String.format(Locale.ROOT, "%,d of %,d revisions, %.1f %%, %,.0f/s%s", stored, steps, percent, rate,
                left);
    }

    private String bar(int stored) {
        int filled = steps == 0 ? BAR_WIDTH : (int) ((long) BAR_WIDTH * stored / steps);
        return "[" + "#".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "]";
    }

    private static String duration(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        if (seconds < 60)
            return seconds + " s";
        if (seconds < 3_600)
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
