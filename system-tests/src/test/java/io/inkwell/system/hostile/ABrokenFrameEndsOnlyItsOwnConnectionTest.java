package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.inkwell.sync.DocumentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever does not speak WebSocket is told which rule was broken, and nobody else notices. */
class ABrokenFrameEndsOnlyItsOwnConnectionTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final int BROKEN = 1002;
    private static final int NOT_TEXT = 1003;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_LARGE = 1009;
    private static final int MESSAGE_BYTES_MAX = 1_048_576;
    private static final long HEAP_GROWTH_MAX = 32L * 1_024 * 1_024;

    static Stream<Arguments> brokenFrames() {
        Frame ping = Frame.text(JsonClient.message("heartbeat", "ping", ""));
        return Stream.of(arguments("a text without its mask", BROKEN, List.of(ping.unmasked())),
                arguments("a ping without its mask", BROKEN, List.of(Frame.ping(0).unmasked())),
                arguments("the first reserved bit, as for compression", BROKEN, List.of(ping.reserved(1))),
                arguments("the second reserved bit", BROKEN, List.of(ping.reserved(2))),
                arguments("the third reserved bit", BROKEN, List.of(ping.reserved(3))),
                arguments("a reserved bit on a ping", BROKEN, List.of(Frame.ping(0).reserved(1))),
                arguments("an unknown kind of data, 3", BROKEN, List.of(Frame.of(3, (byte) 'a'))),
                arguments("an unknown kind of data, 7", BROKEN, List.of(Frame.of(7))),
                arguments("an unknown kind of control, 11", BROKEN, List.of(Frame.of(11))),
                arguments("an unknown kind of control, 15", BROKEN, List.of(Frame.of(15, new byte[10]))),
                arguments("a continuation of nothing", BROKEN, List.of(Frame.of(Frame.CONTINUATION, (byte) 'a'))),
                arguments("a text inside a text", BROKEN, List.of(ping.unfinished(), ping)),
                arguments("a ping in two parts", BROKEN, List.of(Frame.ping(1).unfinished())),
                arguments("a ping of 126 bytes", BROKEN, List.of(Frame.ping(126))),
                arguments("a pong of 126 bytes", BROKEN, List.of(Frame.of(Frame.PONG, new byte[126]))),
                arguments("a close of one byte", BROKEN, List.of(Frame.of(Frame.CLOSE, (byte) 3))),
                arguments("a close of 126 bytes", BROKEN, List.of(Frame.of(Frame.CLOSE, new byte[126]))),
                arguments("a close with 1005, which no frame may carry", BROKEN, List.of(Frame.close(1005))),
                arguments("a close with 1006", BROKEN, List.of(Frame.close(1006))),
                arguments("a close with 0", BROKEN, List.of(Frame.close(0))),
                arguments("a close with 999", BROKEN, List.of(Frame.close(999))),
                arguments("a length with its highest bit set", BROKEN, List.of(ping.declaring(Long.MIN_VALUE))),
                arguments("a binary message", NOT_TEXT, List.of(Frame.of(Frame.BINARY, new byte[10]))),
                arguments("an empty binary message", NOT_TEXT, List.of(Frame.of(Frame.BINARY))),
                arguments("a binary message in two parts", NOT_TEXT,
                        List.of(Frame.of(Frame.BINARY, new byte[10]).unfinished(),
                                Frame.of(Frame.CONTINUATION, new byte[10]))),
                arguments("a text one byte over the limit", TOO_LARGE,
                        List.of(Frame.of(Frame.TEXT, spaces(MESSAGE_BYTES_MAX + 1)))),
                arguments("a text of a gigabyte, just begun", TOO_LARGE,
                        List.of(Frame.of(Frame.TEXT, spaces(MESSAGE_BYTES_MAX + 1)).declaring(1L << 30))),
                arguments("a text of 2^62 bytes, announced", TOO_LARGE, List.of(ping.declaring(1L << 62))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void isClosedWithTheCodeOfTheRule(String what, int code, List<Frame> frames)
            throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.hostile().socket().send(frames.toArray(Frame[]::new));
            assertThat(scene.hostile().awaitClose()).as(what).isEqualTo(code);
            assertThat(scene.head()).isZero();
            scene.hostile().socket().awaitEnd();
        }
    }

    static Stream<Arguments> whatIsNotUtf8() {
        return Stream.of(arguments("a stray continuation byte", bytes(0x80)),
                arguments("an overlong NUL", bytes(0xc0, 0x80)),
                arguments("an overlong slash", bytes(0xe0, 0x80, 0xaf)),
                arguments("a surrogate", bytes(0xed, 0xa0, 0xbd)),
                arguments("a pair of surrogates", bytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)),
                arguments("beyond U+10FFFF", bytes(0xf4, 0x90, 0x80, 0x80)),
                arguments("a byte that never occurs", bytes(0xff)),
                arguments("a cut character", bytes(0xf0, 0x9f, 0x98)),
                arguments("Latin-1", "caf\u00e9!".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("UTF-16", "{}".getBytes(StandardCharsets.UTF_16)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNotUtf8")
    void invalidUtf8IsClosedAlsoWhenItIsSplit(String what, byte[] bad) throws IOException, InterruptedException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("{\"type\":\"heartbeat\",\"action\":\"ping\",\"payload\":{\"a\":\"".getBytes(
                StandardCharsets.UTF_8));
        message.writeBytes(bad);
        message.writeBytes("\"}}".getBytes(StandardCharsets.UTF_8));
        byte[] all = message.toByteArray();
        Frame[] single = new Frame[all.length];
        for (int i = 0; i < all.length; i++) {
            Frame part = Frame.of(i == 0 ? Frame.TEXT : Frame.CONTINUATION, all[i]);
            single[i] = i < all.length - 1 ? part.unfinished() : part;
        }
        try (Scene whole = Scene.of(SERVER, DocumentType.TEXT); Scene split = Scene.of(SERVER, DocumentType.TEXT)) {
            whole.hostile().socket().send(Frame.of(Frame.TEXT, all));
            assertThat(whole.hostile().awaitClose()).as(what).isEqualTo(NOT_UTF8);
            split.hostile().socket().send(single);
            assertThat(split.hostile().awaitClose()).as(what + ", byte by byte").isEqualTo(NOT_UTF8);
        }
    }

    @Test
    void aCharacterSplitOverFramesIsStillACharacter() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            byte[] all = scene.hostile().transform("[{\"insert\":\"\uD83D\uDE00\"}]").getBytes(StandardCharsets.UTF_8);
            int cut = new String(all, StandardCharsets.ISO_8859_1).indexOf('\u00f0') + 2;
            scene.hostile().socket().send(Frame.of(Frame.TEXT, Arrays.copyOf(all, cut)).unfinished(), Frame.ping(3),
                    Frame.of(Frame.CONTINUATION).unfinished(),
                    Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(all, cut, all.length)));
            scene.hostile().awaitAck(1);
            assertThat(scene.text()).isEqualTo("\uD83D\uDE00");
        }
    }

    @Test
    void aMessageThatOutgrowsTheLimitInAThousandPartsIsClosed() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            byte[] part = spaces(MESSAGE_BYTES_MAX / 1_000 + 1);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                Frame frame = Frame.of(i == 0 ? Frame.TEXT : Frame.CONTINUATION, part);
                all.writeBytes((i < 999 ? frame.unfinished() : frame).bytes());
            }
            scene.hostile().socket().send(all.toByteArray());
            assertThat(scene.hostile().awaitClose()).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void aMessageOfExactlyTheLimitIsRead() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String ping = JsonClient.message("heartbeat", "ping", "");
            scene.hostile().send(ping + " ".repeat(MESSAGE_BYTES_MAX - ping.length()));
            scene.hostile().await("heartbeat/pong");
            scene.hostileIsKept();
        }
    }

    @Test
    void anUnknownKindOfHugeLengthTakesNoMemory() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            long before = SERVER.usedHeap();
            for (int kind : new int[]{3, 7, 11, 15}) {
                try (RawSocket socket = RawSocket.connect(SERVER.port(), scene.document(),
                        SERVER.newPerson("Mallory"))) {
                    socket.send(Frame.of(kind, new byte[100]).declaring(1L << 62));
                    assertThat(socket.awaitClose()).isEqualTo(BROKEN);
                }
            }
            assertThat(SERVER.usedHeap() - before).as("growth of the heap in bytes").isLessThan(HEAP_GROWTH_MAX);
        }
    }

    @Test
    void compressionIsNotNegotiated() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                RawSocket socket = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Mallory"),
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, permessage-deflate\r\n")) {
            assertThat(socket.handshake()).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
            socket.startReading();
            socket.send(Frame.text("{}").reserved(1));
            assertThat(socket.awaitClose()).isEqualTo(BROKEN);
        }
    }

    @Test
    void aPoliteCloseIsAnsweredWithTheSameCode() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().socket().send(Frame.close(1000));
            assertThat(scene.hostile().awaitClose()).isEqualTo(1000);
            scene.hostile().socket().awaitEnd();
        }
    }

    private static byte[] spaces(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
