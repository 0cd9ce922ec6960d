package io.inkwell.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Three clients type, delete and lose their connections at random: in the end all screens, and what their listeners were told, equal the log. */
class ClientsConvergeProperties {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int STEPS = 120;
    private static final char FIRST = '\u4E00';

    @Property(tries = 40)
    void whateverHappensBetweenThem(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        FakeServer server = new FakeServer();
        List<InkwellClient> clients = new ArrayList<>();
        List<Recorder> recorders = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Recorder recorder = new Recorder();
                recorders.add(recorder);
                clients.add(
                        InkwellClient.builder(URI.create("http://localhost/"), FakeServer.DOCUMENT).listener(recorder)
                                .backOff(new BackOff(1, 2)).random(new Random(seed + i)).connect(server));
                clients.getLast().awaitConnected(SOON);
            }
            int typed = 0;
            for (int step = 0; step < STEPS; step++) {
                int who = random.nextInt(clients.size());
                switch (random.nextInt(12)) {
                    case 0 -> server.cut();
                    case 1 -> server.loseWhatClientsSend();
                    case 2 -> server.loseWhatIsSent();
                    case 3 -> server.gather();
                    case 4 -> server.commitGathered();
                    case 5 -> delete(clients.get(who), recorders.get(who), random);
                    default ->
                        type(clients.get(who), recorders.get(who), random, String.valueOf((char) (FIRST + typed++)));
                }
            }
            server.cut();
            server.commitGathered();
            for (InkwellClient client : clients)
                client.awaitSaved(SOON);
            String text = server.head().text();
            int head = server.log().size();
            for (int i = 0; i < clients.size(); i++) {
                await(recorders.get(i), head);
                assertThat(clients.get(i).screen().text()).isEqualTo(text);
                assertThat(recorders.get(i).shown()).isEqualTo(text);
                assertThat(recorders.get(i).rescued).isEmpty();
            }
            assertThat(text.chars().distinct().count()).as("every character was typed once").isEqualTo(text.length());
        } finally {
            clients.forEach(InkwellClient::close);
        }
    }

    private static void await(Recorder recorder, int head) throws InterruptedException {
        for (int i = 0; i < 2_000 && recorder.received() < head; i++)
            Thread.sleep(2);
        assertThat(recorder.received()).isEqualTo(head);
    }

    private static void type(InkwellClient client, Recorder recorder, Random random, String text) {
        int place = random.nextInt(1_000_000);
        client.edit(screen -> {
            Delta change = Delta.on(screen.length()).retain(place % (screen.length() + 1)).insert(text).build();
            recorder.typed(change);
            return change;
        }).join();
    }

    private static void delete(InkwellClient client, Recorder recorder, Random random) {
        int place = random.nextInt(1_000_000);
        client.edit(screen -> {
            int length = Math.min(4, screen.length());
            Delta change = Delta.on(screen.length()).retain(place % (screen.length() - length + 1)).delete(length)
                    .build();
            recorder.typed(change);
            return change;
        }).join();
    }
}
