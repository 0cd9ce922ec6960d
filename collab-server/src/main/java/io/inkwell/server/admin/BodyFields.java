package io.inkwell.server.admin;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.server.config.Limits;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The members of a request's body: one JSON object of texts, whole numbers and truth values, and of one operation, which is all this interface
 * needs. Read strictly: no member twice, none that is not known, no number as a text and no text as a number, nothing after the object.
 */
final class BodyFields {
    private static final Pattern JSON_IN_UTF_8 = Pattern
            .compile("application/json(?:\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
    private static final int SHOWN_LENGTH_MAX = 40;

    /** The one member that is not flat: an operation, read as the sockets read theirs. */
    static final String OPS = "ops";

    private final Map<String, Object> values;

    private BodyFields(Map<String, Object> values) {
        this.values = values;
    }

    static BodyFields read(Request request, Limits limits, Set<String> known) throws ProblemException {
        requireJson(request);
        return new BodyFields(parse(decode(bytes(request, limits.requestBodyBytesMax())), limits, known));
    }

    /** Whether a member is there. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * A member that is a text.
     *
     * @throws ProblemException if it is missing or something else
     */
    String text(String name) throws ProblemException {
        if (values.get(name) instanceof String text)
            return text;
        throw refuse(name, has(name) ? "The value must be a text." : "The value is missing.");
    }

    /**
     * A member that is a whole number.
     *
     * @throws ProblemException if it is missing, something else or out of range
     */
    long number(String name, long min, long max) throws ProblemException {
        if (values.get(name) instanceof Long number && number >= min && number <= max)
            return number;
        throw refuse(name,
                has(name)
                        ? "The value must be a whole number from " + min + " to " + max + "."
                        : "The value is missing.");
    }

    /**
     * A member that is a whole number, if it is there.
     *
     * @throws ProblemException if it is something else or out of range
     */
    OptionalLong numberIfGiven(String name, long min, long max) throws ProblemException {
        return has(name) ? OptionalLong.of(number(name, min, max)) : OptionalLong.empty();
    }

    /**
     * A member that is true or false; false if it is missing.
     *
     * @throws ProblemException if it is something else
     */
    boolean truth(String name) throws ProblemException {
        if (values.getOrDefault(name, false) instanceof Boolean truth)
            return truth;
        throw refuse(name, "The value must be true or false.");
    }

    /**
     * A member that is a text which a document may hold.
     *
     * @throws ProblemException if it is missing, something else, or holds a character that no document may hold
     */
    String content(String name) throws ProblemException {
        String text = text(name);
        if (!OpsJson.mayHold(text)) {
            throw new ProblemException(Problem.of(ProblemCode.TEXT,
                    "The text holds a control character, half a character or another one that cannot be stored. Line ends are \\n.")
                    .with("field", name));
        }
        return text;
    }

    /**
     * The member {@value #OPS}, an operation.
     *
     * @throws ProblemException if it is missing
     */
    Ops ops() throws ProblemException {
        if (values.get(OPS) instanceof Ops ops)
            return ops;
        throw refuse(OPS, "The value is missing.");
    }

    /** Refuses a member. */
    static ProblemException refuse(String name, String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_FIELD, detail).with("field", shown(name)));
    }

    /** A name from outside as it may be repeated in an answer: short, without control characters. */
    static String shown(String name) {
        String visible = name.replaceAll("[\\p{C}]", "?");
        return visible.length() > SHOWN_LENGTH_MAX ? visible.substring(0, SHOWN_LENGTH_MAX) + "…" : visible;
    }

    private static void requireJson(Request request) throws ProblemException {
        @Nullable
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !JSON_IN_UTF_8.matcher(type.strip()).matches()) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send JSON in UTF-8, with the header Content-Type: application/json.");
        }
        @Nullable
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without compression.");
        }
    }

    private static byte[] bytes(Request request, int bytesMax) throws ProblemException {
        if (request.getLength() > bytesMax)
            throw tooLarge(bytesMax);
        try (InputStream in = Request.asInputStream(request)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax)
                throw tooLarge(bytesMax);
            return bytes;
        } catch (IOException | HttpException.RuntimeException e) {
            throw new ProblemException(ProblemCode.REQUEST_TIMEOUT,
                    "The body did not arrive as a whole, or too slowly. Try again.");
        }
    }

    private static String decode(byte[] bytes) throws ProblemException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw invalid("The body is not UTF-8.");
        }
    }

    private static Map<String, Object> parse(String text, Limits limits, Set<String> known) throws ProblemException {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(limits.jsonDepthMax())
                        .maxNumberLength(limits.jsonNumberDigitsMax()).maxNameLength(limits.jsonNameLengthMax())
                        .maxStringLength(limits.requestBodyBytesMax()).maxDocumentLength(limits.requestBodyBytesMax())
                        .build())
                .build();
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw invalid("The body must be one JSON object.");
            for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
                String name = parser.currentName();
                if (!known.contains(name)) {
                    throw refuse(name,
                            "There is no such field. Possible are: " + String.join(", ", new TreeSet<>(known)) + ".");
                }
                values.put(name, name.equals(OPS) ? ops(parser, limits) : value(name, parser));
            }
            if (parser.nextToken() != null)
                throw invalid("Something follows the JSON object.");
        } catch (JacksonException e) {
            throw invalid(
                    "The body is not valid JSON, or a field comes twice, or something is nested too deeply or too long.");
        }
        return values;
    }

    private static Object value(String name, JsonParser parser) throws ProblemException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING)
            return parser.getString();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
            return parser.getLongValue();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE)
            return token == JsonToken.VALUE_TRUE;
        throw refuse(name, "The value must be a text, a whole number, true or false.");
    }

    private static Ops ops(JsonParser parser, Limits limits) throws ProblemException {
        if (parser.nextToken() != JsonToken.START_ARRAY)
            throw refuse(OPS, "The value must be an operation: an array of components.");
        try {
            return OpsJson.readSubmission(parser, new OpsLimits(limits.operationBytesMax(), limits.componentsMax(),
                    limits.attributesPerComponentMax()));
        } catch (MalformedOpsException e) {
            throw new ProblemException(
                    Problem.of(code(e.problem()), String.valueOf(e.getMessage())).with("field", OPS));
        }
    }

    private static ProblemCode code(io.inkwell.ot.json.Problem problem) {
        return switch (problem) {
            case SYNTAX -> ProblemCode.INVALID_FIELD;
            case EMPTY -> ProblemCode.OP_EMPTY;
            case RANGE -> ProblemCode.OP_RANGE;
            case LIMIT -> ProblemCode.OP_LIMIT;
            case TEXT -> ProblemCode.TEXT;
            case ATTRIBUTE_KEY -> ProblemCode.ATTR_KEY;
            case ATTRIBUTE_VALUE -> ProblemCode.ATTR_VALUE;
            case EMBED -> ProblemCode.EMBED;
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemCode.INVALID_JSON, detail);
    }

    private static ProblemException tooLarge(int bytesMax) {
        return new ProblemException(ProblemCode.BODY_TOO_LARGE, "The body may have " + bytesMax + " bytes.");
    }
}
