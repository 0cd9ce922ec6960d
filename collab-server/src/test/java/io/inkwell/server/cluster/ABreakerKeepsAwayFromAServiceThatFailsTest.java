package io.inkwell.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ABreakerKeepsAwayFromAServiceThatFailsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker = new Breaker(3, 100, now::get);

    @Test
    void itLetsEverythingThroughUntilSoManyFailuresCameInARow() {
        breaker.failed();
        breaker.failed();
        assertThat(breaker.lets()).isTrue();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.lets()).isTrue();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
    }

    @Test
    void afterTheRestOneFailureIsEnough() {
        for (int i = 0; i < 3; i++)
            breaker.failed();
        now.addAndGet(99);
        assertThat(breaker.lets()).isFalse();
        now.addAndGet(1);
        assertThat(breaker.lets()).isTrue();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
        now.addAndGet(100);
        breaker.succeeded();
        breaker.failed();
        assertThat(breaker.lets()).isTrue();
    }
}
