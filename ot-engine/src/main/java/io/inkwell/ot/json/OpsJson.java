package io.inkwell.ot.json;

import io.inkwell.ot.Ops;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Operations as JSON: an array of {@code {"retain":n}}, {@code {"insert":"text"}}, {@code {"insert":{"image":"…"}}} and
 * {@code {"delete":n}}, the first three also with {@code "attributes"}. Reading is strict and repairs nothing but the order and the
 * splitting of components; writing gives the one canonical form. All methods are safe to call from any thread.
 */
public final class OpsJson {
    private static final int NESTING_DEPTH_MAX = 8;
    private static final int NUMBER_LENGTH_MAX = 19;
    private static final int NAME_LENGTH_MAX = 256;

    private static final TokenStreamFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .build();

    private OpsJson() {}

    /**
     * Reads the array the parser stands at the start of, and leaves the parser at its end, also when the operation is
     * refused, unless what follows is not JSON.
     *
     * @param parser at START_ARRAY
     * @throws MalformedOpsException when it is not an operation within the limits; the JSON being broken included
     */
    public static Ops read(JsonParser parser, OpsLimits limits) throws MalformedOpsException {
        return OpsReader.read(parser, limits);
    }

    /** Reads UTF-8, which must hold one array and nothing else. */
    public static Ops read(byte[] utf8, OpsLimits limits) throws MalformedOpsException {
        Ops plain = PlainOps.read(utf8);
        if (plain != null) {
            return OpsReader.withinLimits(plain, limits);
        }
        if (isAscii(utf8)) {
            return read(limits, () -> FACTORY.createParser(ObjectReadContext.empty(), utf8));
        }
        // The parser of bytes takes some of what is not UTF-8, so the strict decoder of the platform goes first.
        try {
            return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), limits);
        } catch (CharacterCodingException e) {
            throw new MalformedOpsException(Problem.SYNTAX, "The operation is not UTF-8.");
        }
    }

    /** Reads a text, which must hold one array and nothing else. */
    public static Ops read(String json, OpsLimits limits) throws MalformedOpsException {
        return read(limits, () -> FACTORY.createParser(ObjectReadContext.empty(), json));
    }

    private static Ops read(OpsLimits limits, Supplier<JsonParser> source) throws MalformedOpsException {
        try (JsonParser parser = source.get()) {
            parser.nextToken();
            Ops ops = OpsReader.read(parser, limits);
            if (parser.nextToken() != null) {
                throw new MalformedOpsException(Problem.SYNTAX, "Something follows the operation.");
            }
            return ops;
        } catch (JacksonException e) {
            throw new MalformedOpsException(Problem.SYNTAX, "The operation is not JSON.");
        }
    }

    private static boolean isAscii(byte[] utf8) {
        for (byte unit : utf8) {
            if (unit < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * As {@link #read(JsonParser, OpsLimits)}, for what a client submits: an operation that does nothing is refused too.
     *
     * @param parser at START_ARRAY
     */
    public static Ops readSubmission(JsonParser parser, OpsLimits limits) throws MalformedOpsException {
        return requireEffect(read(parser, limits));
    }

    /** As {@link #read(String, OpsLimits)}, for what a client submits: an operation that does nothing is refused too. */
    public static Ops readSubmission(String json, OpsLimits limits) throws MalformedOpsException {
        return requireEffect(read(json, limits));
    }

    /**
     * Whether every character of a text may stand in an operation: no lone surrogate, no U+0000, no control character but tab and line feed, no
     * U+FFFE and U+FFFF.
     */
    public static boolean mayHold(String text) {
        return OpsReader.isEncodable(text) && OpsReader.firstControl(text) < 0;
    }

    private static Ops requireEffect(Ops ops) throws MalformedOpsException {
        if (ops.isEmpty()) {
            throw new MalformedOpsException(Problem.EMPTY, "The operation does nothing.");
        }
        return ops;
    }

    /** The canonical bytes: what {@code JSON.stringify} prints in a browser, in UTF-8, attributes in ascending order of names. */
    public static byte[] write(Ops ops) {
        return OpsWriter.write(ops);
    }

    /** Writes the operation as one array value. */
    public static void write(Ops ops, JsonGenerator generator) {
        OpsWriter.write(ops, generator);
    }
}
