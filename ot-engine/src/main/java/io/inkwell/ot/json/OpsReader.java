package io.inkwell.ot.json;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Op;
import io.inkwell.ot.OpRangeException;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one operation, token by token. Relies on nothing in the configuration of the parser. */
final class OpsReader {
    /** What every object of a browser already has: Quill Delta would lose or misread them, so no attribute may be called so. */
    private static final Set<String> NAMES_OF_EVERY_OBJECT = Set.of("__proto__", "prototype", "constructor",
            "hasOwnProperty",
            "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__defineGetter__",
            "__defineSetter__",
            "__lookupGetter__", "__lookupSetter__");

    private final JsonParser parser;
    private final Ops.Builder ops = Ops.builder();
    private int component;

    private OpsReader(JsonParser parser) {
        this.parser = parser;
    }

    static Ops read(JsonParser parser, OpsLimits limits) throws MalformedOpsException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedOpsException(Problem.SYNTAX, "An operation is an array of components.");
        }
        int depth = parser.streamReadContext().getNestingDepth();
        try {
            try {
                return withinLimits(new OpsReader(parser).readComponents(), limits);
            } catch (MalformedOpsException e) {
                while (parser.streamReadContext().getNestingDepth() >= depth && parser.nextToken() != null) {
                    // what follows in the array is passed over, so that the caller can go on with the message around it
                }
                throw e;
            }
        } catch (JacksonException e) {
            throw new MalformedOpsException(Problem.SYNTAX, "The operation is not JSON.");
        }
    }

    private Ops readComponents() throws MalformedOpsException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            component++;
            require(parser.currentToken() == JsonToken.START_OBJECT, Problem.SYNTAX, "is not an object");
            try {
                readComponent();
            } catch (OpRangeException e) {
                throw malformed(Problem.RANGE, "makes the lengths add up to more than " + Integer.MAX_VALUE);
            }
        }
        return ops.build();
    }

    private void readComponent() throws MalformedOpsException {
        String verb = null;
        int length = 0;
        String text = null;
        Embed embed = null;
        Attributes attributes = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "retain", "delete" -> {
                    require(verb == null, Problem.SYNTAX, "has more than one of insert, retain and delete");
                    verb = name;
                    length = readLength(value);
                }
                case "insert" -> {
                    require(verb == null, Problem.SYNTAX, "has more than one of insert, retain and delete");
                    verb = name;
                    if (value == JsonToken.VALUE_STRING) {
                        text = requireText(parser.getString(), "inserts");
                    } else {
                        require(value == JsonToken.START_OBJECT, Problem.SYNTAX, "inserts neither a text nor an embed");
                        embed = readEmbed();
                    }
                }
                case "attributes" -> {
                    require(attributes == null, Problem.SYNTAX, "has attributes twice");
                    require(value == JsonToken.START_OBJECT, Problem.SYNTAX, "has attributes that are not an object");
                    attributes = readAttributes();
                }
                default ->
                    throw malformed(Problem.SYNTAX, "has a key other than insert, retain, delete and attributes");
            }
        }
        require(verb != null, Problem.SYNTAX, "has none of insert, retain and delete");
        append(verb, length, text, embed, attributes);
    }

    private void append(@Nullable String verb, int length, @Nullable String text, @Nullable Embed embed,
            @Nullable Attributes attributes) throws MalformedOpsException {
        Attributes given = attributes == null ? Attributes.NONE : attributes;
        if (text != null) {
            ops.insert(text, given);
        } else if (embed != null) {
            ops.insert(embed, given);
        } else if ("retain".equals(verb)) {
            ops.retain(length, given);
        } else {
            require(attributes == null, Problem.SYNTAX, "is a delete with attributes");
            ops.delete(length);
        }
    }

    private int readLength(JsonToken value) throws MalformedOpsException {
        require(value == JsonToken.VALUE_NUMBER_INT, Problem.SYNTAX, "has a length that is not a plain integer");
        boolean negative = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue().signum() < 0
                : parser.getLongValue() < 0;
        require(!negative, Problem.SYNTAX, "has a negative length");
        require(parser.getNumberType() == JsonParser.NumberType.INT, Problem.RANGE,
                "has a length over " + Integer.MAX_VALUE);
        return parser.getIntValue();
    }

    private Attributes readAttributes() throws MalformedOpsException {
        var attributes = Attributes.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = requireText(parser.currentName(), "has an attribute whose name holds");
            require(!name.isEmpty() && !NAMES_OF_EVERY_OBJECT.contains(name), Problem.ATTRIBUTE_KEY,
                    "has an attribute with a reserved name");
            JsonToken token = parser.nextToken();
            require(!attributes.mentions(name), Problem.SYNTAX, "has the same attribute twice");
            if (token == JsonToken.VALUE_NULL) {
                attributes.remove(name);
            } else {
                attributes.set(name, readScalar(token, Problem.ATTRIBUTE_VALUE, "has an attribute whose value"));
            }
        }
        return attributes.build();
    }

    private Embed readEmbed() throws MalformedOpsException {
        require(parser.nextToken() == JsonToken.PROPERTY_NAME, Problem.EMBED, "has an embed without a type");
        String type = requireText(parser.currentName(), "has an embed whose type holds");
        require(!type.isEmpty() && !NAMES_OF_EVERY_OBJECT.contains(type), Problem.EMBED,
                "has an embed of a reserved type");
        Scalar value = readScalar(parser.nextToken(), Problem.EMBED, "has an embed whose value");
        JsonToken after = parser.nextToken();
        require(after == JsonToken.END_OBJECT || !type.equals(parser.currentName()), Problem.SYNTAX,
                "has an embed with the same key twice");
        require(after == JsonToken.END_OBJECT, Problem.EMBED, "has an embed of more than one type");
        return new Embed(type, value);
    }

    private Scalar readScalar(JsonToken token, Problem problem, String what) throws MalformedOpsException {
        return switch (token) {
            case VALUE_STRING -> {
                String text = requireEncodable(parser.getString(), what);
                require(firstControl(text) < 0, problem, what + " holds a control character");
                yield Scalar.of(text);
            }
            case VALUE_TRUE -> Scalar.of(true);
            case VALUE_FALSE -> Scalar.of(false);
            case VALUE_NUMBER_INT -> {
                boolean exact = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        && Math.abs(parser.getLongValue()) <= Scalar.Int.GREATEST;
                require(exact, problem, what + " is an integer beyond " + Scalar.Int.GREATEST);
                yield Scalar.of(parser.getLongValue());
            }
            default -> throw malformed(problem, what + " is not a text, an integer or a truth value");
        };
    }

    private String requireText(String text, String what) throws MalformedOpsException {
        requireEncodable(text, what);
        require(firstControl(text) < 0, Problem.TEXT, what + " a control character");
        return text;
    }

    private String requireEncodable(String text, String what) throws MalformedOpsException {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || unit >= '\uFFFE') {
                throw malformed(Problem.TEXT, what + " a character that text cannot carry");
            }
            if (Character.isSurrogate(unit)) {
                boolean paired = Character.isHighSurrogate(unit) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                require(paired, Problem.TEXT, what + " a lone surrogate");
                i++;
            }
        }
        return text;
    }

    static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean pair = Character.isHighSurrogate(unit) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (unit == 0 || unit >= '\uFFFE' || (Character.isSurrogate(unit) && !pair))
                return false;
            i += pair ? 1 : 0;
        }
        return true;
    }

    static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' && unit != '\t' && unit != '\n') {
                return i;
            }
        }
        return -1;
    }

    static Ops withinLimits(Ops ops, OpsLimits limits) throws MalformedOpsException {
        if (ops.size() > limits.componentsMax()) {
            throw overLimit(ops.size(), limits.componentsMax(), "components");
        }
        for (Op op : ops) {
            int attributes = op.attributes().size();
            if (attributes > limits.attributesPerComponentMax()) {
                throw overLimit(attributes, limits.attributesPerComponentMax(), "attributes on one component");
            }
        }
        if (OpsWriter.lengthBound(ops) > limits.operationBytesMax()) {
            int bytes = OpsWriter.write(ops).length;
            if (bytes > limits.operationBytesMax()) {
                throw overLimit(bytes, limits.operationBytesMax(), "bytes");
            }
        }
        return ops;
    }

    private static MalformedOpsException overLimit(int actual, int limit, String unit) {
        return new MalformedOpsException(Problem.LIMIT,
                "The operation has " + actual + " " + unit + ", at most " + limit + " are allowed.");
    }

    private void require(boolean holds, Problem problem, String otherwise) throws MalformedOpsException {
        if (!holds) {
            throw malformed(problem, otherwise);
        }
    }

    private MalformedOpsException malformed(Problem problem, String what) {
        return new MalformedOpsException(problem, "Component " + component + " of the operation " + what + ".");
    }
}
