package io.inkwell.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of files strictly: objects whose members are texts, whole numbers or arrays of such objects; no member twice, none too many,
 * nothing after the object. Immutable.
 */
final class FlatJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).maxNumberLength(19)
                    .maxNameLength(64).build())
            .build();

    private final Map<String, Object> members;

    private FlatJson(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Reads one object.
     *
     * @throws MalformedFileException if it is something else
     */
    static FlatJson read(String text) throws MalformedFileException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new MalformedFileException("A JSON object is expected.");
            FlatJson object = object(parser);
            if (parser.nextToken() != null)
                throw new MalformedFileException("Something follows the JSON object.");
            return object;
        } catch (JacksonException e) {
            throw new MalformedFileException(
                    "It is not valid JSON (character " + e.getLocation().getCharOffset()
                            + "), or a member comes twice.",
                    e);
        }
    }

    private static FlatJson object(JsonParser parser) throws MalformedFileException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            members.put(name, value(parser, name));
        }
        return new FlatJson(members);
    }

    private static Object value(JsonParser parser, String name) throws MalformedFileException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING)
            return parser.getString();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
            return parser.getLongValue();
        if (token != JsonToken.START_ARRAY)
            throw new MalformedFileException("The member " + name + " has a value that it cannot have.");
        List<FlatJson> list = new ArrayList<>();
        for (token = parser.nextToken(); token == JsonToken.START_OBJECT; token = parser.nextToken())
            list.add(object(parser));
        if (token != JsonToken.END_ARRAY)
            throw new MalformedFileException("The member " + name + " is not a list of objects.");
        return list;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** @throws MalformedFileException if there is a member of another name */
    void requireOnly(List<String> names) throws MalformedFileException {
        for (String name : members.keySet()) {
            if (!names.contains(name))
                throw new MalformedFileException("There is no member " + printable(name) + " in this format.");
        }
    }

    String text(String name) throws MalformedFileException {
        if (members.get(name) instanceof String text)
            return text;
        throw new MalformedFileException("The member " + name + " is missing or is no text.");
    }

    long number(String name, long min, long max) throws MalformedFileException {
        if (members.get(name) instanceof Long number && number >= min && number <= max)
            return number;
        throw new MalformedFileException(
                "The member " + name + " is missing or is no whole number from " + min + " to " + max + ".");
    }

    List<FlatJson> list(String name) throws MalformedFileException {
        if (!(members.get(name) instanceof List<?> list))
            throw new MalformedFileException("The member " + name + " is missing or is no list.");
        List<FlatJson> objects = new ArrayList<>();
        for (Object object : list) {
            if (object instanceof FlatJson one)
                objects.add(one);
        }
        return objects;
    }

    /** A value as another type that its text is read as. */
    @FunctionalInterface
    interface Reading<T> {
        T of(String text);
    }

    /** @throws MalformedFileException if the text is not one of this type */
    <T> T as(String name, Reading<T> reading) throws MalformedFileException {
        String text = text(name);
        try {
            return reading.of(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException("The member " + name + " has a value that it cannot have: "
                    + printable("" + e.getMessage()), e);
        }
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[\\p{C}]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
