package io.inkwell.benchmarks.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The recorded editing sessions: real people, keystroke by keystroke, from the empty text to the recorded one. None leaves the BMP. */
public enum RecordedTrace {
    /** Writing a paper in LaTeX: 259,778 edits. */
    AUTOMERGE_PAPER("automerge-paper"),
    /** Writing a blog post: 137,993 edits. */
    SEPH_BLOG1("seph-blog1"),
    /** Editing a Rust source file: 40,173 edits. */
    RUSTCODE("rustcode"),
    /** Editing a Svelte component: 19,749 edits. */
    SVELTECOMPONENT("sveltecomponent");

    private static final JsonFactory JSON = new JsonFactory();

    private final String title;

    RecordedTrace(String title) {
        this.title = title;
    }

    /** The name in the collection it comes from. */
    public String title() {
        return title;
    }

    /** Its file among the resources. */
    public String resource() {
        return "/traces/" + title + ".json.gz";
    }

    /**
     * What was recorded.
     *
     * @param edits each on the text after the one before, the first on the empty text
     * @param endText the text after all of them, as it was recorded
     */
    public record Recording(List<Edit> edits, String endText) {
        /** Copies the list. */
        public Recording {
            edits = List.copyOf(edits);
        }
    }

    /** Reads it. */
    public Recording read() {
        try (InputStream zipped = RecordedTrace.class.getResourceAsStream(resource())) {
            if (zipped == null) {
                throw new IllegalStateException("The trace " + resource() + " is not among the resources.");
            }
            try (InputStream bytes = new GZIPInputStream(zipped);
                    JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
                return read(parser);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The trace " + resource() + " cannot be read.", e);
        }
    }

    private static Recording read(JsonParser parser) {
        List<Edit> edits = new ArrayList<>();
        String endText = "";
        parser.nextToken();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("endContent")) {
                endText = parser.getString();
            } else if (name.equals("txns") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readTransaction(parser, edits);
                }
            } else {
                parser.skipChildren();
            }
        }
        return new Recording(edits, endText);
    }

    private static void readTransaction(JsonParser parser, List<Edit> edits) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("patches")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    int position = parser.nextIntValue(0);
                    int deleted = parser.nextIntValue(0);
                    parser.nextToken();
                    edits.add(new Edit(position, deleted, parser.getString()));
                    parser.nextToken();
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
