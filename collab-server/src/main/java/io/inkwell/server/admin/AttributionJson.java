package io.inkwell.server.admin;

import io.inkwell.history.Blame;
import io.inkwell.history.Difference.Authorship;
import io.inkwell.history.Difference.Step;
import io.inkwell.history.Marks;
import io.inkwell.history.Origin;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.http.JsonText;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.HistoryReader.Author;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Differences and blame as JSON. Authors stand as display ids, which a table of people at the end explains. */
final class AttributionJson {
    private AttributionJson() {}

    /** The display ids in these steps. */
    static Set<Integer> authorsOf(List<Step> steps) {
        Set<Integer> displayIds = new HashSet<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Kept _ -> {
                }
                case Step.Formatted formatted ->
                    formatted.marks().origins().forEach(origin -> displayIds.add(origin.displayId()));
                case Step.Inserted inserted -> displayIds.add(inserted.authorship().displayId());
                case Step.Deleted deleted -> displayIds.add(deleted.authorship().displayId());
            }
        }
        return displayIds;
    }

    /** @param next how many steps to pass over for the next part; 0 if there is none */
    static byte[] difference(DocumentId id, long from, long to, Digest chain, List<Step> steps,
            Map<Integer, Author> people, long next) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("documentId", id.value());
            json.writeNumberProperty("from", from);
            json.writeNumberProperty("to", to);
            json.writeStringProperty("chain", chain.toString());
            json.writeArrayPropertyStart("steps");
            steps.forEach(step -> write(json, step));
            json.writeEndArray();
            writeEnd(json, people, next);
        });
    }

    /** @param next how many runs to pass over for the next part; 0 if there is none */
    static byte[] blame(DocumentId id, long revision, Digest chain, List<Blame.Run> runs, Map<Integer, Author> people,
            long next) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("documentId", id.value());
            json.writeNumberProperty("revision", revision);
            json.writeStringProperty("chain", chain.toString());
            json.writeArrayPropertyStart("runs");
            runs.forEach(run -> write(json, run));
            json.writeEndArray();
            writeEnd(json, people, next);
        });
    }

    private static void write(JsonGenerator json, Blame.Run run) {
        json.writeStartObject();
        json.writeNumberProperty("length", run.length());
        Origin origin = run.origin();
        if (origin == null) {
            json.writeNullProperty("author");
            json.writeNumberProperty("revision", 0);
        } else {
            writeOrigin(json, origin);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Step step) {
        json.writeStartObject();
        switch (step) {
            case Step.Kept kept -> json.writeNumberProperty("kept", kept.length());
            case Step.Formatted formatted -> {
                write(json, "formatted",
                        Ops.builder().retain(formatted.length(), formatted.marks().attributes()).build());
                writeBy(json, formatted.marks());
            }
            case Step.Inserted inserted -> {
                write(json, "inserted", inserted.content());
                writeAuthorship(json, inserted.authorship());
            }
            case Step.Deleted deleted -> {
                write(json, "deleted", deleted.content());
                writeAuthorship(json, deleted.authorship());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Ops ops) {
        json.writeName(name);
        OpsJson.write(ops, json);
    }

    private static void writeAuthorship(JsonGenerator json, Authorship authorship) {
        json.writeNumberProperty("author", authorship.displayId());
        json.writeObjectPropertyStart("first");
        writeMoment(json, authorship.first());
        json.writeEndObject();
        json.writeObjectPropertyStart("last");
        writeMoment(json, authorship.last());
        json.writeEndObject();
    }

    private static void writeBy(JsonGenerator json, Marks marks) {
        json.writeObjectPropertyStart("by");
        List<String> names = marks.attributes().names();
        for (int i = 0; i < names.size(); i++) {
            json.writeObjectPropertyStart(names.get(i));
            writeOrigin(json, marks.origins().get(i));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeOrigin(JsonGenerator json, Origin origin) {
        json.writeNumberProperty("author", origin.displayId());
        writeMoment(json, origin);
    }

    private static void writeMoment(JsonGenerator json, Origin origin) {
        json.writeNumberProperty("revision", origin.revision());
        json.writeStringProperty("at", Api.time(Instant.ofEpochMilli(origin.atMillis())));
    }

    private static void writeEnd(JsonGenerator json, Map<Integer, Author> people, long next) {
        json.writeObjectPropertyStart("people");
        new TreeMap<>(people).forEach((displayId, author) -> {
            json.writeName(displayId.toString());
            Api.writeAuthor(json, author);
        });
        json.writeEndObject();
        if (next > 0)
            json.writeNumberProperty("next", next);
        json.writeEndObject();
    }
}
