package io.inkwell.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on a real Redis: what it does for them, and that they go on without it. */
class RedisIsOnlyAHelpTest {
    private static final DocumentId DOCUMENT = new DocumentId("d");
    private static final Duration SOON = Duration.ofSeconds(15);
    /** The promised 200 ms for a call, and what a busy machine adds. */
    private static final Duration CALL_MAX = Duration.ofSeconds(1);

    private final RedisProcess redis = RedisProcess.notStarted();
    private final RedisCluster one = RedisCluster.connect(redis.address(), "one", "same");
    private final RedisCluster two = RedisCluster.connect(redis.address(), "two", "same");
    private final List<NodeMessage> heardByTwo = new CopyOnWriteArrayList<>();

    RedisIsOnlyAHelpTest() {
        two.listen(heardByTwo::add);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void theServerOfTheseTestsIsTheOneFromTheArtifact() {
        redis.start();
        assertThat(redis.version()).isEqualTo("7.0.15");
    }

    @Test
    void oneOfTwoHoldsTheLockUntilItIsGivenBack() {
        startAndAwaitBoth();
        ContentionLock.Hold hold = one.tryAcquire(DOCUMENT).orElseThrow();
        assertThat(two.tryAcquire(DOCUMENT)).isEmpty();
        assertThat(one.tryAcquire(DOCUMENT)).as("held once").isEmpty();
        assertThat(two.tryAcquire(new DocumentId("other"))).isPresent();
        hold.release();
        Awaitility.await().atMost(SOON).until(() -> two.tryAcquire(DOCUMENT).isPresent());
    }

    @Test
    void aHoldThatIsNeverGivenBackEndsWithItsLease() {
        startAndAwaitBoth();
        assertThat(one.tryAcquire(DOCUMENT)).isPresent();
        Awaitility.await().atMost(SOON).until(() -> two.tryAcquire(DOCUMENT).isPresent());
    }

    @Test
    void everyKindOfMessageReachesTheOtherNode() {
        startAndAwaitBoth();
        List<NodeMessage> sent = NodeMessagesTest.oneOfEachKindFrom("one").stream()
                .filter(message -> !(message instanceof NodeMessage.Alive)).toList();
        sent.forEach(one::publish);
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(heardByTwo).containsAll(sent));
    }

    @Test
    void withoutRedisNothingIsHeldNothingIsHeardAndNobodyWaits() {
        long startedAt = System.nanoTime();
        assertThat(one.tryAcquire(DOCUMENT)).isEmpty();
        one.publish(new NodeMessage.Stored(DOCUMENT, 1));
        assertThat(one.works()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(CALL_MAX);
    }

    @Test
    void aRedisThatComesLaterIsUsedAndOneThatDiesIsNoticedAndUsedAgain() {
        startAndAwaitBoth();
        redis.kill();
        Awaitility.await().atMost(SOON).until(() -> !one.works() && !two.works());
        redis.start();
        awaitBoth();
        one.publish(new NodeMessage.Stored(DOCUMENT, 7));
        Awaitility.await().atMost(SOON).untilAsserted(
                () -> assertThat(heardByTwo).contains(new NodeMessage.Stored(DOCUMENT, 7)));
        Awaitility.await().atMost(SOON).until(() -> one.tryAcquire(DOCUMENT).isPresent());
    }

    @Test
    void aRedisThatStandsStillHoldsNobodyUp() {
        startAndAwaitBoth();
        redis.pause();
        for (int i = 0; i < 10; i++) {
            long startedAt = System.nanoTime();
            Optional<ContentionLock.Hold> hold = one.tryAcquire(DOCUMENT);
            one.publish(new NodeMessage.Stored(DOCUMENT, i));
            assertThat(hold).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(CALL_MAX);
        }
        Awaitility.await().atMost(SOON).until(() -> !one.works());
        redis.goOn();
        awaitBoth();
    }

    @Test
    void aRedisThatIsEmptiedChangesNothing() {
        startAndAwaitBoth();
        assertThat(one.tryAcquire(DOCUMENT)).isPresent();
        redis.flush();
        assertThat(two.tryAcquire(DOCUMENT)).as("a lock is only a help").isPresent();
        one.publish(new NodeMessage.Touched(DOCUMENT));
        Awaitility.await().atMost(SOON).untilAsserted(
                () -> assertThat(heardByTwo).contains(new NodeMessage.Touched(DOCUMENT)));
    }

    private void startAndAwaitBoth() {
        redis.start();
        awaitBoth();
    }

    private void awaitBoth() {
        Awaitility.await().atMost(SOON).until(() -> one.works() && two.works());
    }
}
