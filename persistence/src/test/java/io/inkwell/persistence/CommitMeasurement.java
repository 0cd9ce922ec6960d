package io.inkwell.persistence;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.Scribe;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast the real commit statement is, and what its rows and the snapshots take together. Run by {@link StorageMeasurement}. */
final class CommitMeasurement {

    private static final int WARM_UP_STATEMENTS = 500;
    private static final int STATEMENTS = 4_000;

    private final PostgresStorage storage;
    private final Database database;
    private final PrintStream out;

    CommitMeasurement(Database database, PrintStream out) {
        this.database = database;
        this.storage = new PostgresStorage(database);
        this.out = out;
    }

    void run() throws Exception {
        out.println("| writers | operations per statement | statements/s | operations/s |");
        out.println("| ---: | ---: | ---: | ---: |");
        measure(1, 1);
        measure(4, 1);
        measure(1, 25);
        measure(4, 25);
        out.println();
        measureTyping(200_000);
    }

    private void measure(int writers, int perStatement) throws Exception {
        List<Typist> typists = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            Typist typist = new Typist(writer, false);
            typist.write(WARM_UP_STATEMENTS / writers, perStatement);
            typists.add(typist);
        }
        long before = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Typist typist : typists) {
                running.add(threads.submit(() -> typist.write(STATEMENTS / writers, perStatement)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        double perSecond = STATEMENTS * 1e9 / (System.nanoTime() - before);
        out.printf(Locale.ROOT, "| %d | %d | %,.0f | %,.0f |%n", writers, perStatement, perSecond,
                perSecond * perStatement);
    }

    private void measureTyping(int revisions) throws SQLException {
        long before = bytes();
        long beforeSnapshots = bytesOf("snapshot");
        long beforeRows = ask("select count(*) from revision");
        int documents = 10;
        for (int document = 0; document < documents; document++) {
            new Typist(document, true).write(revisions / documents / 25, 25);
        }
        long rows = ask("select count(*) from revision") - beforeRows;
        out.printf(Locale.ROOT,
                "typing through the real statement: %,d revisions in %d documents, %.1f bytes each with indexes, and %.1f for "
                        + "snapshots%n",
                rows, documents, (bytes() - before) / (double) rows,
                (bytesOf("snapshot") - beforeSnapshots) / (double) rows);
        out.printf(Locale.ROOT, "updates of heads that stayed in their page: %d %%%n",
                ask("select 100 * n_tup_hot_upd / n_tup_upd from pg_stat_user_tables where relname = 'document_head'"));
    }

    private long bytes() throws SQLException {
        return bytesOf("revision");
    }

    private long bytesOf(String table) throws SQLException {
        return ask("select pg_total_relation_size('" + table + "')");
    }

    private long ask(String query) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Types one letter after the other into a document of its own, now and then elsewhere in it. */
    private final class Typist {

        private final Scribe scribe = Scribe.on(storage);
        private final Random random;
        private final boolean snapshots;
        private Document text = Document.EMPTY;
        private Digest chain = Digest.chainStart(scribe.document());
        private long revision;
        private long opBytes;
        private int caret;

        Typist(int seed, boolean snapshots) {
            this.random = new Random(seed);
            this.snapshots = snapshots;
        }

        void write(int statements, int perStatement) {
            for (int statement = 0; statement < statements; statement++) {
                List<Commit> commits = new ArrayList<>();
                Digest before = chain;
                long head = revision;
                for (int i = 0; i < perStatement; i++) {
                    commits.add(keystroke());
                }
                AppendResult result = storage.log().append(new Append(scribe.document(), head, before, 0, commits));
                if (!(result instanceof AppendResult.Committed)) {
                    throw new IllegalStateException(result.toString());
                }
                saveSnapshotWhenDue();
            }
        }

        private Commit keystroke() {
            caret = random.nextInt(50) == 0 ? random.nextInt(text.length() + 1) : Math.min(caret, text.length());
            Delta op = Delta.on(text.length()).retain(caret++)
                    .insert(Character.toString(random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26)))
                    .build();
            revision++;
            Commit commit = Commit.following(chain, revision, CommitKind.Edit.EDIT,
                    new SubmissionId(scribe.displayId(), (int) revision),
                    Scribe.START.toEpochMilli() + revision * 120, op, new Digest(random.nextLong(), random.nextLong()));
            chain = commit.chain();
            text = text.apply(op);
            opBytes += commit.opBytes().length;
            return commit;
        }

        private void saveSnapshotWhenDue() {
            if (snapshots && opBytes >= Math.max(ActorLimits.DEFAULT.snapshotBytesMin(),
                    text.weightBytes() / ActorLimits.DEFAULT.snapshotShare())) {
                storage.snapshots().save(scribe.document(), new Snapshot(revision, chain, text));
                opBytes = 0;
            }
        }
    }
}
