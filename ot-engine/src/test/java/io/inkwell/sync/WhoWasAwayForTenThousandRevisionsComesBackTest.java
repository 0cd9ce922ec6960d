package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Settled;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No age of a base is refused: a client that was away since the first revision, typing, is back and saved, and nothing is lost. */
class WhoWasAwayForTenThousandRevisionsComesBackTest {
    private static final int REVISIONS = 10_000;
    private static final int BATCH = 200;
    private static final int TYPED = 5_000;
    private static final int BOB = 2;
    private static final ReplicaEvent.Identity ADA = new ReplicaEvent.Identity(new ClientId(new UUID(0, 1)), 1);

    private final ActorBench bench = ActorBench.with(ActorLimits.DEFAULT);
    private final Replica replica = new Replica(OpsLimits.DEFAULT);
    private final Random random = new Random(1);
    private long catchUpBytes;
    private int catchUpEntries;

    @Test
    void withAnOperationInFlightAndFiveThousandTypedCharacters() {
        bench.open(1, ADA.displayId());
        replica.step(new ReplicaEvent.Loaded(ADA, bench.at(0), 0, Ops.EMPTY));
        type("!");
        replica.step(new ReplicaEvent.Disconnected());
        bench.close(1);
        StringBuilder typed = new StringBuilder("!");
        for (int i = 0; i < TYPED; i++) {
            String letter = Character.toString('A' + i % 26);
            type(letter);
            typed.append(letter);
        }
        bobWrites();

        long startNanos = System.nanoTime();
        List<ReplicaEffect> effects = comeBack();
        while (!(replica.state() instanceof ReplicaState.Synchronized))
            effects = saved(effects);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);

        System.out.printf(
                "away for %,d revisions: %d catch-up entries, %,d bytes of operations, back and saved in %d ms%n",
                REVISIONS, catchUpEntries, catchUpBytes, millis);
        assertThat(replica.screen()).isEqualTo(bench.actor.document()).isEqualTo(bench.stored());
        assertThat(letters(replica.screen(), 'A', 'Z', '!')).as("in order, once each").isEqualTo(typed.toString());
        assertThat(letters(replica.screen(), 'b', 'b', 'b')).hasSize(REVISIONS);
    }

    private void type(String letter) {
        int end = replica.screen().length();
        replica.step(new ReplicaEvent.Edited(Delta.on(end).retain(end).insert(letter).build()));
    }

    private void bobWrites() {
        Head head = bench.head();
        int length = 0;
        for (int written = 0; written < REVISIONS; written += BATCH) {
            List<Commit> commits = new ArrayList<>();
            Digest chain = head.chain();
            for (int i = 1; i <= BATCH; i++) {
                Delta op = Delta.on(length).retain(random.nextInt(length + 1)).insert("b").build();
                Commit commit = Commit.following(chain, written + i, CommitKind.Edit.EDIT,
                        new SubmissionId(BOB, written + i), bench.nowMillis, op,
                        Digest.ofSubmission(written, OpsJson.write(op.ops())));
                commits.add(commit);
                chain = commit.chain();
                length++;
            }
            assertThat(bench.log.append(
                    new Append(ActorBench.ID, written, head.chain(), head.accessRevision(), commits)))
                    .isEqualTo(new AppendResult.Committed());
            head = bench.head();
        }
    }

    private List<ReplicaEffect> comeBack() {
        OpenRequest request = replica.openRequest();
        InFlight unknown = Objects.requireNonNull(request.inFlight());
        bench.step(ActorBench.opening(2, ADA.displayId(), 2, request.from(),
                new DocumentEvent.InFlightKey(unknown.id(), unknown.baseRevision(), unknown.hash())));
        DocumentEffect.Init init = ActorBench.init(bench.settle());
        assertThat(init.settled()).isInstanceOfSatisfying(DocumentEffect.Settled.Stored.class,
                stored -> assertThat(stored.commit().kind()).isEqualTo(CommitKind.Burnt.BURNT));
        long head = init.window().headRevision();
        CatchUp catchUp = new CatchUp(0, init.singlesThrough(), head, CatchUp.COMPOSE_FROM_COMMITS);
        catchUp.add(bench.history());
        List<Entry> entries = catchUp.entries().stream().map(this::entry).toList();
        return replica.step(new ReplicaEvent.Resumed(ADA, new Position(head, init.window().headChain()),
                init.lastSeq(), entries, new Settled.Burnt()));
    }

    private Entry entry(CatchUp.Entry entry) {
        Entry told = switch (entry) {
            case CatchUp.Entry.Single(Commit commit) ->
                new Entry.Single(commit.revision(), commit.kind(), commit.id(), commit.op().ops());
            case CatchUp.Entry.Composed(long from, long to, Delta op) -> new Entry.Composed(from, to, op.ops());
        };
        catchUpEntries++;
        catchUpBytes += switch (told) {
            case Entry.Single single -> OpsJson.write(single.ops()).length;
            case Entry.Composed composed -> OpsJson.write(composed.ops()).length;
        };
        return told;
    }

    /** What was sent is stored and acknowledged. */
    private List<ReplicaEffect> saved(List<ReplicaEffect> effects) {
        InFlight sent = effects.stream().filter(ReplicaEffect.Send.class::isInstance)
                .map(effect -> ((ReplicaEffect.Send) effect).inFlight()).findFirst().orElseThrow();
        bench.submitAndCommit(2, new Submission(sent.id(), sent.baseRevision(), sent.ops(), sent.hash()));
        Commit own = bench.actor.window().commit(bench.actor.window().headRevision());
        return replica.step(new ReplicaEvent.Acknowledged(own.id().seq(), new Position(own.revision(), own.chain())));
    }

    private static String letters(Document document, char from, char to, char also) {
        StringBuilder letters = new StringBuilder();
        document.text().chars().filter(unit -> (unit >= from && unit <= to) || unit == also)
                .forEach(unit -> letters.append((char) unit));
        return letters.toString();
    }
}
