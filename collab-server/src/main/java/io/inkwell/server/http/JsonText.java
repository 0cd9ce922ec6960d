package io.inkwell.server.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON as UTF-8 bytes. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** What the writer writes, as bytes. */
    public static byte[] write(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            writer.accept(json);
        }
        return bytes.toByteArray();
    }

    /** Writes a member whose value is a text, a whole number or a truth value. */
    static void writeScalar(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Boolean truth -> json.writeBooleanProperty(name, truth);
            case Integer number -> json.writeNumberProperty(name, number);
            case Long number -> json.writeNumberProperty(name, number);
            default -> json.writeStringProperty(name, value.toString());
        }
    }
}
