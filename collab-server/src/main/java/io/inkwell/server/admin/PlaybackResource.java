package io.inkwell.server.admin;

import io.inkwell.ot.Delta;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.HistoryReader.Author;
import io.inkwell.sync.port.SnapshotStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Plays a stretch of a history at a chosen speed, as server-sent events: {@code start} with the content before the stretch, {@code change} for
 * each step, {@code end} with the revision that was reached. Fast playback composes the revisions that fall into one step.
 */
final class PlaybackResource {
    private static final int AT_ONCE_MAX = 16;
    private static final long MINUTES_MAX = 10;
    private static final int STEPS_PER_SECOND_MAX = 20;
    private static final int REVISIONS_PER_SECOND_MAX = 20_000;
    private static final int REVISIONS_PER_SECOND_DEFAULT = 10;
    private static final int PAGE_BYTES_MAX = 1024 * 1024;

    private final AccessRules rules;
    private final HistoryReader reader;
    private final History history;
    private final RevisionFinder finder;
    private final Semaphore playing = new Semaphore(AT_ONCE_MAX);

    PlaybackResource(AccessRules rules, SnapshotStore snapshots, HistoryReader reader, InstantSource clock) {
        this.rules = rules;
        this.reader = reader;
        this.history = new History(snapshots, reader);
        this.finder = new RevisionFinder(reader, clock);
    }

    /** What is to be played. */
    private record Stretch(Entry document, long from, long to, int revisionsPerSecond) {
        int revisionsPerStep() {
            return Math.max(1, revisionsPerSecond / STEPS_PER_SECOND_MAX);
        }

        Duration stepTime() {
            return Duration.ofSeconds(1).multipliedBy(revisionsPerStep()).dividedBy(revisionsPerSecond);
        }
    }

    HttpAnswer play(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of("from", "to", "speed"));
        long from = finder.number(document, query, "from", 0);
        long to = finder.number(document, query, "to", document.revision());
        if (from > to)
            throw QueryFields.refuse("from", "The stretch ends before it starts.");
        int speed = (int) query.number("speed", 1, REVISIONS_PER_SECOND_MAX, REVISIONS_PER_SECOND_DEFAULT);
        if (playing.availablePermits() == 0) {
            throw new ProblemException(Problem
                    .of(ProblemCode.SERVER_FULL, "The server plays many histories right now. Try again in a moment.")
                    .withHeader("Retry-After", "10"));
        }
        Stretch stretch = new Stretch(document, from, to, speed);
        return HttpAnswer.streamed(200, "text/event-stream", out -> {
            playing.acquireUninterruptibly();
            try {
                play(stretch, out);
            } finally {
                playing.release();
            }
        }).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
    }

    private void play(Stretch stretch, OutputStream out) throws IOException {
        DocumentId id = stretch.document().id();
        Map<Integer, Author> known = new HashMap<>();
        Snapshot start = history.at(id, stretch.document().type(), stretch.from());
        send(out, "start", json -> {
            json.writeNumberProperty("revision", start.revision());
            json.writeName("content");
            OpsJson.write(start.document().toOps(), json);
        });
        long end = System.nanoTime() + Duration.ofMinutes(MINUTES_MAX).toNanos();
        long next = System.nanoTime();
        long reached = stretch.from();
        List<Commit> page = List.of();
        while (reached < stretch.to() && next < end) {
            if (page.isEmpty())
                page = reader.read(id, reached, stretch.to(), PAGE_BYTES_MAX);
            List<Commit> step = page.subList(0, Math.min(stretch.revisionsPerStep(), page.size()));
            if (step.isEmpty())
                throw new IllegalStateException("revision " + (reached + 1) + " of " + id + " is missing in the log");
            page = page.subList(step.size(), page.size());
            next += stretch.stepTime().toNanos();
            if (!pausedUntil(next))
                return;
            sendChange(out, step, authors(id, step, known));
            reached = step.getLast().revision();
        }
        long last = reached;
        send(out, "end", json -> json.writeNumberProperty("revision", last));
    }

    /** Waits; false if the server is stopping. */
    private static boolean pausedUntil(long nanoTime) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Set<Author> authors(DocumentId id, List<Commit> step, Map<Integer, Author> known) {
        Set<Integer> missing = new HashSet<>();
        step.forEach(commit -> missing.add(commit.id().displayId()));
        missing.removeAll(known.keySet());
        if (!missing.isEmpty())
            known.putAll(reader.authors(id, missing));
        Set<Author> authors = new LinkedHashSet<>();
        for (Commit commit : step) {
            Author author = known.get(commit.id().displayId());
            if (author != null)
                authors.add(author);
        }
        return authors;
    }

    private static void sendChange(OutputStream out, List<Commit> step, Set<Author> authors) throws IOException {
        Delta change = Delta.composeAll(step.getFirst().op().baseLength(), step.stream().map(Commit::op).toList());
        send(out, "change", json -> {
            json.writeNumberProperty("fromRevision", step.getFirst().revision());
            json.writeNumberProperty("throughRevision", step.getLast().revision());
            json.writeStringProperty("at", Api.time(Instant.ofEpochMilli(step.getLast().atMillis())));
            json.writeArrayPropertyStart("authors");
            authors.forEach(author -> Api.writeAuthor(json, author));
            json.writeEndArray();
            json.writeName("ops");
            OpsJson.write(change.ops(), json);
        });
    }

    private static void send(OutputStream out, String event, Consumer<JsonGenerator> members) throws IOException {
        out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        out.write(JsonText.write(json -> {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }));
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
