package io.inkwell.server.replay;

import java.util.Arrays;

/** How long each step took from the client's screen to its acknowledgement. Thread safe. */
final class Latencies {
    private static final int NANOS_PER_MICRO = 1_000;

    private final int[] micros;
    private int count;

    Latencies(int steps) {
        this.micros = new int[steps];
    }

    synchronized void add(long nanos) {
        if (count < micros.length)
            micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / NANOS_PER_MICRO);
    }

    /** So many of a hundred took at most this long, in milliseconds; 0 if nothing was measured. */
    synchronized double percentileMillis(int percent) {
        if (count == 0)
            return 0;
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        int index = Math.min(count - 1, (int) ((long) count * percent / 100));
        return sorted[index] / 1_000.0;
    }
}
