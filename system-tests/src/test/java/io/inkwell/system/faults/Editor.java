package io.inkwell.system.faults;

import io.inkwell.client.BackOff;
import io.inkwell.client.ClientListener;
import io.inkwell.client.ClientStatistics;
import io.inkwell.client.ConnectionState;
import io.inkwell.client.DisconnectedException;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who edits one document until told to stop, and writes down what was meant and what came of it. Edits come in short bursts, each
 * burst is waited for. Deleted and formatted are only tokens that were stored, so an edit's outcome never depends on another edit of the
 * same burst.
 */
final class Editor implements ClientListener, Runnable {
    private static final Duration FIRST_LOAD_MAX = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final BackOff BACK_OFF = new BackOff(100, 2_000);
    private static final long HEARTBEAT_MILLIS = 2_000;
    private static final double DELETE_SHARE = 0.25;
    private static final double FORMAT_SHARE = 0.15;
    private static final double BOLD_SHARE = 0.6;
    private static final int DELETE_TOKENS_MAX = 6;

    private final int number;
    private final String document;
    private final EditLog log;
    private final Habits habits;
    private final Random random;
    private final InkwellClient client;
    private final Collection<Outstanding> outstanding = new ConcurrentLinkedQueue<>();
    private final Collection<String> rescued = new ConcurrentLinkedQueue<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private int edits;
    private final AtomicLong saved = new AtomicLong();
    private volatile boolean abandoned;
    private volatile @Nullable String gaveUp;
    private volatile long longestWaitNanos;
    private volatile long newestSavedRevision;

    /**
     * How somebody edits.
     *
     * @param rich whether the document has formats
     * @param pauseMillis the pause between bursts, on average
     * @param burstMax the most edits of a burst
     * @param tokensMax a document longer than this is shortened more than it grows
     */
    record Habits(boolean rich, int pauseMillis, int burstMax, int tokensMax) {
        /** Types as fast as somebody in a hurry: some edits in a second. */
        static final Habits HURRIED = new Habits(true, 200, 3, 300);
        /** An edit now and then. */
        static final Habits CALM = new Habits(false, 2_000, 2, 50);

        /** The same pace in a document of the other type. */
        Habits plain() {
            return new Habits(false, pauseMillis, burstMax, tokensMax);
        }

        /** The same with another pause. */
        Habits withPause(int millis) {
            return new Habits(rich, millis, burstMax, tokensMax);
        }
    }

    private record Outstanding(int edit, EditKind kind, List<String> tokens) {}

    Editor(int number, URI server, String key, String document, EditLog log, Habits habits, Random random) {
        this.number = number;
        this.document = document;
        this.log = log;
        this.habits = habits;
        this.random = random;
        this.client = InkwellClient.builder(server, new DocumentId(document)).key(key).backOff(BACK_OFF)
                .heartbeatMillis(HEARTBEAT_MILLIS).listener(this).connect();
    }

    /** How this one edits. */
    Habits habits() {
        return habits;
    }

