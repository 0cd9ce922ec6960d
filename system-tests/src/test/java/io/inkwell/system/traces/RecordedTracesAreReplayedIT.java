package io.inkwell.system.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.client.InkwellApi;
import io.inkwell.server.replay.Plan;
import io.inkwell.server.replay.Replay;
import io.inkwell.server.replay.ReplayCheck;
import io.inkwell.server.replay.Trace;
import io.inkwell.server.replay.TraceReader;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.Program;
import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people typed for hours, replayed through a running server by several clients over WebSockets: one transaction is one submission is one
 * revision, the end is the recorded text, and so is every state on the way.
 */
class RecordedTracesAreReplayedIT {
    private static final int CLIENTS = 3;
    private static final int REVISIONS_CHECKED = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.inNewFolder().withoutRateLimits();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The short one; all of them with {@code -Dinkwell.traces=all}. */
    static List<RecordedTraces> traces() {
        return "all".equals(System.getProperty("inkwell.traces"))
                ? List.of(RecordedTraces.values())
                : List.of(RecordedTraces.SVELTE_COMPONENT);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void aTraceEndsInItsRecordedTextAndSoDoesEveryRevisionOnTheWay(RecordedTraces recorded) throws Exception {
        Trace trace = recorded.read();
        String document = replay(recorded.name(), trace, Plan.of(trace, CLIENTS));

        Rest reader = new Rest(server.address()).signIn("Reader");
        assertThat(reader.text(document)).isEqualTo(trace.endContent());
        assertThat(reader.revision(document)).isEqualTo(trace.transactions().size());
    }

    @Test
    void agentsWhoWroteSideBySideEndInTheMergedText() throws Exception {
        Trace trace = TraceReader.read(
                Program.projectFolder().resolve("system-tests/src/test/resources/traces/three-writers.json"));
        assertThat(trace.kind()).isEqualTo(Trace.Kind.CONCURRENT);
        String document = replay("three-writers", trace, Plan.of(trace, trace.agents()));
        assertThat(new Rest(server.address()).signIn("Reader").text(document)).isEqualTo(trace.endContent());
    }

    /** Replays and compares end, screens, number of revisions and random revisions. */
    private static String replay(String name, Trace trace, Plan plan) throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= plan.clients(); i++)
            keys.add(new Rest(server.address()).signIn("Client " + i).key());
        String document = new Rest(server.address()).as(keys.getFirst()).createDocument(name, "text");
        long seed = Long.getLong("inkwell.seed", System.nanoTime());
        Replay.Result result = new Replay(plan, PATIENCE).play(server.address(), new DocumentId(document), keys,
                (steps, elapsedNanos) -> {});
        double seconds = result.elapsedNanos() / 1e9;
        System.out.printf(Locale.ROOT,
                "%s: %,d transactions by %d clients in %.1f s, %,.0f/s, acknowledged in %.2f ms (p50), %.2f ms (p99); -Dinkwell.seed=%d%n",
                name, trace.transactions().size(), plan.clients(), seconds, result.steps() / seconds,
                result.ackMillis50(), result.ackMillis99(), seed);
        ReplayCheck check = new ReplayCheck(new InkwellApi(server.address()).as(keys.getFirst()),
                new DocumentId(document), plan);
        assertThat(check.differences(result, REVISIONS_CHECKED, new Random(seed))).isEmpty();
        return document;
    }
}
