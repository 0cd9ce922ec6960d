package io.inkwell.protocol;

import static io.inkwell.protocol.Messages.CODEC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a text holds, reading it gives a message or a ProtocolException with a code: an exception of another kind would end a connection as our own fault. */
class NothingButAProtocolExceptionEscapesProperties {
    private static final String[] PIECES = {"{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1e9999", "-1",
        "99999999999999999999", "\\ud83d", "\u0000", "é",
        "\"seq\":1", "\"ops\":[", "\"payload\":{", "\"attributes\":{", "/*", "NaN", "\uD83D", "[[[[[[[[["};

    @Property(tries = 2_000)
    void randomBytes(@ForAll @Size(max = 200) byte[] bytes) {
        read(bytes);
    }

    @Property(tries = 2_000)
    void randomTexts(@ForAll String text) {
        read(text);
    }

    @Property(tries = 5_000)
    void mutatedMessages(@ForAll @IntRange(min = 0, max = 1_000) int which,
            @ForAll @IntRange(min = 1, max = 4) int mutations, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                CODEC.writeText(Messages.OF_CLIENTS.get(which % Messages.OF_CLIENTS.size()), "c"));
        for (int i = 0; i < mutations; i++)
            mutate(text, random);
        read(text.toString());
        read(text.toString().getBytes(StandardCharsets.UTF_8));
        readFromServer(text.toString());
    }

    @Property(tries = 3_000)
    void mutatedMessagesOfServers(@ForAll @IntRange(min = 0, max = 1_000) int which,
            @ForAll @IntRange(min = 1, max = 4) int mutations, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                CODEC.writeText(Messages.OF_SERVERS.get(which % Messages.OF_SERVERS.size()), "c"));
        for (int i = 0; i < mutations; i++)
            mutate(text, random);
        readFromServer(text.toString());
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(10)));
            case 2 -> {
                int from = random.nextInt(text.length() + 1);
                text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(40))));
            }
            case 3 -> {
                if (at < text.length())
                    text.setCharAt(at, (char) random.nextInt(0x10000));
            }
            default -> throw new IllegalStateException();
        }
    }

    private static void read(String text) {
        try {
            assertThat(CODEC.readClient(text)).isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.sentence()).isNotBlank();
        }
    }

    private static void read(byte[] bytes) {
        try {
            assertThat(CODEC.readClient(bytes)).isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.sentence()).isNotBlank();
        }
    }

    private static void readFromServer(String text) {
        try {
            assertThat(CODEC.readServer(text)).isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.sentence()).isNotBlank();
        }
    }
}
