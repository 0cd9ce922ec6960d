package io.inkwell.benchmarks.cases;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Tie;
import io.inkwell.ot.json.OpsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The inputs as one JSON file, with the results that are expected, for the libraries on Node.js:
 *
 * <pre>
 * pairs    name → {base, pairs: [{earlier, later, after}]}      small-inserts, small-insert-and-delete, small-rich, large
 * runs     name → {base, edits: [[position, deleted, inserted]], changes: [ops], after}     composed, applied-N, commits
 * carried  name → {change, after}      over the run "commits"; after: the document after all commits and the carried change
 * carets   name → {length, change, positions, after}
 * json     name → ops
 * </pre>
 *
 * Documents and changes are operations in the form of Quill Delta.
 */
public final class CaseFile {
    /** The lengths of the documents to which small edits are applied, in units. */
    public static final List<Integer> APPLIED_LENGTHS = List.of(10_000, 100_000, 1_000_000);

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private CaseFile(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the file, and the folders above it. */
    public static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream bytes = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new CaseFile(json).write();
        }
    }

    private void write() {
        json.writeStartObject();
        json.writeNumberProperty("seed", Cases.SEED);
        json.writeObjectPropertyStart("pairs");
        for (Cases.SmallKind kind : Cases.SmallKind.values()) {
            pairs("small-" + nameOf(kind), Cases.smallPairs(kind));
        }
        pairs("large", List.of(Cases.largePair()));
        json.writeEndObject();
        json.writeObjectPropertyStart("runs");
        run("composed", Cases.composedRun());
        for (int length : APPLIED_LENGTHS) {
            run("applied-" + length, Cases.appliedRun(length));
        }
        EditRun commits = Cases.commits();
        run("commits", commits);
        json.writeEndObject();
        json.writeObjectPropertyStart("carried");
        carried("small", Cases.smallChangeToLargeDocument(), commits);
        carried("large", Cases.largePair().later(), commits);
        json.writeEndObject();
        json.writeObjectPropertyStart("carets");
        carets("small", Cases.smallChangeToLargeDocument());
        carets("large", Cases.largePair().later());
        json.writeEndObject();
        json.writeObjectPropertyStart("json");
        for (Cases.JsonKind kind : Cases.JsonKind.values()) {
            ops(nameOf(kind), kind.ops());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The name of a kind as the file has it. */
    public static String nameOf(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void pairs(String name, List<ConcurrentPair> pairs) {
        json.writeObjectPropertyStart(name);
        ops("base", pairs.getFirst().base().toOps());
        json.writeArrayPropertyStart("pairs");
        for (ConcurrentPair pair : pairs) {
            json.writeStartObject();
            ops("earlier", pair.earlier().ops());
            ops("later", pair.later().ops());
            ops("after", pair.after().toOps());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(String name, EditRun run) {
        json.writeObjectPropertyStart(name);
        ops("base", run.base().toOps());
        json.writeArrayPropertyStart("edits");
        for (Edit edit : run.edits()) {
            json.writeStartArray();
            json.writeNumber(edit.position());
            json.writeNumber(edit.deleted());
            json.writeString(edit.inserted());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("changes");
        for (Delta change : run.changes()) {
            OpsJson.write(change.ops(), json);
        }
        json.writeEndArray();
        ops("after", run.after().toOps());
        json.writeEndObject();
    }

    private void carried(String name, Delta change, EditRun commits) {
        Delta carried = change;
        for (Delta commit : commits.changes()) {
            carried = carried.transformOver(commit);
        }
        Document after = commits.after().apply(carried);
        json.writeObjectPropertyStart(name);
        ops("change", change.ops());
        ops("after", after.toOps());
        json.writeEndObject();
    }

    private void carets(String name, Delta change) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("length", change.baseLength());
        ops("change", change.ops());
        json.writeArrayPropertyStart("positions");
        Cases.carets().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("after");
        for (int position : Cases.carets()) {
            json.writeNumber(change.transformPosition(position, Tie.STAY_BEFORE_INSERT));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void ops(String name, Ops ops) {
        json.writeName(name);
        OpsJson.write(ops, json);
    }
}
