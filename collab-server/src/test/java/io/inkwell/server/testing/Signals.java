package io.inkwell.server.testing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals to processes that the tests started. */
public final class Signals {
    private static final int SECONDS_MAX = 10;

    private Signals() {}

    /**
     * Sends one.
     *
     * @param name without {@code SIG}, such as {@code STOP}
     * @throws IOException if there is no such process
     */
    public static void send(String name, long pid) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
        try {
            if (!kill.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || kill.exitValue() != 0)
                throw new IOException("SIG" + name + " could not be sent to process " + pid);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
