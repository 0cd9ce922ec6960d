package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.ProxiedConnection;
import io.inkwell.system.faults.Editor.Habits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One run of editors on an ensemble, from their first edit to the verdict. Beside the documents that a fault is about, some bystanders edit
 * documents of their own, which must come out clean too.
 */
final class FaultRun implements AutoCloseable {
    private static final String SECONDS = "inkwell.faults.seconds";
    private static final String SEED = "inkwell.seed";
    private static final int BYSTANDING_DOCUMENTS = 3;
    private static final Habits BYSTANDING = Habits.CALM.withPause(500);
    private static final Duration ALL_SAVED_WITHIN = Duration.ofSeconds(60);
    private static final Duration ALL_SHOWN_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Ensemble ensemble;
    private final Path folder;
    private final Random random;
    private final EditLog log;
    private final Crowd crowd;
    private final List<String> bystanders = new ArrayList<>();

    private FaultRun(String name, Ensemble ensemble, long seed) throws IOException {
        this.name = name;
        this.ensemble = ensemble;
        this.folder = Ensemble.reports(name);
        this.random = new Random(seed);
        this.log = EditLog.in(folder);
        this.crowd = new Crowd(ensemble.balancer().address(), ensemble.key(), log, random.nextLong());
        System.out.println(name + ": -D" + SEED + "=" + seed);
    }

    /** A run with a few bystanders. */
    static FaultRun start(String name, Ensemble ensemble) throws IOException, InterruptedException {
        FaultRun run = new FaultRun(name, ensemble, Long.getLong(SEED, System.nanoTime()));
        for (int i = 0; i < BYSTANDING_DOCUMENTS; i++)
            run.bystanders.add(run.document(1, BYSTANDING));
        return run;
    }

    /** How long a run that may be long lasts, in seconds. */
    static int seconds(int usually) {
        return Integer.getInteger(SECONDS, usually);
    }

    /** A new document that so many edit from now on. */
    String document(int editors, Habits habits) throws IOException, InterruptedException {
        String document = ensemble.newDocument(name, habits.rich() ? "rich" : "text");
        crowd.join(document, editors, habits);
        return document;
    }

    Crowd crowd() {
        return crowd;
    }

    Random random() {
        return random;
    }

    EditLog log() {
        return log;
    }

    /** Waits until so many more edits of a document were saved. */
    void awaitSaved(String document, int more) throws InterruptedException {
        long wanted = crowd.saved(document) + more;
        long deadline = System.nanoTime() + ALL_SAVED_WITHIN.toNanos();
        while (crowd.saved(document) < wanted) {
            assertThat(System.nanoTime()).as("%d more saved edits of %s", more, document).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Breaks about every second connection, so that the clients spread over all nodes again. */
    void moveHalfOfThem() {
        for (ProxiedConnection connection : ensemble.balancer().connections()) {
            if (random.nextBoolean())
                connection.reset();
        }
    }

    /**
     * Ends the run: everybody saves, everything is compared.
     *
     * @return the verdict, which is clean
     */
    Verdict end() throws IOException, InterruptedException {
        Verdict verdict = endHavingLost();
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        return verdict;
    }

    /** The same where the verdict need not be clean. */
    Verdict endHavingLost() throws IOException, InterruptedException {
        for (String document : bystanders)
            awaitSaved(document, 1);
        long millis = crowd.stop(ALL_SAVED_WITHIN);
        new Evidence(folder, ensemble, crowd).gather(ALL_SHOWN_WITHIN);
        long unknown = crowd.outcomesUnknown();
        long stored = crowd.outcomesStored();
        long reconnects = crowd.reconnects();
        long longest = crowd.editors().stream().mapToLong(Editor::longestWaitMillis).max().orElse(0);
        crowd.close();
        log.close();
        Verdict verdict = HistoryChecker.check(folder);
        System.out.printf(Locale.ROOT,
                "%s: %s; %d edits in flight when a connection was lost, %d of them stored; %d reconnects; longest wait for a save %d ms, all saved %d ms after the end%n",
                name, verdict, unknown, stored, reconnects, longest, millis);
        return verdict;
    }

    @Override
    public void close() {
        crowd.close();
        log.close();
    }
}
