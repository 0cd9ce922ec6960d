package io.inkwell.ot.conformance;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import java.nio.charset.StandardCharsets;

/** One line of a conformance file: a JSON object, fields in the order in which they are added, ASCII only. */
public final class JsonLine {
    private final StringBuilder json = new StringBuilder("{");

    /** A string. */
    public JsonLine text(String name, String value) {
        return raw(name, quote(value));
    }

    /** A whole number. */
    public JsonLine number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** An operation, or the inserts of a document. */
    public JsonLine ops(String name, Ops ops) {
        return raw(name, new String(OpsJson.write(ops), StandardCharsets.UTF_8));
    }

    /** A value that is JSON already. */
    public JsonLine raw(String name, String value) {
        json.append(json.length() == 1 ? "" : ",").append(quote(name)).append(':').append(ascii(value));
        return this;
    }

    @Override
    public String toString() {
        return json + "}";
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Escapes what is not printable ASCII. In JSON such characters can only stand in strings, so the meaning stays. */
    private static String ascii(String json) {
        var ascii = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < ' ' || unit > '~') {
                ascii.append(String.format("\\u%04x", unit));
            } else {
                ascii.append((char) unit);
            }
        });
        return ascii.toString();
    }
}
