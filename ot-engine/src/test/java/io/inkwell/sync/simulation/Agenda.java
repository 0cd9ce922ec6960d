package io.inkwell.sync.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, in the order of virtual time; at one moment, in the order it was asked for. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparingLong(Entry::atMillis).thenComparingLong(Entry::number));
    private long nowMillis;
    private long number;

    private record Entry(long atMillis, long number, Runnable task) {}

    /** The virtual time, milliseconds since the beginning. */
    long nowMillis() {
        return nowMillis;
    }

    /** Lets something happen later. */
    void after(long millis, Runnable task) {
        entries.add(new Entry(nowMillis + millis, number++, task));
    }

    /** Lets the next thing happen; false if there is none. */
    boolean next() {
        Entry entry = entries.poll();
        if (entry == null)
            return false;
        nowMillis = entry.atMillis();
        entry.task().run();
        return true;
    }
}
