package io.inkwell.benchmarks.history;

import io.inkwell.history.Attribution;
import io.inkwell.history.BlockSnapshots;
import io.inkwell.history.Difference;
import io.inkwell.ot.Document;
import io.inkwell.persistence.Database;
import io.inkwell.persistence.DatabaseSettings;
import io.inkwell.persistence.EmbeddedPostgres;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes one document of many revisions through the real commit statement, as the server does, with its snapshots and blocks; then asks. Run
 * by hand; {@code docs/benchmarks.md} has the command and the answers. Everything
 * that is rebuilt is compared with what was there, in a first pass over all questions that is not timed.
 */
public final class LongHistoryMeasurement {
    private static final PrintStream OUT = System.out;
    private static final int PEOPLE = 5;
    private static final int BATCH = 100;
    private static final int LARGE_QUESTIONS = 10;
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private final Database database;
    private final DocumentId id = new DocumentId("long-history");
    private final Attribution attribution;
    private final History history;
    private final Random random = new Random(1);
    private final Map<Long, Document> expected = new TreeMap<>();
    private long opBytesSinceSnapshot;
    private long growNanos;

    private LongHistoryMeasurement(Database database) {
        this.database = database;
        this.attribution = new Attribution(database.history(), database.blocks());
        this.history = new History(new BlockSnapshots(database.snapshots(), database.history(), database.blocks()),
                database.history());
    }

    /**
     * Measures in a new folder and prints.
     *
     * @param arguments the folder for the database, how many revisions, how many questions
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int revisions = Integer.parseInt(arguments[1]);
        int questions = Integer.parseInt(arguments[2]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Database database = Database.open(server.settings())) {
            LongHistoryMeasurement measurement = new LongHistoryMeasurement(database);
            measurement.write(revisions, questions);
            printSizes(server.settings(), revisions);
            measurement.ask(revisions);
        }
    }

    private void write(int revisions, int questions) {
        Set<Long> asked = new HashSet<>();
        while (asked.size() < questions) {
            asked.add(random.nextLong(1, revisions + 1L));
        }
        Typists typists = new Typists(id, newClients(), BEGIN.toEpochMilli());
        long started = System.nanoTime();
        while (typists.revision() < revisions) {
            long head = typists.revision();
            var before = typists.chain();
            List<Commit> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH && typists.revision() < revisions) {
                Commit commit = typists.next();
                opBytesSinceSnapshot += commit.opBytes().length;
                batch.add(commit);
                if (asked.contains(commit.revision())) {
                    expected.put(commit.revision(), typists.document());
                }
            }
            AppendResult result = database.revisionLog().append(new Append(id, head, before, 0, batch));
            if (!(result instanceof AppendResult.Committed)) {
                throw new IllegalStateException(result.toString());
            }
            saveSnapshotWhenDue(typists);
            grow(head, typists.revision());
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        OUT.printf(Locale.ROOT,
                "%,d revisions written in %,.0f s, of that %,.0f s for blocks; the document has %,d units%n",
                revisions, seconds, growNanos / 1e9, typists.document().length());
    }

    private int[] newClients() {
        database.documents().create(id, "A long history", DocumentType.TEXT, null, BEGIN);
        int[] displayIds = new int[PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            PersonId person = new PersonId("typist-" + i);
            byte[] key = Arrays.copyOf(person.value().getBytes(StandardCharsets.US_ASCII), 32);
            database.people().create(person, "Typist " + i, "#123456", PersonDirectory.Kind.LOCAL, key, BEGIN);
            displayIds[i] = database.sessions().create(id, new ClientId(UUID.randomUUID()), person);
        }
        return displayIds;
    }

    /** By the rule of the server. */
    private void saveSnapshotWhenDue(Typists typists) {
        ActorLimits limits = ActorLimits.DEFAULT;
        if (opBytesSinceSnapshot >= limits.snapshotBytesMin()
                && opBytesSinceSnapshot >= typists.document().weightBytes() / limits.snapshotShare()) {
            database.snapshots().save(id, new Snapshot(typists.revision(), typists.chain(), typists.document()));
            opBytesSinceSnapshot = 0;
        }
    }

    private void grow(long before, long now) {
        long started = System.nanoTime();
        attribution.grow(id, before, now);
        growNanos += System.nanoTime() - started;
    }

    private static void printSizes(DatabaseSettings settings, int revisions) throws SQLException {
        try (Connection owner = DriverManager.getConnection(settings.url(), settings.owner().user(),
                settings.owner().password()); Statement statement = owner.createStatement()) {
            double all = 0;
            for (String table : List.of("revision", "snapshot", "attribution_block")) {
                statement.execute("vacuum analyze " + table);
                try (ResultSet row = statement.executeQuery("select count(*), pg_total_relation_size('" + table
                        + "') from " + table)) {
                    row.next();
                    double each = row.getLong(2) / (double) revisions;
                    all += each;
                    OUT.printf(Locale.ROOT, "%s: %,d rows, %.1f bytes per revision with indexes%n", table,
                            row.getLong(1), each);
                }
            }
            OUT.printf(Locale.ROOT, "together: %.1f bytes per revision%n%n", all);
        }
    }

    private void ask(int head) {
        OUT.printf(Locale.ROOT, "load average before the questions: %.1f on %d processors%n%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        OUT.println("| question | asked | p50 | p99 | slowest |");
        OUT.println("| --- | ---: | ---: | ---: | ---: |");
        List<Long> revisions = new ArrayList<>(expected.keySet());
        for (long revision : revisions) {
            if (!rebuilt(revision).equals(expected.get(revision))) {
                throw new IllegalStateException("revision " + revision + " is rebuilt wrongly");
            }
            difference(revision);
        }
        Collections.shuffle(revisions, random);
        measure("any revision rebuilt", revisions, this::rebuilt);
        measure("diff of neighbours", revisions, this::difference);
        List<Long> heads = Collections.nCopies(LARGE_QUESTIONS, (long) head);
        measure("diff of the two ends", heads, this::differenceOfTheEnds);
        measure("blame of the head", heads, this::blame);
        measure("blame of any revision", revisions.subList(0, Math.min(revisions.size(), 2 * LARGE_QUESTIONS)),
                this::blame);
    }

    private Document rebuilt(long revision) {
        return history.at(id, DocumentType.TEXT, revision).document();
    }

    private void difference(long revision) {
        difference(revision - 1, revision);
    }

    private void differenceOfTheEnds(long head) {
        difference(0, head);
    }

    private void difference(long from, long to) {
        Difference.of(attribution.between(id, DocumentType.TEXT, from, to), rebuilt(from));
    }

    private void blame(long revision) {
        attribution.blame(id, DocumentType.TEXT, revision);
    }

    /** A question about a revision. */
    @FunctionalInterface
    private interface Question {
        void ask(long revision);
    }

    private static void measure(String name, List<Long> revisions, Question question) {
        long[] nanos = new long[revisions.size()];
        for (int i = 0; i < nanos.length; i++) {
            long started = System.nanoTime();
            question.ask(revisions.get(i));
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        OUT.printf(Locale.ROOT, "| %s | %,d | %.1f ms | %.1f ms | %.1f ms |%n", name, nanos.length,
                nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6, nanos[nanos.length - 1] / 1e6);
    }
}
