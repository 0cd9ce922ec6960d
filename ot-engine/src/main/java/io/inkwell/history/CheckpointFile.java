package io.inkwell.history;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Checkpoints as a file:
 *
 * <pre>
 * {"format":"inkwell-checkpoints","version":1,"checkpoints":[
 *   {"document":"…","revision":41,"chain":"32 hexadecimal digits","at":1790000000000}]}
 * </pre>
 *
 * <p>
 * The file is not signed: a signature of this server would prove it to this server alone, and whoever can rewrite its database can sign anew.
 * What makes it worth something is that it lies where that person cannot reach it.
 */
public final class CheckpointFile {
    /** The media type it is served as. */
    public static final String FORMAT = "inkwell-checkpoints";
    private static final int VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();

    private CheckpointFile() {}

    /** The file as text. */
    public static String write(List<Checkpoint> checkpoints) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeNumberProperty("version", VERSION);
            json.writeArrayPropertyStart("checkpoints");
            for (Checkpoint checkpoint : checkpoints) {
                json.writeRaw("\n");
                write(checkpoint, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw("\n");
        }
        return text.toString();
    }

    /** Writes one checkpoint as an object. */
    public static void write(Checkpoint checkpoint, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("document", checkpoint.document().value());
        json.writeNumberProperty("revision", checkpoint.revision());
        json.writeStringProperty("chain", checkpoint.chain().toString());
        json.writeNumberProperty("at", checkpoint.atMillis());
        json.writeEndObject();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it is no file of checkpoints
     */
    public static List<Checkpoint> read(String text) throws MalformedFileException {
        FlatJson file = FlatJson.read(text);
        file.requireOnly(List.of("format", "version", "checkpoints"));
        if (!file.text("format").equals(FORMAT))
            throw new MalformedFileException("This is no file of checkpoints.");
        file.number("version", VERSION, VERSION);
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (FlatJson one : file.list("checkpoints")) {
            one.requireOnly(List.of("document", "revision", "chain", "at"));
            checkpoints.add(new Checkpoint(one.as("document", DocumentId::new),
                    one.number("revision", 0, Long.MAX_VALUE), one.as("chain", Digest::parse),
                    one.number("at", 0, Long.MAX_VALUE)));
        }
        return checkpoints;
    }
}
