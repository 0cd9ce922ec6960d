package io.inkwell.ot.json;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the canonical JSON of operations. Written by hand and not with a generator, because the bytes are hashed and compared: they must
 * be those of {@code JSON.stringify} (ECMA-262, QuoteJSONString) whatever a library decides to escape.
 */
final class OpsWriter {
    private final StringBuilder json = new StringBuilder();

    private OpsWriter() {}

    static byte[] write(Ops ops) {
        var writer = new OpsWriter();
        writer.ops(ops);
        try {
            // A new encoder reports what it cannot encode; String.getBytes would put a question mark in its place.
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(writer.json));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("an operation holds text that is not well-formed", e);
        }
    }

    private void ops(Ops ops) {
        json.append('[');
        for (Op op : ops) {
            json.append(json.length() == 1 ? "" : ",");
            switch (op) {
                case Op.Retain retain -> {
                    json.append("{\"retain\":").append(retain.length());
                    attributes(retain.attributes());
                }
                case Op.InsertText insert -> {
                    json.append("{\"insert\":");
                    string(insert.text());
                    attributes(insert.attributes());
                }
                case Op.InsertEmbed insert -> {
                    json.append("{\"insert\":{");
                    string(insert.embed().type());
                    json.append(':');
                    scalar(insert.embed().value());
                    json.append('}');
                    attributes(insert.attributes());
                }
                case Op.Delete delete -> json.append("{\"delete\":").append(delete.length());
            }
            json.append('}');
        }
        json.append(']');
    }

    private void attributes(Attributes attributes) {
        String before = ",\"attributes\":{";
        for (String name : attributes.names()) {
            json.append(before);
            before = ",";
            string(name);
            json.append(':');
            Scalar value = attributes.get(name);
            if (value == null) {
                json.append("null");
            } else {
                scalar(value);
            }
        }
        json.append(attributes.isEmpty() ? "" : "}");
    }

    private void scalar(Scalar scalar) {
        switch (scalar) {
            case Scalar.Text text -> string(text.value());
            case Scalar.Int integer -> json.append(integer.value());
            case Scalar.Bool bool -> json.append(bool.value());
        }
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (unit < ' ') {
                        json.append("\\u").append(HexFormat.of().toHexDigits(unit));
                    } else {
                        json.append(unit);
                    }
                }
            }
        }
        json.append('"');
    }

    static void write(Ops ops, JsonGenerator generator) {
        generator.writeStartArray();
        for (Op op : ops) {
            generator.writeStartObject();
            switch (op) {
                case Op.Retain retain -> {
                    generator.writeNumberProperty("retain", retain.length());
                    write(retain.attributes(), generator);
                }
                case Op.InsertText insert -> {
                    generator.writeStringProperty("insert", insert.text());
                    write(insert.attributes(), generator);
                }
                case Op.InsertEmbed insert -> {
                    generator.writeName("insert");
                    generator.writeStartObject();
                    write(insert.embed().type(), insert.embed().value(), generator);
                    generator.writeEndObject();
                    write(insert.attributes(), generator);
                }
                case Op.Delete delete -> generator.writeNumberProperty("delete", delete.length());
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private static void write(Attributes attributes, JsonGenerator generator) {
        if (attributes.isEmpty()) {
            return;
        }
        generator.writeName("attributes");
        generator.writeStartObject();
        for (String name : attributes.names()) {
            Scalar value = attributes.get(name);
            if (value == null) {
                generator.writeNullProperty(name);
            } else {
                write(name, value, generator);
            }
        }
        generator.writeEndObject();
    }

    private static void write(String name, Scalar value, JsonGenerator generator) {
        switch (value) {
            case Scalar.Text text -> generator.writeStringProperty(name, text.value());
            case Scalar.Int integer -> generator.writeNumberProperty(name, integer.value());
            case Scalar.Bool bool -> generator.writeBooleanProperty(name, bool.value());
        }
    }
}
