package io.inkwell.protocol;

import static tools.jackson.core.JsonToken.START_ARRAY;
import static tools.jackson.core.JsonToken.START_OBJECT;
import static tools.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static tools.jackson.core.JsonToken.VALUE_STRING;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.json.Problem;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.RefusalCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads single values strictly: the parser stands at the value, nothing is converted ("5" is no number, 5.0 no integer). */
final class Values {
    /** The largest integer that JavaScript holds exactly. */
    static final long SAFE_INTEGER_MAX = (1L << 53) - 1;

    private Values() {}

    static void object(JsonParser parser, String name) throws ProtocolException {
        expect(parser, START_OBJECT, name, "an object");
    }

    static void array(JsonParser parser, String name) throws ProtocolException {
        expect(parser, START_ARRAY, name, "an array");
    }

    static String string(JsonParser parser, String name) throws ProtocolException {
        expect(parser, VALUE_STRING, name, "a string");
        return parser.getString();
    }

    static int integer(JsonParser parser, String name, int min, int max) throws ProtocolException {
        return (int) longInteger(parser, name, min, max, RefusalCode.BAD_MESSAGE);
    }

    static int integer(JsonParser parser, String name, int min, int max, RefusalCode outOfRange)
            throws ProtocolException {
        return (int) longInteger(parser, name, min, max, outOfRange);
    }

    static long revision(JsonParser parser, String name) throws ProtocolException {
        return longInteger(parser, name, 0, SAFE_INTEGER_MAX, RefusalCode.BAD_MESSAGE);
    }

    static long millis(JsonParser parser, String name) throws ProtocolException {
        return longInteger(parser, name, 0, SAFE_INTEGER_MAX, RefusalCode.BAD_MESSAGE);
    }

    private static long longInteger(JsonParser parser, String name, long min, long max, RefusalCode outOfRange)
            throws ProtocolException {
        expect(parser, VALUE_NUMBER_INT, name, "an integer");
        boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!fits || parser.getLongValue() < min || parser.getLongValue() > max) {
            throw new ProtocolException(outOfRange, quoted(name) + " must be from " + min + " to " + max + ".");
        }
        return parser.getLongValue();
    }

    static Digest digest(JsonParser parser, String name) throws ProtocolException {
        String text = string(parser, name);
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(quoted(name) + " must be 32 lower-case hexadecimal digits.");
        }
    }

    static ClientId clientId(JsonParser parser, String name) throws ProtocolException {
        String text = string(parser, name);
        try {
            return ClientId.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(quoted(name) + " must be an id that the server issued.");
        }
    }

    /** Reads the operation of a submission: canonical, within the limits and not empty. */
    static Ops submission(JsonParser parser, String name, OpsLimits limits) throws ProtocolException {
        array(parser, name);
        try {
            return OpsJson.readSubmission(parser, limits);
        } catch (MalformedOpsException e) {
            throw new ProtocolException(codeOf(e.problem()), sentence(e));
        }
    }

    /** Reads the operation of an entry of the log, or a document. */
    static Ops ops(JsonParser parser, String name, OpsLimits limits) throws ProtocolException {
        array(parser, name);
        try {
            return OpsJson.read(parser, limits);
        } catch (MalformedOpsException e) {
            throw new ProtocolException(codeOf(e.problem()), sentence(e));
        }
    }

    /** A required member. */
    static <T> T required(@Nullable T value, String name) throws ProtocolException {
        if (value == null)
            throw bad(quoted(name) + " is missing.");
        return value;
    }

    static ProtocolException bad(String sentence) {
        return new ProtocolException(RefusalCode.BAD_MESSAGE, sentence);
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }

    private static void expect(JsonParser parser, JsonToken token, String name, String what) throws ProtocolException {
        if (parser.currentToken() != token)
            throw bad(quoted(name) + " must be " + what + ".");
    }

    private static String sentence(MalformedOpsException e) {
        String message = e.getMessage();
        return message == null ? "This is not an operation." : message;
    }

    private static RefusalCode codeOf(Problem problem) {
        return switch (problem) {
            case SYNTAX -> RefusalCode.BAD_MESSAGE;
            case EMPTY -> RefusalCode.OP_EMPTY;
            case RANGE -> RefusalCode.OP_RANGE;
            case LIMIT -> RefusalCode.OP_LIMIT;
            case TEXT -> RefusalCode.TEXT;
            case ATTRIBUTE_KEY -> RefusalCode.ATTR_KEY;
            case ATTRIBUTE_VALUE -> RefusalCode.ATTR_VALUE;
            case EMBED -> RefusalCode.EMBED;
        };
    }
}
