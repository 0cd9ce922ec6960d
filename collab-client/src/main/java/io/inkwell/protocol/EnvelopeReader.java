package io.inkwell.protocol;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads the envelope around a message. The members may come in any order; usually the names come first and the payload is read in passing.
 * Where the payload comes before its name it is skipped and read in a second pass, so that no tree is ever built.
 */
final class EnvelopeReader<M> {
    /** Reads the payload of one message. */
    interface PayloadReader<M> {
        /** Reads the object the parser stands at the start of, up to its end; empty if the message is one this side does not know. */
        Optional<M> read(@Nullable MessageType type, JsonParser parser) throws ProtocolException;
    }

    private final PayloadReader<M> payloads;

    EnvelopeReader(PayloadReader<M> payloads) {
        this.payloads = payloads;
    }

    /**
     * Reads a whole text.
     *
     * @param parsers makes a fresh parser at the start of the text
     */
    Optional<Envelope<M>> read(Supplier<JsonParser> parsers) throws ProtocolException {
        try {
            return readStrictly(parsers);
        } catch (JacksonException e) {
            throw salvage(parsers, Values.bad(sentence(e)));
        } catch (ProtocolException e) {
            throw salvage(parsers, e);
        }
    }

    private Optional<Envelope<M>> readStrictly(Supplier<JsonParser> parsers) throws ProtocolException {
        String type = null;
        String action = null;
        String correlationId = null;
        Optional<M> message = Optional.empty();
        boolean payloadSeen = false;
        boolean payloadSkipped = false;
        try (JsonParser parser = parsers.get()) {
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT)
                throw Values.bad("A message is a JSON object.");
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case Fields.TYPE -> type = Values.string(parser, name);
                    case Fields.ACTION -> action = Values.string(parser, name);
                    case Fields.CORRELATION_ID -> correlationId = correlationId(parser);
                    case Fields.PAYLOAD -> {
                        Values.object(parser, name);
                        payloadSeen = true;
                        if (type != null && action != null) {
                            message = payloads.read(MessageType.of(type, action), parser);
                        } else {
                            payloadSkipped = true;
                            parser.skipChildren();
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null)
                throw Values.bad("Something follows the message.");
        }
        MessageType messageType = MessageType.of(Values.required(type, Fields.TYPE),
                Values.required(action, Fields.ACTION));
        if (!payloadSeen)
            throw Values.bad("\"payload\" is missing.");
        if (payloadSkipped)
            message = readPayloadOnly(parsers, messageType);
        String id = correlationId;
        return message.map(found -> new Envelope<>(found, id));
    }

    private Optional<M> readPayloadOnly(Supplier<JsonParser> parsers, @Nullable MessageType type)
            throws ProtocolException {
        try (JsonParser parser = parsers.get()) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals(Fields.PAYLOAD))
                    return payloads.read(type, parser);
                parser.skipChildren();
            }
        }
        throw new IllegalStateException("the first pass saw a payload, the second did not");
    }

    private static String correlationId(JsonParser parser) throws ProtocolException {
        String text = Values.string(parser, Fields.CORRELATION_ID);
        if (text.length() > Envelope.CORRELATION_ID_LENGTH_MAX || !isWellFormed(text)) {
            throw Values.bad("\"correlationId\" must be well-formed text of at most "
                    + Envelope.CORRELATION_ID_LENGTH_MAX + " UTF-16 units.");
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Reads as far as the text is JSON, only to say which message and which edit the trouble is about. */
    private static ProtocolException salvage(Supplier<JsonParser> parsers, ProtocolException trouble) {
        String correlationId = null;
        Integer seq = null;
        try (JsonParser parser = parsers.get()) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                return trouble;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals(Fields.CORRELATION_ID))
                    correlationId = correlationId(parser);
                if (name.equals(Fields.PAYLOAD) && value == JsonToken.START_OBJECT) {
                    for (String member = parser.nextName(); member != null; member = parser.nextName()) {
                        if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && member.equals(Fields.SEQ))
                            seq = seqIfOne(parser);
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException | ProtocolException e) {
            return trouble.about(seq, correlationId);
        }
        return trouble.about(seq, correlationId);
    }

    private static @Nullable Integer seqIfOne(JsonParser parser) {
        boolean fits = parser.getNumberType() == JsonParser.NumberType.INT && parser.getIntValue() >= 1;
        return fits ? parser.getIntValue() : null;
    }

    private static String sentence(JacksonException e) {
        if (e instanceof StreamConstraintsException)
            return "The message nests too deeply, or holds a number or a name that is too long.";
        long offset = Math.max(e.getLocation().getCharOffset(), e.getLocation().getByteOffset());
        return "The message is not JSON, seen at position " + offset + ".";
    }
}
