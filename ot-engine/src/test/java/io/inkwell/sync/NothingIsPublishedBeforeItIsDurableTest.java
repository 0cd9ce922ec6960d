package io.inkwell.sync;

import static io.inkwell.sync.ActorBench.only;
import static io.inkwell.sync.ActorBench.submission;
import static io.inkwell.sync.ActorBench.visible;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NothingIsPublishedBeforeItIsDurableTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    private final ActorBench bench = ActorBench.text();

    @BeforeEach
    void twoConnections() {
        bench.open(1, ADA);
        bench.open(2, BOB);
    }

    @Test
    void anIdleDocumentCommitsAtOnceAndTellsNobodyYet() {
        List<DocumentEffect> effects = bench.submit(1, submission(ADA, 1, 0, "+'a'"));
        assertThat(effects).hasSize(1).noneMatch(visible());
        assertThat(bench.actor.window().headRevision()).isZero();
        assertThat(bench.actor.document().length()).isZero();
    }

    @Test
    void theCommittedBatchIsPublishedOnce() {
        bench.submit(1, submission(ADA, 1, 0, "+'a'"));
        DocumentEffect.Advanced advanced = only(DocumentEffect.Advanced.class, bench.commit());
        assertThat(advanced.commits()).isEqualTo(advanced.window().between(0, 1));
        assertThat(advanced.window().headRevision()).isEqualTo(1);
        assertThat(advanced.document().text()).isEqualTo("a");
        assertThat(advanced.window().commit(1)).isEqualTo(bench.history().getFirst());
    }

    @Test
    void whatArrivesMeanwhileFormsTheNextBatch() {
        bench.open(3, 3);
        bench.submit(1, submission(ADA, 1, 0, "+'a'"));
        assertThat(bench.submit(2, submission(BOB, 1, 0, "+'b'"))).isEmpty();
        assertThat(bench.submit(3, submission(3, 1, 0, "+'c'"))).isEmpty();
        bench.commit();
        assertThat(bench.batch().commits()).extracting(Commit::id).containsExactly(new SubmissionId(BOB, 1),
                new SubmissionId(3, 1));
        assertThat(bench.batch().expectedRevision()).isEqualTo(1);
        bench.commit();
        assertThat(bench.actor.document()).isEqualTo(bench.stored());
        assertThat(bench.stored().text()).isEqualTo("abc");
    }

    @Test
    void anyAnswerButSuccessPublishesNothing() {
        List<AppendResult> failures = List.of(new AppendResult.HeadMoved(), new AppendResult.Duplicate(),
                new AppendResult.Unknown("test"));
        bench.submit(1, submission(ADA, 1, 0, "+'a'"));
        for (AppendResult failure : failures) {
            assertThat(bench.answer(failure)).noneMatch(visible());
            assertThat(bench.read()).noneMatch(visible());
            assertThat(bench.isAppending()).as("tried again after %s", failure).isTrue();
            assertThat(bench.actor.document().length()).isZero();
        }
        assertThat(bench.answer(new AppendResult.Refused("test")))
                .noneMatch(DocumentEffect.Advanced.class::isInstance);
    }

    @Test
    void aHeadThatSomebodySawIsReadBeforeItIsPublished() {
        bench.elsewhereMany(9, 2);
        assertThat(bench.step(new DocumentEvent.HeadSeen(bench.head()))).hasSize(1).noneMatch(visible());
        DocumentEffect.Advanced advanced = only(DocumentEffect.Advanced.class, bench.read());
        assertThat(advanced.window().headRevision()).isEqualTo(2);
        assertThat(advanced.document()).isEqualTo(bench.stored());
    }

    @Test
    void aBatchIsNotLargerThanAllowedButOneOperationAlwaysFits() {
        ActorLimits narrow = new ActorLimits(100_000, 2, 100, 100, 1_048_576, 1_000, 30_000, 65_536, 4, 50, 2_000);
        ActorBench small = ActorBench.with(narrow);
        for (int client = 1; client <= 6; client++)
            small.open(client, client);
        small.submit(1, submission(1, 1, 0, "+'first'"));
        small.submit(2, submission(2, 1, 0, "+'" + "x".repeat(500) + "'"));
        small.commit();
        assertThat(small.batch().commits()).as("too large, but alone").hasSize(1);
        for (int client = 3; client <= 6; client++)
            small.submit(client, submission(client, 1, 0, "+'abc'"));
        small.commit();
        assertThat(small.batch().commits()).as("at most two").hasSize(2);
        small.commit();
        assertThat(small.batch().commits()).hasSize(2);
        small.settle();
        assertThat(small.history()).hasSize(6);
    }

    @Test
    void timesInTheLogNeverRunBackwards() {
        bench.submitAndCommit(1, submission(ADA, 1, 0, "+'a'"));
        bench.nowMillis -= 500_000;
        bench.submitAndCommit(1, submission(ADA, 2, 1, "+'b'"));
        assertThat(bench.history()).extracting(Commit::atMillis).containsExactly(1_000_000L, 1_000_000L);
    }
}
