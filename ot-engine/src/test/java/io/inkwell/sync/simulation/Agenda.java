package io.inkwell.sync.simulation;

import java.util.PriorityQueue;

/** What is to happen, in the order of virtual time; at one moment, in the order it was asked for. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowMillis;
    private long number;

    private record Entry(long atMillis, long number, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

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
