package io.inkwell.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long is measured. Everybody gets the same.
 *
 * @param turns how often everybody has a turn, each in a new process
 * @param warmupIterations iterations that do not count, in each turn; more on a busy machine
 * @param iterations iterations that count, in each turn
 * @param iterationMillis how long one of them lasts, at least one operation
 * @param jvmArguments what the JVM that is measured is told
 */
public record Settings(int turns, int warmupIterations, int iterations, int iterationMillis,
        List<String> jvmArguments) {
    private static final List<String> JVM_ARGUMENTS = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch",
            "--sun-misc-unsafe-memory-access=allow");

    private static final double BUSY_WARMUP_FACTOR_MAX = 5;

    /** For figures that are kept. */
    public static final Settings FULL = new Settings(3, 5, 5, 350, JVM_ARGUMENTS);
    /** For a first look. */
    public static final Settings QUICK = new Settings(1, 4, 5, 300, JVM_ARGUMENTS);

    /** Copies the list. */
    public Settings {
        jvmArguments = List.copyOf(jvmArguments);
    }

    /** The same with so many turns; null leaves them. */
    Settings withTurns(@Nullable Integer wanted) {
        return wanted == null
                ? this
                : new Settings(wanted, warmupIterations, iterations, iterationMillis, jvmArguments);
    }

    /**
     * How many iterations warm up now. On a busy machine a process gets less done in the same time, and so does its compiler: then there are
     * more of them.
     *
     * @param load how many processes want to run
     * @param cores how many can
     */
    int warmupIterations(double load, int cores) {
        double share = Math.clamp(load / cores, 1, BUSY_WARMUP_FACTOR_MAX);
        return (int) Math.ceil(warmupIterations * share);
    }

    /** How many iterations warm up on this machine now. */
    int warmupIterationsNow() {
        return warmupIterations(Machine.load(), Runtime.getRuntime().availableProcessors());
    }
}
