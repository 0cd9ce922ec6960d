package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random bytes, random frames and messages with random mistakes, a new connection for each round. Whatever comes of it: the bystander edits on,
 * no connection is closed as a failure of the server, and what is in the log is a document that its type allows. The seed is reported; with
 * {@code -Dinkwell.seed=…} the same rounds come again.
 */
class RandomInputDisturbsNobodyTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final Duration FOR = Duration.ofSeconds(4);
    private static final Duration QUIET = Duration.ofMillis(30);
    private static final int STEPS_MAX = 12;
    private static final Set<Integer> ALLOWED_CODES = Set.of(1000, 1002, 1003, 1005, 1007, 1009, 3000, 4400, 4403, 4409,
            4410,
            4429);
    private static final List<String> MESSAGES = List.of(JsonClient.message("document", "open", "\"attempt\":1"),
            JsonClient.message("heartbeat", "ping", ""), JsonClient.message("heartbeat", "pong", ""),
            JsonClient.message("cursor", "move", "\"index\":1,\"length\":0,\"revision\":0"),
            JsonClient.transform(0, 1, "[{\"insert\":\"a\"}]"),
            JsonClient.transform(1, 1, "[{\"retain\":1,\"attributes\":{\"bold\":true}},{\"delete\":1}]"),
            JsonClient.transform(0, 2,
                    "[{\"insert\":{\"divider\":true}},{\"insert\":\"x\\n\",\"attributes\":{\"list\":\"bullet\"}}]"),
            JsonClient.message("document", "open",
                    "\"clientId\":\"0f7f3c9e-6c0b-4f6a-9a53-2b8f0d1c4e77\",\"attempt\":3,\"revision\":0,"
                            + "\"chain\":\"5d1f0c9a7be24e6f8a90c3d4e5f60718\",\"inflight\":{\"seq\":1,\"base\":41,"
                            + "\"hash\":\"f14d98553ca07bc12b164ab74e91aaae\"}"));
    private static final List<String> SCRAPS = List.of("\"", "\\", "{", "}", "[", "]", ":", ",", "0", "-1", "1.5",
            "9007199254740993", "2147483648", "1e9", "null", "true", "\u0000", "\uD83D", "\uDE00", "\\u0000", "\\ud83d",
            "\uFEFF", "\"seq\":1", "\"ops\":[]", "\"insert\":\"b\"", "\"__proto__\":{}", " ", "\n");

    @Test
    void forAFewSeconds(TestReporter reporter) throws IOException, InterruptedException {
        long seed = Long.getLong("inkwell.seed", System.nanoTime());
        reporter.publishEntry("seed", Long.toString(seed));
        Random random = new Random(seed);
        String document = SERVER.newDocument(DocumentType.RICH);
        TreeMap<Integer, Integer> codes = new TreeMap<>();
        int rounds = 0;
        long end = System.nanoTime() + FOR.toNanos();
        try (JsonClient bystander = JsonClient.open(SERVER.port(), document, SERVER.newPerson("Ada"))) {
            while (System.nanoTime() < end) {
                codes.merge(round(document, random), 1, Integer::sum);
                rounds++;
                bystander.insert("fine");
            }
        }
        reporter.publishEntry("rounds and close codes (0: not closed)", rounds + " " + codes);
        codes.remove(0);
        assertThat(ALLOWED_CODES).as("close codes, seed %s", seed).containsAll(codes.keySet());
        Document stored = SERVER.document(document, DocumentType.RICH);
        assertThat(stored.endsWithNewline()).as("seed %s", seed).isTrue();
        assertThat(DocumentType.RICH.checkSubmitted(stored.toOps())).as("seed %s", seed).isEmpty();
        await().untilAsserted(() -> assertThat(SERVER.connections()).as("connections, seed %s", seed).isZero());
    }

    /** One connection and what it is closed with, 0 if it is not. */
    private static int round(String document, Random random) throws IOException, InterruptedException {
        try (RawSocket socket = RawSocket.connect(SERVER.port(), document, SERVER.newPerson("Mallory"))) {
            if (random.nextInt(4) > 0)
                socket.send(Frame.text(MESSAGES.getFirst()));
            int steps = 1 + random.nextInt(STEPS_MAX);
            boolean framesAreSound = random.nextInt(3) > 0;
            for (int i = 0; i < steps; i++) {
                socket.sendAsFarAsItIsTaken(framesAreSound ? message(random) : anything(random));
            }
            if (random.nextInt(5) == 0) {
                socket.reset();
                return 0;
            }
            while (true) {
                switch (socket.next(QUIET)) {
                    case RawSocket.Received.Closed closed -> {
                        return closed.code();
                    }
                    case RawSocket.Received.End end -> {
                        return 0;
                    }
                    case null -> {
                        return 0;
                    }
                    case RawSocket.Received.Text text -> {
                    }
                    case RawSocket.Received.Control control -> {
                    }
                }
            }
        }
    }

    private static byte[] anything(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> randomBytes(random, 200);
            case 1 -> randomFrame(random).bytes();
            case 2 -> Frame.of(Frame.TEXT, randomBytes(random, 300)).bytes();
            default -> message(random);
        };
    }

    private static byte[] message(Random random) {
        String message = MESSAGES.get(random.nextInt(MESSAGES.size()));
        return Frame.text(random.nextInt(4) == 0 ? message : mutated(message, random)).bytes();
    }

    private static Frame randomFrame(Random random) {
        Frame frame = Frame.of(random.nextInt(16), randomBytes(random, 150));
        if (random.nextInt(3) == 0)
            frame = frame.unfinished();
        if (random.nextInt(6) == 0)
            frame = frame.unmasked();
        if (random.nextInt(6) == 0)
            frame = frame.reserved(1 + random.nextInt(3));
        if (random.nextInt(6) == 0)
            frame = frame.declaring(random.nextLong());
        return frame;
    }

    private static byte[] randomBytes(Random random, int lengthMax) {
        byte[] bytes = new byte[random.nextInt(lengthMax)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The message with one to four mistakes. What UTF-8 cannot carry becomes a question mark. */
    private static String mutated(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        int mistakes = 1 + random.nextInt(4);
        for (int i = 0; i < mistakes && !text.isEmpty(); i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(8));
            String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, scrap);
                case 2 -> text.replace(from, to, scrap);
                case 3 -> text.insert(from, text.substring(from, to));
                default -> replaceNumber(text, scrap);
            }
        }
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void replaceNumber(StringBuilder text, String scrap) {
        int from = 0;
        while (from < text.length() && !Character.isDigit(text.charAt(from)))
            from++;
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to)))
            to++;
        text.replace(from, to, scrap);
    }
}
