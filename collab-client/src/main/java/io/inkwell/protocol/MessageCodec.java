package io.inkwell.protocol;

import io.inkwell.ot.json.OpsLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns messages into JSON text and back, streaming both ways.
 *
 * <p>
 * What clients send is read strictly: one object, nothing after it, no name twice, nesting at most {@value #DEPTH_MAX}, numbers of at most
 * {@value #NUMBER_DIGITS_MAX} digits, names of at most {@value #NAME_LENGTH_MAX} characters, integers written as integers, every operation
 * within the limits. Members that this version does not know are ignored; message names it does not know are refused. What the server sends
 * is read with tolerance for newer servers.
 *
 * <p>
 * Thread safe.
 */
public final class MessageCodec {
    /** Deepest nesting of a client's message. */
    public static final int DEPTH_MAX = 8;
    /** Most digits of a number in a client's message. */
    public static final int NUMBER_DIGITS_MAX = 19;
    /** Longest member name in a client's message, in characters. */
    public static final int NAME_LENGTH_MAX = 256;

    private static final int SERVER_DEPTH_MAX = 32;
    private static final int FRAME_BYTES_TYPICAL = 256;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_DIGITS_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonFactory TOLERANT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SERVER_DEPTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final EnvelopeReader<ClientMessage> clientMessages;
    private final EnvelopeReader<ServerMessage> serverMessages = new EnvelopeReader<>(new ServerMessageReader());

    /** @param limits how large one operation of a client may be */
    public MessageCodec(OpsLimits limits) {
        this.clientMessages = new EnvelopeReader<>(new ClientMessageReader(limits));
    }

    /**
     * Reads what a client sent. The caller has bounded the size of the text.
     *
     * @throws ProtocolException if it is not a message of the protocol; nothing else is ever thrown, whatever the text
     */
    public Envelope<ClientMessage> readClient(String text) throws ProtocolException {
        requireNoByteOrderMark(text);
        return known(clientMessages.read(() -> STRICT.createParser(ObjectReadContext.empty(), text)));
    }

    /**
     * Reads what a client sent as UTF-8. The caller has bounded the size of the text.
     *
     * @throws ProtocolException if it is not a message of the protocol; nothing else is ever thrown, whatever the bytes
     */
    public Envelope<ClientMessage> readClient(byte[] utf8) throws ProtocolException {
        requirePlainUtf8(utf8);
        return known(clientMessages.read(() -> STRICT.createParser(ObjectReadContext.empty(), utf8)));
    }

    /**
     * Reads what the server sent; empty if it is a message that this version does not know and may ignore.
     *
     * @throws ProtocolException if it is not a message of the protocol
     */
    public Optional<Envelope<ServerMessage>> readServer(String text) throws ProtocolException {
        return serverMessages.read(() -> TOLERANT.createParser(ObjectReadContext.empty(), text));
    }

    /** The same for UTF-8. */
    public Optional<Envelope<ServerMessage>> readServer(byte[] utf8) throws ProtocolException {
        return serverMessages.read(() -> TOLERANT.createParser(ObjectReadContext.empty(), utf8));
    }

    /** A server's message as UTF-8, for one receiver or for many. */
    public byte[] write(ServerMessage message) {
        return write(message, null);
    }

    /** A server's answer as UTF-8, with the correlation id of what it answers. */
    public byte[] write(ServerMessage message, @Nullable String correlationId) {
        return envelope(message.messageType(), correlationId, writer -> writer.payload(message));
    }

    /** A client's message as UTF-8. */
    public byte[] write(ClientMessage message, @Nullable String correlationId) {
        return envelope(message.messageType(), correlationId, writer -> writer.payload(message));
    }

    /** A server's answer as text. */
    public String writeText(ServerMessage message, @Nullable String correlationId) {
        return new String(write(message, correlationId), StandardCharsets.UTF_8);
    }

    /** A client's message as text. */
    public String writeText(ClientMessage message, @Nullable String correlationId) {
        return new String(write(message, correlationId), StandardCharsets.UTF_8);
    }

    private static byte[] envelope(MessageType type, @Nullable String correlationId, Consumer<MessageWriter> payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FRAME_BYTES_TYPICAL);
        try (JsonGenerator json = STRICT.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty(Fields.TYPE, type.type());
            json.writeStringProperty(Fields.ACTION, type.action());
            json.writeName(Fields.PAYLOAD);
            payload.accept(new MessageWriter(json));
            if (correlationId != null)
                json.writeStringProperty(Fields.CORRELATION_ID, correlationId);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static Envelope<ClientMessage> known(Optional<Envelope<ClientMessage>> message) {
        return message
                .orElseThrow(() -> new IllegalStateException("a client's unknown message is refused, not skipped"));
    }

    private static void requireNoByteOrderMark(String text) throws ProtocolException {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK)
            throw Values.bad("A message starts with {, not with a byte order mark.");
    }

    /** The parser would guess UTF-16 and UTF-32 from the first four bytes: no JSON in UTF-8 has a NUL or starts outside ASCII. */
    private static void requirePlainUtf8(byte[] utf8) throws ProtocolException {
        for (int i = 0; i < Math.min(4, utf8.length); i++) {
            if (utf8[i] == 0)
                throw Values.bad("A message is UTF-8.");
        }
        if (utf8.length > 0 && utf8[0] < 0)
            throw Values.bad("A message starts with {.");
    }
}
