package io.inkwell.server.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.history.Attribution;
import io.inkwell.ot.Ops;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.DocumentPorts;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.InMemorySalvageStore;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.Scribe;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where an order's base became too old just then, its number is used up without an effect, and the order goes on under the next one. */
@Timeout(60)
class AUsedUpNumberIsFollowedByTheNextTest {
    private static final int WINDOW = 3;
    private static final ActorLimits LIMITS = new ActorLimits(1_000, 200, 1_048_576, WINDOW, 1_048_576, 0, 0, 65_536, 4,
            50, 2_000);
    private static final int WAIT_MILLIS_MAX = 10_000;

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Scribe scribe = Scribe.on(storage);
    private final DocumentHub hub = new DocumentHub(new DocumentPorts(storage.log(), storage.snapshots(),
            storage.history(), storage.sessions(), storage.documents(), new InMemorySalvageStore(),
            new Attribution(storage.history(), storage.blocks())), Cluster.ALONE,
            LIMITS, new Metrics(), InstantSource.system());
    private final Programs programs = new Programs(hub, storage.sessions(), storage.log(), WAIT_MILLIS_MAX);
    private final Order order = new Order(scribe.document(), DocumentType.TEXT,
            storage.people().find(scribe.person()).orElseThrow(), "key", Digest.ofRequest(List.of("test")));

    @AfterEach
    void stop() {
        hub.close();
    }

    private Outcome insertAt(long oldBase, AtomicInteger calls) {
        return programs.commit(order, standing -> new Step.Submit(
                calls.incrementAndGet() == 1 ? oldBase : standing.revision(), Ops.builder().insert("x").build(),
                Manner.CARRIED));
    }

    @Test
    void andTheKeyFindsItAgain() {
        scribe.write("a", "b", "c", "d", "e", "f");
        AtomicInteger calls = new AtomicInteger();
        assertThat(insertAt(0, calls)).isInstanceOfSatisfying(Outcome.Stored.class, stored -> {
            assertThat(stored.commit().revision()).isEqualTo(8);
            assertThat(stored.commit().id().seq()).isEqualTo(2);
            assertThat(stored.occasion()).isEqualTo(Outcome.Occasion.NOW);
        });
        assertThat(calls).hasValue(2);
        List<Commit> commits = storage.history().read(scribe.document(), 6, 9, Integer.MAX_VALUE);
        assertThat(commits).extracting(Commit::kind).containsExactly(CommitKind.Burnt.BURNT, CommitKind.Edit.EDIT);
        assertThat(insertAt(0, calls)).isEqualTo(new Outcome.Stored(commits.getLast(), Outcome.Occasion.BEFORE));
        assertThat(calls).as("no change is made for what is stored").hasValue(2);
        await().until(() -> hub.size() == 0);
    }

    @Test
    void anotherOrderUnderTheKeyIsNotTakenForIt() {
        assertThat(insertAt(0, new AtomicInteger())).isInstanceOf(Outcome.Stored.class);
        Order other = new Order(order.document(), order.type(), order.person(), order.key(),
                Digest.ofRequest(List.of("another test")));
        assertThat(programs.<RuntimeException>commit(other, standing -> new Step.Nothing()))
                .isEqualTo(new Outcome.KeyReused());
    }
}