    /** Edits until told to stop. Ends when everything is saved, or the editor is abandoned. */
    @Override
    public void run() {
        try {
            client.awaitConnected(FIRST_LOAD_MAX);
            while (!told.await(random.nextInt(2 * habits.pauseMillis + 1), TimeUnit.MILLISECONDS)) {
                burst();
                awaitSaved();
            }
        } catch (DisconnectedException e) {
            if (!abandoned && gaveUp == null)
                gaveUp = String.valueOf(e.getMessage());
        } catch (TimeoutException e) {
            gaveUp = "the document was never loaded";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more bursts. */
    void stop() {
        told.countDown();
    }

    /** Goes away in the middle of whatever it does: what is under way remains unknown for ever. */
    void abandon() {
        abandoned = true;
        told.countDown();
        client.close();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether something it did is not saved yet. */
    boolean isWaiting() {
        return !outstanding.isEmpty();
    }

    int number() {
        return number;
    }

    String document() {
        return document;
    }

    InkwellClient client() {
        return client;
    }

    ClientStatistics statistics() {
        return client.statistics();
    }

    /** How many of its edits were shown as saved. */
    long saved() {
        return saved.get();
    }

    /** The newest revision it was told to be durable. */
    long newestSavedRevision() {
        return newestSavedRevision;
    }

    /** The longest wait between a burst and its being saved so far, in milliseconds. */
    long longestWaitMillis() {
        return longestWaitNanos / 1_000_000;
    }

    /** The tokens it was handed back. */
    Collection<String> rescued() {
        return rescued;
    }

    /** Why it could not go on, if it could not. */
    @Nullable
    String gaveUp() {
        return gaveUp;
    }

    // ---- what it does ------------------------------------------------------------------------------------------------------------------

    private void burst() {
        int count = 1 + random.nextInt(habits.burstMax);
        edit(kindOfFirst());
        for (int i = 1; i < count; i++)
            edit(EditKind.INSERT);
    }

    private EditKind kindOfFirst() {
        int tokens = tokens(client.screen());
        double dice = random.nextDouble();
        if (dice < (tokens > habits.tokensMax ? 2 * DELETE_SHARE : DELETE_SHARE))
            return tokens > 0 ? EditKind.DELETE : EditKind.INSERT;
        boolean formats = habits.rich && tokens > 0 && dice > 1 - FORMAT_SHARE;
        return formats ? EditKind.FORMAT : EditKind.INSERT;
    }

    private void edit(EditKind kind) {
        int edit = edits++;
        try {
            client.edit(screen -> change(edit, kind, screen)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DisconnectedException ended)
                throw ended;
            throw e;
        }
    }

    private int tokens(Document screen) {
        return (screen.length() - (habits.rich ? 1 : 0)) / Token.UNITS;
    }

    /** Runs on the client's thread, so that the tokens written down are those on the screen that is edited. */
    private Delta change(int edit, EditKind kind, Document screen) {
        int tokens = tokens(screen);
        if (kind == EditKind.INSERT || tokens == 0) {
            String token = Token.of(number, edit);
            begin(edit, EditKind.INSERT, List.of(token));
            return Delta.on(screen.length()).retain(Token.UNITS * random.nextInt(tokens + 1)).insert(token).build();
        }
        int first = random.nextInt(tokens);
        int count = 1 + random.nextInt(Math.min(DELETE_TOKENS_MAX, tokens - first));
        int from = Token.UNITS * first;
        int units = Token.UNITS * count;
        begin(edit, kind, Token.in(text(screen.slice(from, from + units))));
        Delta.Builder change = Delta.on(screen.length()).retain(from);
        return kind == EditKind.DELETE
                ? change.delete(units).build()
                : change.retain(units, random.nextDouble() < BOLD_SHARE
                        ? Attributes.builder().set("bold", new Scalar.Bool(true)).build()
                        : Attributes.builder().remove("bold").build()).build();
    }

    private void begin(int edit, EditKind kind, List<String> tokens) {
        log.invoked(document, number, edit, kind, tokens);
        outstanding.add(new Outstanding(edit, kind, tokens));
    }

    private void awaitSaved() throws InterruptedException {
        long from = System.nanoTime();
        while (true) {
            try {
                long revision = client.awaitSaved(LOOK_AGAIN);
                longestWaitNanos = Math.max(longestWaitNanos, System.nanoTime() - from);
                newestSavedRevision = revision;
                for (Outstanding edit : List.copyOf(outstanding)) {
                    if (outstanding.remove(edit)) {
                        log.saved(number, edit.edit, revision);
                        saved.incrementAndGet();
                    }
                }
                return;
            } catch (TimeoutException notYet) {
                longestWaitNanos = Math.max(longestWaitNanos, System.nanoTime() - from);
            }
        }
    }

    static String text(Ops inserts) {
        StringBuilder text = new StringBuilder();
        for (Op op : inserts) {
            if (op instanceof Op.InsertText insert)
                text.append(insert.text());
        }
        return text.toString();
    }

    // ---- what it is told, on the client's thread ---------------------------------------------------------------------------------------

    @Override
    public void stateChanged(ConnectionState state) {
        if (state == ConnectionState.RECONNECTING)
            outstanding.forEach(edit -> log.unknown(number, edit.edit, "the connection was lost"));
    }

    @Override
    public void disconnected(String reason, List<Ops> unsaved) {
        outstanding.forEach(edit -> log.unknown(number, edit.edit, reason));
        if (!abandoned)
            gaveUp = reason;
    }

    @Override
    public void rescued(RefusalCode code, Ops edit) {
        List<String> tokens = new ArrayList<>(Token.in(text(edit)));
        rescued.addAll(tokens);
        boolean forGood = code != RefusalCode.BASE_FUTURE;
        for (Outstanding each : List.copyOf(outstanding)) {
            boolean isIt = tokens.containsAll(each.tokens) && each.kind == EditKind.INSERT;
            if (isIt && forGood) {
                log.failed(number, each.edit, code.name());
            } else if (isIt || each.kind != EditKind.INSERT) {
                log.unknown(number, each.edit, code.name());
            } else {
                continue;
            }
            outstanding.remove(each);
        }
    }
}
