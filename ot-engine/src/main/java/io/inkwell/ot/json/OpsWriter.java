package io.inkwell.ot.json;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the canonical JSON of operations, straight into the bytes of its UTF-8. Written by hand and not with a generator, because the
 * bytes are hashed and compared: they must be those of {@code JSON.stringify} (ECMA-262, QuoteJSONString) whatever a library decides to
 * escape.
 */
final class OpsWriter {
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] RETAIN = ascii("{\"retain\":");
    private static final byte[] DELETE = ascii("{\"delete\":");
    private static final byte[] INSERT = ascii("{\"insert\":");
    private static final byte[] ATTRIBUTES = ascii(",\"attributes\":{");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    /** What an op without text and attributes takes at most: a delete of the greatest length with its comma. */
    private static final int OP_BYTES_MAX = DELETE.length + 10 + 2;
    /** What a unit of text takes at most: an escaped control character. */
    private static final int UNIT_BYTES_MAX = 6;
    private static final int LONG_BYTES_MAX = 20;

    private byte[] json;
    private int size;

    private OpsWriter(int capacity) {
        json = new byte[capacity];
    }

    static byte[] write(Ops ops) {
        var writer = new OpsWriter(Math.toIntExact((long) ops.size() * OP_BYTES_MAX + 2 + ops.insertedLength()));
        writer.ops(ops);
        return Arrays.copyOf(writer.json, writer.size);
    }

    /** A number of bytes that the JSON of the ops does not exceed, found without writing it, or the greatest int. */
    static int lengthBound(Ops ops) {
        for (Op op : ops) {
            if (op instanceof Op.InsertEmbed || !op.attributes().isEmpty()) {
                return Integer.MAX_VALUE;
            }
        }
        long bound = 2L + (long) ops.size() * OP_BYTES_MAX + (long) ops.insertedLength() * UNIT_BYTES_MAX;
        return (int) Math.min(bound, Integer.MAX_VALUE);
    }

    private void ops(Ops ops) {
        put('[');
        for (int i = 0; i < ops.size(); i++) {
            if (i > 0) {
                put(',');
            }
            switch (ops.get(i)) {
                case Op.Retain retain -> {
                    put(RETAIN);
                    number(retain.length());
                    attributes(retain.attributes());
                }
                case Op.InsertText insert -> {
                    put(INSERT);
                    string(insert.text());
                    attributes(insert.attributes());
                }
                case Op.InsertEmbed insert -> {
                    put(INSERT);
                    put('{');
                    string(insert.embed().type());
                    put(':');
                    scalar(insert.embed().value());
                    put('}');
                    attributes(insert.attributes());
                }
                case Op.Delete delete -> {
                    put(DELETE);
                    number(delete.length());
                }
            }
            put('}');
        }
        put(']');
    }

    private void attributes(Attributes attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        put(ATTRIBUTES);
        boolean first = true;
        for (String name : attributes.names()) {
            if (!first) {
                put(',');
            }
            first = false;
            string(name);
            put(':');
            Scalar value = attributes.get(name);
            if (value == null) {
                put(NULL);
            } else {
                scalar(value);
            }
        }
        put('}');
    }

    private void scalar(Scalar scalar) {
        switch (scalar) {
            case Scalar.Text text -> string(text.value());
            case Scalar.Int integer -> number(integer.value());
            case Scalar.Bool bool -> put(bool.value() ? TRUE : FALSE);
        }
    }

    private void string(String text) {
        put('"');
        int at = 0;
        while (at < text.length()) {
            at = plain(text, at);
            if (at < text.length()) {
                char unit = text.charAt(at);
                if (unit < 0x80) {
                    escaped(unit);
                    at++;
                } else {
                    at += beyondAscii(text, at);
                }
            }
        }
        put('"');
    }

    /** Writes the units from the index on that stand for themselves; answers where they end. */
    private int plain(String text, int from) {
        int length = text.length();
        ensureRoom(length - from);
        byte[] target = json;
        int end = size;
        int at = from;
        while (at < length) {
            char unit = text.charAt(at);
            if (unit >= 0x80 || unit < ' ' || unit == '"' || unit == '\\') {
                break;
            }
            target[end++] = (byte) unit;
            at++;
        }
        size = end;
        return at;
    }

    private void escaped(char unit) {
        put('\\');
        switch (unit) {
            case '"', '\\' -> put(unit);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put('0');
                put('0');
                put((char) HEX[unit >> 4]);
                put((char) HEX[unit & 0xf]);
            }
        }
    }

    /** Writes the code point at the index; answers how many units it has. */
    private int beyondAscii(String text, int index) {
        int codePoint = text.codePointAt(index);
        if (codePoint < 0x800) {
            put((char) (0xc0 | (codePoint >> 6)));
        } else {
            if (codePoint < 0x10000) {
                if (Character.isSurrogate((char) codePoint)) {
                    throw new IllegalStateException("an operation holds text that is not well-formed");
                }
                put((char) (0xe0 | (codePoint >> 12)));
            } else {
                put((char) (0xf0 | (codePoint >> 18)));
                put(continuation(codePoint >> 12));
            }
            put(continuation(codePoint >> 6));
        }
        put(continuation(codePoint));
        return Character.charCount(codePoint);
    }

    private static char continuation(int bits) {
        return (char) (0x80 | (bits & 0x3f));
    }

    private void number(long value) {
        ensureRoom(LONG_BYTES_MAX);
        if (value < 0) {
            put('-');
        }
        // The greatest number here is 2^53 - 1, so the sign can be taken away from every one.
        long left = Math.abs(value);
        int digits = 1;
        for (long power = 10; power <= left; power *= 10) {
            digits++;
        }
        size += digits;
        for (int at = size - 1; at >= size - digits; at--) {
            json[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private void put(byte[] bytes) {
        ensureRoom(bytes.length);
        System.arraycopy(bytes, 0, json, size, bytes.length);
        size += bytes.length;
    }

    private void put(char unit) {
        ensureRoom(1);
        json[size++] = (byte) unit;
    }

    private void ensureRoom(int bytes) {
        if (bytes > json.length - size) {
            json = Arrays.copyOf(json, Math.addExact(json.length, Math.max(bytes, json.length)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
