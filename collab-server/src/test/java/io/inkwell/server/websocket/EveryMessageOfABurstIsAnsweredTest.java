package io.inkwell.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.json.OpsLimits;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.server.metrics.Metrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As many messages as may come at once may have to be answered at once: a wire that is busy for a moment is no reason to hang up. */
class EveryMessageOfABurstIsAnsweredTest {
    private static final int ANSWERS_MAX = 400;

    private final BusyWire wire = new BusyWire();
    private final MessageCodec codec = new MessageCodec(OpsLimits.DEFAULT);
    private final Outbox outbox = new Outbox(wire, codec, new Frames(codec), new Metrics(),
            (after, through, page) -> {}, ANSWERS_MAX);

    @Test
    void whenTheWireIsFreeAgain() {
        for (int i = 0; i <= ANSWERS_MAX; i++)
            answer(i);
        assertThat(wire.overflows).isZero();
        wire.free();
        assertThat(wire.sent).hasSize(ANSWERS_MAX + 1);
        assertThat(wire.sent.getLast()).contains("\"c" + ANSWERS_MAX + "\"");
    }

    @Test
    void butWhoSendsOnAndTakesNothingIsLetGo() {
        for (int i = 0; i <= ANSWERS_MAX + 1; i++)
            answer(i);
        assertThat(wire.overflows).isOne();
    }

    @Test
    void andAFarewellComesBehindTheAnswers() {
        answer(1);
        answer(2);
        List<Integer> sentBefore = new ArrayList<>();
        outbox.finish(() -> sentBefore.add(wire.sent.size()));
        assertThat(sentBefore).isEmpty();
        wire.free();
        assertThat(sentBefore).containsExactly(2);
    }

    private void answer(int number) {
        outbox.answer(new ServerMessage.Pong(), "c" + number);
    }

    /** A wire that takes one text and is then busy until it is told to be free. */
    private static final class BusyWire implements Outbox.Wire {
        private final List<String> sent = new ArrayList<>();
        private final ArrayDeque<Runnable> busyWith = new ArrayDeque<>();
        private int overflows;

        @Override
        public void send(String text, Runnable done, Runnable failed) {
            sent.add(text);
            busyWith.add(done);
        }

        @Override
        public void overflow() {
            overflows++;
        }

        /** Is done with what it has, and with what comes then, as soon as it comes. */
        void free() {
            while (!busyWith.isEmpty())
                busyWith.remove().run();
        }
    }
}
